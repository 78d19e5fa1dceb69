import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifest as manifestForm } from '#domain/contract/manifest.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { importRuns } from './import-run.query.ts'
import { type ImportOptions, importSource } from './import-source.ts'
import type { SourceReport } from './report.ts'
import { undoImport } from './undo-import.ts'

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const polygon = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [square(west, south, size)],
})
const row = (properties: object, geometry: unknown) => ({ type: 'Feature', properties, geometry })
const collection = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })

describe('importing a county', () => {
  const database = withDatabase()
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridboard-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bring = async (
    source: object,
    content?: string | Buffer,
    options: ImportOptions = {},
  ): Promise<SourceReport> => {
    const parsed: Manifest = manifestForm.parse({
      county: {
        code: '990001',
        name: '试验县',
        nameEn: 'Trial',
        timeZone: 'Asia/Shanghai',
        near: [120, 37],
        street: '城区',
        attribution: 'made for this test',
      },
      folder: '.',
      sources: [{ key: 'id', format: 'geojson', file: 'source.json', ...source }],
    })
    if (content !== undefined) await writeFile(join(folder, parsed.sources[0]!.file), content)
    return importSource(database.db, parsed, parsed.sources[0]!, folder, options)
  }
  const communities = { name: 'communities', layer: 'area', fields: { name: 'name' } }
  const grids = { name: 'grids', layer: 'grid', fields: { name: 'name' } }
  const codes = (table: 'area' | 'grid' | 'micro_grid') =>
    database.db.query<{ code: string; name: string }>(
      {
        area: `select code, name from area where level = 'community' order by code`,
        grid: 'select code, name from grid order by code',
        micro_grid: 'select code, name from micro_grid order by code',
      }[table],
    )

  it('refuses a layer that needs the county before its areas are there', async () => {
    const report = await bring(grids, collection([row({ id: 1, name: 'a' }, polygon(120, 37, 0.01))]))
    expect(report.failure).toContain('list an area source first')
    expect(await database.db.query('select 1 from county')).toEqual([])
  })

  it('codes communities west to east and draws the county around them', async () => {
    const report = await bring(
      communities,
      collection([
        row({ id: 2, name: '东社区' }, polygon(120.01, 37, 0.01)),
        row({ id: 1, name: '西社区' }, polygon(120, 37, 0.01)),
      ]),
    )
    expect(report).toMatchObject({ read: 2, kept: 2, refused: 0 })
    expect(await codes('area')).toEqual([
      { code: '990001001001', name: '西社区' },
      { code: '990001001002', name: '东社区' },
    ])
    const [county] = await database.db.query<{ area: number; paths: string[] }>(
      `select st_area(geom) as area, (select array_agg(path order by path) from area) as paths from county where code = '990001'`,
    )
    expect(county!.area).toBeCloseTo(0.0002, 9)
    expect(county!.paths[2]).toBe('/990001/990001001/990001001001/')
  })

  it('updates instead of doubling when imported again, and a kept row keeps its code', async () => {
    await bring(
      communities,
      collection([
        row({ id: 1, name: '西岸社区' }, polygon(120, 37, 0.01)),
        row({ id: 3, name: '最西社区' }, polygon(119.99, 37, 0.01)),
        row({ id: 2, name: '东社区' }, polygon(120.01, 37, 0.01)),
      ]),
    )
    expect(await codes('area')).toEqual([
      { code: '990001001001', name: '西岸社区' },
      { code: '990001001002', name: '东社区' },
      { code: '990001001003', name: '最西社区' },
    ])
  })

  it('places grids, micro-grids, buildings and dwellings in one another', async () => {
    await bring(
      grids,
      collection([
        row({ id: 1, name: 'g1' }, polygon(120.001, 37.001, 0.004)),
        row({ id: 2, name: 'g2' }, polygon(120.011, 37.001, 0.004)),
        row({ id: 9, name: 'sea' }, polygon(120.5, 37.5, 0.004)),
      ]),
    )
    expect((await codes('grid')).map((grid) => grid.code)).toEqual(['990001001001001', '990001001002001'])
    await bring(
      { name: 'micro', layer: 'micro_grid', fields: { name: 'name' } },
      collection([
        row({ id: 1, name: 'm1' }, polygon(120.001, 37.001, 0.002)),
        row({ id: 2, name: 'm2' }, polygon(120.011, 37.001, 0.002)),
      ]),
    )
    expect((await codes('micro_grid')).map((micro) => micro.code)).toEqual(['990001001001001001', '990001001002001001'])
    const buildings = await bring(
      {
        name: 'blocks',
        layer: 'building',
        geometry: 'point-inside',
        fields: { name: 'name', residents: 'people', households: { from: 'people', dividedBy: 2 } },
      },
      collection([
        row({ id: 1, name: 'b1', people: 41 }, polygon(120.0015, 37.0015, 0.0005)),
        row({ id: 2, name: 'b2', people: 'many' }, polygon(120.0115, 37.0015, 0.0005)),
      ]),
    )
    expect(buildings.refusals).toEqual([
      expect.objectContaining({ row: 2, reason: 'wrong-field', value: expect.stringContaining('households = "many"') }),
    ])
    const dwellings = await bring(
      {
        name: 'dwellings',
        layer: 'dwellings',
        format: 'csv',
        file: 'd.csv.gz',
        coordinates: { longitude: 'lon', latitude: 'lat' },
        fields: { households: 'n' },
      },
      gzipSync('id,lon,lat,n\r1,120.0016,37.0016,30\r2,120.0017,37.0017,3\r3,120.0116,37.0016,5\r4,,37,1\r'),
    )
    expect(dwellings.refusals.map((refusal) => refusal.reason).sort()).toEqual(['no-geometry', 'not-one-building'])
    expect(
      await database.db.query('select households, residents, micro_grid, households_source from building'),
    ).toEqual([{ households: 33, residents: 41, micro_grid: '990001001001001001', households_source: 'dwellings' }])
  })

  it('joins street ends within the stated distance into one network, and replaces it on a second import', async () => {
    const lines = collection([
      row(
        { id: 1 },
        {
          type: 'LineString',
          coordinates: [
            [120, 37],
            [120.001, 37],
          ],
        },
      ),
      row(
        { id: 2 },
        {
          type: 'LineString',
          coordinates: [
            [120.001003, 37],
            [120.002, 37],
          ],
        },
      ),
      row(
        { id: 3 },
        {
          type: 'MultiLineString',
          coordinates: [
            [
              [120.002, 37],
              [120.002, 37.001],
            ],
            [
              [120.01, 37],
              [120.011, 37],
            ],
          ],
        },
      ),
    ])
    for (let time = 0; time < 2; time++) await bring({ name: 'streets', layer: 'walk_edge', joinMeters: 1 }, lines)
    const [network] = await database.db.query<{ nodes: number; edges: number; meters: number }>(
      'select (select count(*)::int from walk_node) as nodes, count(*)::int as edges, max(length_meters) as meters from walk_edge',
    )
    expect(network).toMatchObject({ nodes: 6, edges: 4 })
    expect(network!.meters).toBeGreaterThan(110)
    expect(network!.meters).toBeLessThan(112)
  })

  it('takes what stations can serve, when they open, how edges climb, and where others could stand', async () => {
    const place = (id: number, more: object) =>
      row({ id, name: `站${id}`, ...more }, { type: 'Point', coordinates: [120.001, 37.001] })
    const stations = {
      name: 'stations',
      layer: 'station',
      fields: { name: 'name', level: { value: 'community' }, hours: 'hours', capacityHouseholds: 'room' },
    }
    const report = await bring(
      stations,
      collection([
        place(1, { hours: 'Mo-Fr 08:30-18:00; Sa 16:00-02:00', room: 800 }),
        place(2, {}),
        place(3, { hours: 'sunrise-sunset' }),
        place(4, { room: -1 }),
      ]),
    )
    expect(report.refusals).toMatchObject([
      { key: '3', reason: 'wrong-field', value: expect.stringContaining('hours = "sunrise-sunset"') },
      { key: '4', reason: 'wrong-field', value: expect.stringContaining('capacityHouseholds = -1') },
    ])
    const told = await database.db.query('select hours, capacity_households as room from station order by source_key')
    expect(told).toEqual([
      {
        hours: [
          { days: [1, 2, 3, 4, 5], opensMinute: 510, closesMinute: 1080 },
          { days: [6], opensMinute: 960, closesMinute: 1560 },
        ],
        room: 800,
      },
      { hours: [], room: null },
    ])
    const way = {
      type: 'LineString',
      coordinates: [
        [120.01, 37.001],
        [120.012, 37.001],
      ],
    }
    await bring(
      { name: 'hills', layer: 'walk_edge', fields: { ascentMeters: 'rise' } },
      collection([row({ id: 1, rise: -7.5 }, way)]),
    )
    expect(await database.db.query(`select ascent_meters as rise from walk_edge where source = 'hills'`)).toEqual([
      { rise: -7.5 },
    ])
    const sites = { name: 'rooms', layer: 'site_candidate', fields: { name: 'name', kind: 'kind' } }
    const rooms = await bring(sites, collection([place(1, { kind: 'community_room' }), place(2, { kind: 'palace' })]))
    expect([rooms.kept, rooms.refused]).toEqual([1, 1])
    expect(await database.db.query('select code, name, kind, pinyin from site_candidate')).toEqual([
      { code: 'rooms:1', name: '站1', kind: 'community_room', pinyin: expect.stringContaining('zhan') },
    ])
  })

  it('repairs what can be repaired and lists it', async () => {
    const bowtie = {
      type: 'Polygon',
      coordinates: [
        [
          [120, 37],
          [120.01, 37.01],
          [120.01, 37],
          [120, 37.01],
          [120, 37],
        ],
      ],
    }
    const open = { type: 'Polygon', coordinates: [square(120, 37, 0.01).slice(0, 4)] }
    const report = await bring(
      { name: 'lakes', layer: 'water', fields: {} },
      collection([row({ id: 1 }, bowtie), row({ id: 2 }, open)]),
    )
    expect(report.kept).toBe(2)
    expect(report.repairs).toEqual([
      { row: 2, key: '2', what: 'ring-closed' },
      { row: 1, key: '1', what: 'made-valid', detail: expect.stringContaining('Self-intersection') },
    ])
  })

  it('refuses rows that cannot stand, each with its reason', async () => {
    const good = polygon(120, 37, 0.001)
    const report = await bring(
      { name: 'bad-rows', layer: 'green', fields: { kind: 'kind' } },
      collection([
        row({ id: 1 }, null),
        row(
          { id: 2 },
          {
            type: 'Polygon',
            coordinates: [
              [
                [37, 120],
                [37.1, 120],
                [37.1, 120.1],
                [37, 120],
              ],
            ],
          },
        ),
        row({ id: 3 }, { type: 'Point', coordinates: [120, 37] }),
        row({ id: 4 }, polygon(10, 10, 1)),
        row({ id: 5 }, polygon(37, 60, 1)),
        row({ id: 6, kind: 'jungle' }, good),
        row({}, good),
        row({ id: 8 }, good),
        row({ id: 8 }, good),
        row({ id: "'; drop table issue; --" }, good),
        'nonsense',
      ]),
    )
    expect(Object.fromEntries(report.refusals.map((refusal) => [refusal.row, refusal.reason]))).toEqual({
      1: 'no-geometry',
      2: 'outside-the-world',
      3: 'wrong-geometry-type',
      4: 'far-from-county',
      5: 'far-from-county',
      6: 'wrong-field',
      7: 'no-key',
      9: 'duplicate-key',
      11: 'no-key',
    })
    expect(report.kept).toBe(2)
    expect(await database.db.query('select count(*)::int as count from issue')).toEqual([{ count: 0 }])
  })

  it.each([
    [
      'broken JSON',
      {},
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1},',
      /broken JSON/,
    ],
    ['no features', {}, '{"type":"Topology"}', /no "features"/],
    ['an empty file', {}, '', /empty|JSON|features/],
    ['a missing file', { file: 'nowhere.json' }, undefined, /no such file/],
    [
      'a topology without its object',
      { format: 'topojson', object: 'x' },
      '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[]}},"arcs":[]}',
      /no object "x" in it; it has a/,
    ],
    [
      'a CSV without the columns',
      { format: 'csv', coordinates: { longitude: 'lon', latitude: 'lat' } },
      'a,b\n1,2\n',
      /no column "lon"; it has a, b/,
    ],
    ['a gz that is none', { file: 'x.json.gz' }, 'plain', /header/],
    ['an old datum', { crs: 'EPSG:2384' }, '{}', /Xian 1980/],
    ['a field nobody knows', { fields: { nmae: 'name' } }, '{}', /has no field nmae/],
    ['no row that stands', {}, collection([row({ id: 1 }, null)]), /none of its 1 rows/],
  ])('takes nothing from %s and says so', async (_what, source, content, expected) => {
    const before = await database.db.query(
      'select count(*)::int as count, (select max(sequence) from feed) as feed from green',
    )
    const report = await bring({ name: 'whole', layer: 'green', ...source }, content)
    expect(report.failure).toMatch(expected)
    expect(report.kept).toBe(0)
    expect(
      await database.db.query('select count(*)::int as count, (select max(sequence) from feed) as feed from green'),
    ).toEqual(before)
  })

  describe('again, dry and back', () => {
    const parks = { name: 'parks', layer: 'green', fields: { name: 'name' } }
    const park = (id: number, name: string, west: number) => row({ id, name }, polygon(west, 37, 0.001))
    const names = async () =>
      (await database.db.query<{ name: string }>(`select name from green where source = 'parks' order by id`)).map(
        (green) => green.name,
      )
    const latest = async () => (await importRuns(database.db, '990001', 1))[0]!

    it('a dry run says what would change and changes nothing', async () => {
      const report = await bring(parks, collection([park(1, 'a', 120), park(2, 'b', 120.002)]), { dryRun: true })
      expect(report).toMatchObject({ dryRun: true, run: null, changes: { new: 2, changed: 0 } })
      expect(await names()).toEqual([])
    })

    it('a second import updates by key, and counts what the file dropped without removing it', async () => {
      await bring(parks, collection([park(1, 'a', 120), park(2, 'b', 120.002), park(3, 'c', 120.004)]))
      const again = await bring(parks, collection([park(1, 'a', 120), park(2, 'B', 120.002)]))
      expect(again.changes).toEqual({ new: 0, changed: 1, unchanged: 1, missing: 1, removed: 0 })
      expect(await names()).toEqual(['a', 'B', 'c'])
    })

    it('removes what the file dropped only when told, and never what it refused', async () => {
      const file = collection([park(1, 'a', 120), row({ id: 2, name: 'B' }, null)])
      const report = await bring(parks, file, { removeMissing: true })
      expect(report.changes).toMatchObject({ missing: 1, removed: 1 })
      expect(await names()).toEqual(['a', 'B'])
    })

    it('undoes the newest first, back to every row as it was', async () => {
      const last = await latest()
      const stays = await undoImport(database.db, '990001', last.id - 1, null, new Date())
      expect(stays).toMatchObject({ ok: false, reason: 'later-imports' })
      expect(await undoImport(database.db, '990001', last.id, null, new Date())).toMatchObject({ ok: true, rows: 1 })
      expect(await names()).toEqual(['a', 'B', 'c'])
      expect(await undoImport(database.db, '990001', last.id - 1, null, new Date())).toMatchObject({ ok: true })
      expect(await names()).toEqual(['a', 'b', 'c'])
      expect(await undoImport(database.db, '990001', last.id, null, new Date())).toMatchObject({
        ok: false,
        reason: 'undone-already',
      })
    })

    it('does not undo what others have changed since', async () => {
      await bring(parks, collection([park(9, 'z', 120.006)]))
      await database.db.query(`update green set name = 'renamed' where source_key = '9'`)
      const undone = await undoImport(database.db, '990001', (await latest()).id, null, new Date())
      expect(undone).toEqual({ ok: false, reason: 'changed-since', value: '1' })
    })

    it('lists duplicates, overlaps, slivers and gaps of areas with their ground', async () => {
      const strip = [
        [120.01, 37],
        [120.02, 37],
        [120.02, 37.01],
        [120.009995, 37.01],
        [120.01, 37],
      ]
      const around = [square(121, 37, 0.03), square(121.01, 37.01, 0.01)]
      const report = await bring(
        { name: 'faulty', layer: 'grid', fields: { name: 'name' } },
        collection([
          row({ id: 1, name: 'a' }, polygon(120, 37, 0.01)),
          row({ id: 2, name: 'b' }, { type: 'Polygon', coordinates: [strip] }),
          row({ id: 3, name: 'c' }, polygon(120.03, 37, 0.01)),
          row({ id: 4, name: 'd' }, polygon(120.035, 37, 0.01)),
          row({ id: 5, name: 'd' }, polygon(120.035, 37, 0.01)),
          row({ id: 6, name: 'e' }, { type: 'Polygon', coordinates: around }),
        ]),
        { dryRun: true },
      )
      const kinds = report.partition.listed.map(({ kind, keys }) => [kind, ...keys].join(' ')).sort()
      expect(kinds).toEqual(['duplicate 4 5', 'gap', 'overlap 3 4', 'overlap 3 5', 'overlap-sliver 1 2'])
      expect(report.partition.listed.find(({ kind }) => kind === 'gap')?.geometry).toMatchObject({
        type: 'MultiPolygon',
      })
    })
  })
})
