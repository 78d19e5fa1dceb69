import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const program = path.resolve(import.meta.dirname, 'gerrychain-step.py')
/** Python and its packages are about 300 MB to fetch. */
const INSTALL_MILLISECONDS = 60_000
const STEPS_MILLISECONDS = 45_000

/** A plan on a graph: what GerryChain's ReCom begins with. */
export interface RecomStart {
  households: readonly number[]
  edges: readonly (readonly [number, number])[]
  /** Part of each atom, from 0. */
  labels: readonly number[]
  /** How far from the mean a part may be, as a share of it. */
  epsilon: number
  steps: number
  seed: number
}

/** Milliseconds of a ReCom step of GerryChain, installed by pip into a folder that is removed afterwards; else why not. */
export async function gerrychainStep(start: RecomStart): Promise<{ milliseconds: number } | { skipped: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gerrychain-'))
  const python = path.join(folder, 'bin', 'python')
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_MILLISECONDS })
    await run(python, ['-m', 'pip', 'install', '--quiet', 'gerrychain>=1,<2'], { timeout: INSTALL_MILLISECONDS })
    return { milliseconds: await timeSteps(python, start) }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return { skipped: `GerryChain cannot be had here: ${line}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function timeSteps(python: string, start: RecomStart): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [program], { timeout: STEPS_MILLISECONDS, stdio: ['pipe', 'pipe', 'pipe'] })
    let told = ''
    let complaint = ''
    child.stdout.on('data', (chunk) => {
      told += chunk
    })
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.on('error', reject)
    child.on('close', () => {
      const milliseconds = Number.parseFloat(told)
      if (milliseconds > 0) resolve(milliseconds)
      else reject(new Error(complaint.trim().split('\n').at(-1) || 'it told no time'))
    })
    child.stdin.end(JSON.stringify(start))
  })
}
