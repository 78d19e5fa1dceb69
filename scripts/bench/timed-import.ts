import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SourceReport } from '#server/features/import/report.ts'
import { Skipped } from './benchmark.ts'

export interface TimedSource {
  report: SourceReport
  /** Most resident memory of the importing process while this source was imported, looked at every 50 ms. */
  peakBytes: number
}

export type TimedImport = { ok: true; timed: TimedSource[] } | { ok: false; why: string }

/**
 * Imports sources of a manifest, in the order of `names`, into an empty database, in a process of its own that ends
 * with it. Throws `Skipped` where no PostGIS server is named, and an Error where a source is not taken.
 */
export async function timeImport(
  engine: 'postgis' | 'embedded',
  manifest: string,
  names: readonly string[],
): Promise<TimedSource[]> {
  if (engine === 'postgis' && !process.env.TEST_DATABASE_URL && !process.env.DATABASE_URL)
    throw new Skipped('neither TEST_DATABASE_URL nor DATABASE_URL names a PostGIS server')
  const script = fileURLToPath(new URL('./timed-import.process.ts', import.meta.url))
  const child = fork(script, [engine, manifest, ...names])
  const answer = await new Promise<TimedImport>((resolve) => {
    child.once('message', (told) => resolve(told as TimedImport))
    child.once('exit', (code) => resolve({ ok: false, why: `the importing process ended with ${code}` }))
  })
  if (!answer.ok) throw new Error(answer.why)
  for (const { report } of answer.timed) if (report.failure) throw new Error(report.failure)
  return answer.timed
}
