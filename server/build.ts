import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Which client is served: `build` changes when its page does, so that open screens know to reload. */
export function buildIdentity(): { build: string; clientDirectory: string } {
  const clientDirectory = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'client')
  const page = path.join(clientDirectory, 'index.html')
  const build = existsSync(page)
    ? createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 12)
    : 'api-only'
  return { build, clientDirectory }
}
