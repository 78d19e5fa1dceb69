import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from 'zod'
import type { manifest as manifestForm } from '#domain/contract/manifest.ts'
import type { Benchmark, Figure } from '#scripts/bench/benchmark.ts'
import { timeImport } from '#scripts/bench/timed-import.ts'

const BYTES = 2 * 1024 ** 3
/** Rows at a time into the file. */
const CHUNK = 2_000
/** One row in so many is another county's, one of the county's own in so many has no place. */
const OTHERS = 50
const PLACELESS = 4

/** A province's table of which a county takes its part: whatever its size, reading it takes no more memory. */
export const benchmarks: Benchmark[] = [
  { name: 'import.memory', unit: 'MB', budget: { atMost: 600 }, long: true, limitSeconds: 3_600, run: measure },
]

async function measure(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gridboard-bench-'))
  try {
    const rows = await write(join(folder, 'province.csv'))
    await writeFile(
      join(folder, 'ground.csv'),
      'county,lon,lat\n990004,-71.1,42.3\n990004,-71.09,42.31\n990004,-71.1,42.31\n',
    )
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
    const [, rooms] = await timeImport('embedded', join(folder, 'manifest.json'), ['ground', 'rooms'])
    const { read, kept, refused, passedOver, seconds } = rooms!.report
    if (read !== rows || kept + refused + passedOver !== rows)
      throw new Error(`read ${read} of ${rows} rows: ${kept} kept, ${refused} refused, ${passedOver} passed over`)
    const about = `${rows} rows in a CSV of ${(BYTES / 1e9).toFixed(1)} GB; ${kept} kept, ${refused} refused`
    return [
      { value: rooms!.peakBytes / 1e6, note: `most resident memory of a process that imports ${about}` },
      { name: '.read', unit: 'MB/s', budget: null, value: BYTES / 1e6 / seconds, note: about },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the table as a stream; answers its rows. */
async function write(file: string): Promise<number> {
  let rows = 0
  function* text() {
    let bytes = 0
    yield 'code,county,name,lon,lat,notes\n'
    while (bytes < BYTES) {
      const lines = Array.from({ length: CHUNK }, () => line(rows++))
      const chunk = `${lines.join('\n')}\n`
      bytes += Buffer.byteLength(chunk)
      yield chunk
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(file))
  return rows
}

const words = '村级活动场所登记表备注，含历次修缮、产权与面积说明。'.repeat(14)

function line(row: number): string {
  const own = row % OTHERS === 0
  const longitude = -71.1 + (row % 1_000) * 1e-5
  const latitude = 42.3 + (row % 997) * 1e-5
  const place = own && row % (OTHERS * PLACELESS) === 0 ? ',' : `${longitude.toFixed(5)},${latitude.toFixed(5)}`
  return `R${row},${own ? '990004' : '990005'},活动室${row % 100},${place},"${words}""${row}"""`
}

const manifest: z.input<typeof manifestForm> = {
  county: {
    code: '990004',
    name: '试验县',
    nameEn: 'Trial',
    timeZone: 'America/New_York',
    near: [-71.1, 42.3],
    street: '城区',
    attribution: 'made for this benchmark',
  },
  folder: '.',
  sources: [
    {
      name: 'ground',
      file: 'ground.csv',
      format: 'csv',
      coordinates: { longitude: 'lon', latitude: 'lat' },
      layer: 'area',
      geometry: 'cells',
      key: 'county',
      fields: { name: 'county' },
    },
    {
      name: 'rooms',
      file: 'province.csv',
      format: 'csv',
      coordinates: { longitude: 'lon', latitude: 'lat' },
      layer: 'site_candidate',
      key: 'code',
      where: { county: ['990004'] },
      fields: { name: 'name', kind: { value: 'community_room' } },
    },
  ],
}
