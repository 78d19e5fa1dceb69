import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { root } from './root.mjs'

const sources = ['client', 'domain', 'scripts/build', 'vite.config.ts', 'package-lock.json', 'tsconfig.json']
const built = new URL('dist/client/index.html', root)
const mark = new URL('dist/client-sources', root)

/** Builds the client when a source changed since the last build: told by content, kept in dist/client-sources. */
export function ensureClientBuilt() {
  const hash = hashSources()
  if (existsSync(built) && readMark() === hash) return
  console.log('Building the client …')
  const begun = Date.now()
  rmSync(mark, { force: true })
  const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', root))
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error('The client could not be built: see the message above.')
    process.exit(1)
  }
  mkdirSync(new URL('dist/', root), { recursive: true })
  writeFileSync(mark, hash)
  console.log(`The client was built in ${((Date.now() - begun) / 1000).toFixed(0)} s.`)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const name of sources) addToHash(hash, name)
  return hash.digest('hex')
}

function addToHash(hash, name) {
  const place = new URL(name, root)
  if (!existsSync(place)) return
  let entries
  try {
    entries = readdirSync(place, { withFileTypes: true })
  } catch {
    hash.update(`${name}\0`).update(readFileSync(place))
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() || isSource(entry.name)) addToHash(hash, `${name}/${entry.name}`)
  }
}

function isSource(name) {
  return !/\.(test|bench)\.tsx?$/.test(name)
}

function readMark() {
  try {
    return readFileSync(mark, 'utf8')
  } catch {
    return ''
  }
}
