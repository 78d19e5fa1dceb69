import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import type { TimedSignboards } from './timed-signboards.process.ts'

/** As many as Laizhou hangs up. */
const BOARDS = 8_300

export const benchmarks: Benchmark[] = [
  {
    name: 'print.signboards',
    unit: 's',
    budget: { atMost: 60 },
    limitSeconds: 240,
    async run() {
      const { seconds, peakBytes, fileBytes } = await drawBoards()
      return [
        {
          value: seconds,
          note: `${BOARDS} boards, a page and a code of level H each, ${(fileBytes / 1e6).toFixed(1)} MB of PDF`,
        },
        {
          name: '.memory',
          unit: 'MB',
          budget: { atMost: 400 },
          value: peakBytes / 1e6,
          note: 'most resident memory of a process that draws and does nothing else',
        },
      ]
    },
  },
]

/** In a process of its own, so that its memory is the drawing's. */
async function drawBoards(): Promise<TimedSignboards> {
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-bench-'))
  try {
    const script = fileURLToPath(new URL('./timed-signboards.process.ts', import.meta.url))
    const child = fork(script, [String(BOARDS), join(folder, 'boards.pdf')])
    return await new Promise<TimedSignboards>((resolve, reject) => {
      child.once('message', (told) => resolve(told as TimedSignboards))
      child.once('exit', (code) => reject(new Error(`the drawing process ended with ${code}`)))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
