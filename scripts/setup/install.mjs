import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from './root.mjs'

/**
 * Runs `npm ci` when a package of package-lock.json is missing from node_modules or has another version; compared by
 * content, so that a fresh checkout's file times do not matter. With `development: false` tools of the tests may lack.
 */
export function ensureInstalled({ development }) {
  const missing = missingPackages(development)
  if (missing.length === 0) return
  console.log(`Installing packages: ${missing.length} are missing (npm ci) …`)
  const begun = Date.now()
  const { status } = spawnSync(`npm ci --no-audit --no-fund`, { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) {
    console.error('npm ci failed: see its message above; a registry must be reachable the first time.')
    process.exit(1)
  }
  console.log(`Packages installed in ${((Date.now() - begun) / 1000).toFixed(0)} s.`)
}

function missingPackages(development) {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && (development || !entry.dev))
    .filter(([path, entry]) => installed[path]?.version !== entry.version)
    .map(([path]) => path)
}

function readPackages(name) {
  try {
    return JSON.parse(readFileSync(new URL(name, root), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}
