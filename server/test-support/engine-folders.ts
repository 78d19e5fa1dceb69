import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where test processes keep the folders of their embedded engines: made before the first of them starts and removed when
 * all have ended, since they are ended without a chance to tidy up.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-engines-'))
  process.env.TEST_ENGINE_FOLDERS = folder
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
