import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { root } from './root.mjs'

/** Runs a package's own script (`vitest/vitest.mjs`) with its output going through; resolves to its exit status. */
export function runTool(script, parameters, environment = {}) {
  const path = fileURLToPath(new URL(`node_modules/${script}`, root))
  const child = spawn(process.execPath, [path, ...parameters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
