import { readFileSync } from 'node:fs'
import { root } from './root.mjs'

/** Ends with a clear message on a Node older than package.json's `engines` asks for. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const wanted = engines.node.replace('>=', '').split('.').map(Number)
  const found = process.versions.node.split('.').map(Number)
  const older = found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < (wanted[1] ?? 0))
  if (!older) return
  console.error(`Gridboard needs Node ${wanted.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
