import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { manifest as manifestForm } from '#domain/contract/manifest.ts'
import { type Benchmark, type Figure, Skipped } from '#scripts/bench/benchmark.ts'
import { timeImport } from '#scripts/bench/timed-import.ts'
import { fileSource } from '#server/import/file/byte-source.ts'
import { readOsmPbf } from '#server/import/file/formats/osm-pbf.ts'
import { readFile } from '#server/import/file/read-file.ts'

/** An extract of the city of Porto as R5 tests with it, of ways to walk and drive on; kept beside the project. */
const extract = fileURLToPath(new URL('../../../../shared/data/osm/r5-porto_portugal.osm.pbf', import.meta.url))

export const benchmarks: Benchmark[] = [
  { name: 'import.osm', unit: 's', budget: { atMost: 60 }, limitSeconds: 300, run: () => measure() },
]

async function measure(): Promise<Figure[]> {
  if (!existsSync(extract)) throw new Skipped(`there is no ${extract}`)
  const ways = await countWays()
  const started = performance.now()
  const content = await readFile(extract)
  const parseSeconds = (performance.now() - started) / 1000
  await content.close()
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-bench-'))
  try {
    const file = join(folder, 'manifest.json')
    await writeFile(file, JSON.stringify(manifest))
    const names = manifest.sources.map(({ name }) => name)
    const timed = await timeImport('postgis', file, names)
    const kept = timed.reduce((sum, { report }) => sum + report.kept, 0)
    return [
      {
        value: timed.reduce((sum, { report }) => sum + report.seconds, 0),
        note: `${kept} rows of ${names.length} layers, from the extract to PostGIS`,
      },
      {
        name: '.parse',
        unit: 'ways/s',
        budget: { atLeast: 20_000 },
        value: ways / parseSeconds,
        note: `${ways} ways with their nodes and relations`,
      },
      {
        name: '.memory',
        unit: 'MB',
        budget: { atMost: 600 },
        value: Math.max(...timed.map(({ peakBytes }) => peakBytes)) / 1e6,
        note: 'most resident memory of the importing process',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function countWays(): Promise<number> {
  let ways = 0
  const file = await fileSource(extract)
  for await (const batch of readOsmPbf(file, () => {})) ways += batch.filter(({ type }) => type === 'way').length
  await file.close()
  return ways
}

const source = { file: extract, key: 'id' }

const manifest: z.input<typeof manifestForm> = {
  county: {
    code: '990004',
    name: '波尔图',
    nameEn: 'Porto',
    timeZone: 'Europe/Lisbon',
    near: [-8.61, 41.15],
    street: 'Porto',
    attribution: '© OpenStreetMap contributors (ODbL 1.0)',
  },
  folder: '.',
  sources: [
    { ...source, name: 'areas', object: 'places', layer: 'area', geometry: 'nearest', fields: { name: 'name' } },
    { ...source, name: 'walk', object: 'walk', layer: 'walk_edge', joinMeters: 0 },
    { ...source, name: 'streets', object: 'streets', layer: 'road' },
  ],
}
