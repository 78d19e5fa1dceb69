import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { z } from 'zod'
import type { manifest as manifestForm } from '#domain/contract/manifest.ts'
import type { Benchmark, Figure } from '#scripts/bench/benchmark.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { timeImport } from '#scripts/bench/timed-import.ts'

/** As many as Boston's requests of 2015, with as many kinds and areas. */
const ROWS = 121_145
const KINDS = 158
const AREAS = 17
const MINUTE = 60_000

export const benchmarks: Benchmark[] = [
  {
    name: 'import.issues',
    unit: 's',
    budget: { atMost: 30 },
    limitSeconds: 600,
    run: ({ seed }) => measure('postgis', seed),
  },
  {
    name: 'import.issues.embedded',
    unit: 's',
    budget: { atMost: 120 },
    limitSeconds: 900,
    run: ({ seed }) => measure('embedded', seed),
  },
]

async function measure(engine: 'postgis' | 'embedded', seed: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-bench-'))
  try {
    const file = join(folder, 'manifest.json')
    await writeFile(join(folder, 'issues.csv.gz'), gzipSync(requests(seed)))
    await writeFile(file, JSON.stringify(manifest))
    const [, first, again] = await timeImport(engine, file, ['areas', 'issues', 'issues'])
    const { kept, seconds, rowsPerSecond } = first!.report
    const { unchanged } = again!.report
    if (kept !== ROWS || unchanged !== ROWS) throw new Error(`kept ${kept} and unchanged ${unchanged} of ${ROWS}`)
    return [
      { value: seconds, note: `${ROWS} requests from CSV to entries and rows, ${rowsPerSecond} rows/s` },
      { name: '.again', value: again!.report.seconds, note: 'the same file once more: nothing to write' },
      {
        name: '.memory',
        unit: 'MB',
        budget: { atMost: 600 },
        value: first!.peakBytes / 1e6,
        note: 'most resident memory of a process that imports and does nothing else; the engine is another',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const source = { file: 'issues.csv.gz', format: 'csv' as const, coordinates: { longitude: 'lon', latitude: 'lat' } }

const manifest: z.input<typeof manifestForm> = {
  county: {
    code: '990003',
    name: '试验市',
    nameEn: 'Trial',
    timeZone: 'America/New_York',
    near: [-71.08, 42.32],
    street: '城区',
    attribution: 'made for this benchmark',
  },
  folder: '.',
  catalogue: {
    effectiveFrom: '2015-01-01',
    categories: Array.from({ length: KINDS }, (_, kind) => ({ code: `990003-${kind}`, nameEn: `Kind ${kind}` })),
  },
  sources: [
    { ...source, name: 'areas', layer: 'area', geometry: 'cells', key: 'area', fields: { name: 'area' } },
    {
      ...source,
      name: 'issues',
      layer: 'issue',
      dates: 'month-first',
      months: ['2015-01', '2016-01'],
      key: 'id',
      fields: {
        category: 'kind',
        title: 'kind',
        place: 'street',
        source: { value: 'hotline' },
        filedAt: 'opened',
        finishBy: 'due',
        closedAt: 'closed',
      },
    },
  ],
}

/** CSV text of requests through 2015: each in one of the areas side by side, most due, five in six closed. */
function requests(seed: number): string {
  const random = seededRandom(seed)
  const start = Date.UTC(2015, 0, 1, 5)
  const lines = ['id,opened,due,closed,kind,street,area,lon,lat']
  for (let row = 0; row < ROWS; row++) {
    const opened = start + Math.floor(random() * 365 * 1440) * MINUTE
    const due = random() < 0.78 ? written(opened + Math.floor(random() * 20_000) * MINUTE) : ''
    const closed = random() < 0.84 ? written(opened + Math.floor(random() * 15_000) * MINUTE) : ''
    const area = Math.floor(random() * AREAS)
    const place = [-71.17 + (area + random()) * 0.01, 42.25 + random() * 0.12].map((degrees) => degrees.toFixed(4))
    const kind = Math.floor(random() ** 2 * KINDS)
    lines.push(
      `${1e6 + row},${written(opened)},${due},${closed},Kind ${kind},${row % 997} Main St,Area ${area},${place}`,
    )
  }
  return lines.join('\n')
}

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h12',
})

function written(at: number): string {
  const { year, month, day, hour, minute, second, dayPeriod } = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, value]),
  )
  return `${month}/${day}/20${year} ${hour}:${minute}:${second} ${dayPeriod}`
}
