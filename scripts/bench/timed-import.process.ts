import { importSource } from '#server/features/import/import-source.ts'
import { readManifest } from '#server/features/import/read-manifest.ts'
import { OpenFiles } from '#server/import/file/open-files.ts'
import { openDatabases } from './databases.ts'
import type { TimedImport, TimedSource } from './timed-import.ts'

/**
 * A process that imports and does nothing else, so that its memory is the import's. Its arguments: `postgis` or
 * `embedded`, a manifest's file, and the names of sources in the order in which they are imported into an empty database.
 */
async function run([engine, file, ...names]: string[]): Promise<TimedImport> {
  const { manifest, folder } = await readManifest(file!)
  const databases = openDatabases()
  const files = new OpenFiles()
  try {
    const db = engine === 'embedded' ? await databases.embedded() : await databases.database()
    const timed: TimedSource[] = []
    for (const name of names) {
      const source = manifest.sources.find((one) => one.name === name)!
      let peakBytes = 0
      const watch = setInterval(() => {
        peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
      }, 50)
      const report = await importSource(db, manifest, source, folder, { files }).finally(() => clearInterval(watch))
      timed.push({ report, peakBytes })
    }
    return { ok: true, timed }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    await files.close()
    await databases.close()
  }
}

// nobody waits any more: it was stopped for taking too long
process.once('disconnect', () => process.exit())
process.send?.(await run(process.argv.slice(2)), () => process.disconnect())
