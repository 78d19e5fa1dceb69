import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifest as manifestForm } from '#domain/contract/manifest.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ImportOptions, importSource } from './import-source.ts'
import { inspectWalkingNetwork } from './inspect-network.ts'
import { undoImport } from './undo-import.ts'

const now = new Date('2026-11-21T06:00:00Z')
const county = {
  code: '990001',
  name: '试验县',
  nameEn: 'Trial',
  timeZone: 'Asia/Shanghai',
  near: [120, 37],
  street: '城区',
  attribution: 'made for this test',
}
const codesCsv = `code,name
990001000000,试验县
990001001,文汇街道
990001001011,东营社区居委会
990001001013,中王屋社区居委会
990001002,黄河路街道
990001002001,李家村委会
12x,坏行
`
const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 37],
      [west + 0.01, 37],
      [west + 0.01, 37.01],
      [west, 37.01],
      [west, 37],
    ],
  ],
})
const areas = (rows: [number, object][]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: rows.map(([west, properties]) => ({ type: 'Feature', properties, geometry: square(west) })),
  })

describe('importing by codes', () => {
  const database = withDatabase()
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridboard-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bring = async (source: object, content: string, options: ImportOptions = {}) => {
    const parsed: Manifest = manifestForm.parse({ county, folder: '.', sources: [{ key: 'code', ...source }] })
    await writeFile(join(folder, parsed.sources[0]!.file), content)
    return importSource(database.db, parsed, parsed.sources[0]!, folder, options)
  }
  const divisions = { name: 'codes', layer: 'division', file: 'codes.csv' }
  const communities = { name: 'communities', layer: 'area', file: 'areas.geojson', key: 'id', divisions: true }
  const table = { name: 'desk', layer: 'statistic', file: 'desk.csv', joinTo: 'community', key: '社区' }
  const known = () =>
    database.db.query<{ code: string; parent: string; level: string; initials: string }>(
      'select code, parent, level, initials from division order by code',
    )
  const figures = () =>
    database.db.query<{ code: string; households: number; elderly: number; source: string }>(
      'select code, households, elderly, households_source as source from building order by code',
    )

  it('division codes come before any county stands, each under the one above, spelled in pinyin; undo takes them back', async () => {
    const report = await bring(divisions, codesCsv)
    expect(report).toMatchObject({ kept: 6, refused: 1, refusedFor: { 'wrong-field': 1 }, changes: { new: 6 } })
    expect((await known())[2]).toEqual({
      code: '990001001011',
      parent: '990001001',
      level: 'community',
      initials: 'dysqjwh',
    })
    expect((await known())[0]).toMatchObject({ code: '990001', level: 'county', parent: '9900' })
    expect(await undoImport(database.db, county.code, report.run!, null, now)).toMatchObject({ ok: true, rows: 6 })
    expect(await known()).toEqual([])
    await bring(divisions, codesCsv)
    const fewer = codesCsv.replace('东营社区居委会', '东营新社区居委会').replace('990001002001,李家村委会\n', '')
    const again = await bring(divisions, fewer, { dryRun: true })
    expect(again.changes).toEqual({ new: 0, changed: 1, unchanged: 4, missing: 1, removed: 0 })
  })

  it('areas take codes and streets from them by code or by name; what does not match is listed', async () => {
    const report = await bring(
      { ...communities, fields: { name: 'name', code: 'code' } },
      areas([
        [120, { id: 1, name: '甲', code: '990001002001' }],
        [120.01, { id: 2, name: '东营社区' }],
        [120.02, { id: 3, name: '没有的社区' }],
      ]),
    )
    expect(report).toMatchObject({
      kept: 2,
      refusedFor: { 'no-division': 1 },
      divisions: { byCode: 1, byName: 1, missing: { total: 1, listed: [{ code: '990001001013' }] } },
    })
    const rows = await database.db.query('select code, level, name, path from area order by path')
    expect(rows).toEqual([
      { code: '990001', level: 'county', name: '试验县', path: '/990001/' },
      { code: '990001001', level: 'street', name: '文汇街道', path: '/990001/990001001/' },
      { code: '990001001011', level: 'community', name: '东营社区', path: '/990001/990001001/990001001011/' },
      { code: '990001002', level: 'street', name: '黄河路街道', path: '/990001/990001002/' },
      { code: '990001002001', level: 'community', name: '甲', path: '/990001/990001002/990001002001/' },
    ])
  })

  it('grids go to the community that they name, and one that lies elsewhere is told', async () => {
    const report = await bring(
      { name: 'grids', layer: 'grid', file: 'grids.geojson', key: 'id', fields: { name: 'name', community: 'in' } },
      areas([
        [120, { id: 1, name: '一', in: '甲' }],
        [120.01, { id: 2, name: '二', in: '990001002001' }],
        [120.01, { id: 3, name: '三', in: '无此社区' }],
      ]),
    )
    expect(report).toMatchObject({ kept: 2, refusedFor: { 'no-such-unit': 1 } })
    expect(report.repairs).toMatchObject([{ key: '2', what: 'lies-elsewhere', detail: '东营社区' }])
    await bring(
      { name: 'micro', layer: 'micro_grid', file: 'micro.geojson', key: 'id', fields: { name: 'name' } },
      areas([[120, { id: 1, name: '微' }]]),
    )
    await bring(
      {
        name: 'homes',
        layer: 'building',
        file: 'homes.csv',
        key: 'id',
        crs: 'EPSG:4326',
        fields: { name: 'name', households: 'n' },
      },
      'id,name,n,lon,lat\n1,甲楼,10,120.001,37.001\n2,乙楼,20,120.002,37.002\n3,丙楼,5,120.003,37.003\n',
    )
  })

  it('counts of the statistics desk join by name or code, add up at the buildings, and are taken back', async () => {
    const before = await figures()
    const csv = '社区,户数,老年人\n甲,100,11\n990001001011,50,5\n不存在,1,1\n990001002001,7,7\n'
    const source = { ...table, fields: { households: '户数', elderly: '老年人' } }
    const tried = await bring(source, csv, { dryRun: true })
    expect(tried).toMatchObject({ dryRun: true, kept: 2, run: null })
    expect(await figures()).toEqual(before)
    const report = await bring(source, csv)
    expect(report).toMatchObject({ kept: 2, refusedFor: { 'no-such-unit': 1, 'unit-taken': 1 } })
    expect(report.repairs).toMatchObject([{ key: '990001001011', what: 'no-building-there' }])
    const after = await figures()
    expect(after.map(({ households }) => households)).toEqual([29, 57, 14])
    expect(after.reduce((sum, { elderly }) => sum + elderly, 0)).toBe(11)
    expect(after[0]!.source).toBe('desk')
    expect(await database.db.query('select code, households, elderly, workers from statistic order by code')).toEqual([
      { code: '990001001011', households: 50, elderly: 5, workers: null },
      { code: '990001002001', households: 100, elderly: 11, workers: null },
    ])
    expect(await undoImport(database.db, county.code, report.run!, null, now)).toMatchObject({ ok: true })
    expect(await figures()).toEqual(before)
    expect(await database.db.query('select code from statistic')).toEqual([])
  })

  it('a walking network is cut where its lines cross and drawn together within reach, and what is left apart is told', async () => {
    const meter = 1 / 111_195
    const line = (id: number, kind: string, ...places: [number, number][]) => ({
      type: 'Feature',
      properties: { id, kind },
      geometry: { type: 'LineString', coordinates: places.map(([x, y]) => [120 + x * meter, 0.001 + 37 + y * meter]) },
    })
    const walk = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        line(1, 'footway', [0, 0], [100, 0]),
        line(2, 'footway', [50, -50], [50, 50]),
        line(3, 'bridge', [20, -30], [20, 30]),
        line(4, 'footway', [80, 2], [80, 40]),
      ],
    })
    const source = { name: 'walk', layer: 'walk_edge', file: 'walk.geojson', key: 'id', fields: { kind: 'kind' } }
    const look = () => inspectWalkingNetwork(database.db, county.code, 5)
    expect((await bring(source, walk)).noded).toBeNull()
    expect(await look()).toMatchObject({ pieces: 4, gaps: { total: 1, listed: [{ otherPiece: true, meters: 2 }] } })
    const report = await bring({ ...source, nodeMeters: 3 }, walk)
    expect(report).toMatchObject({ kept: 4, noded: { lines: 4, pieces: 7, crossings: 1, drawn: 1 } })
    await database.db.query(
      `insert into compound (county, code, name, walled, geom) values ($1::text, 'c1', '锦绣花园', true, st_multi(st_makeenvelope(120, 37, 120.001, 37.001, 4326)))`,
      [county.code],
    )
    const noded = await look()
    expect(noded).toMatchObject({ edges: 7, pieces: 2, gaps: { total: 0 }, apart: { total: 1 } })
    expect(noded.compounds).toMatchObject({ walled: 1, withoutGate: { total: 1, listed: [{ name: '锦绣花园' }] } })
    expect(noded.largestShare).toBeCloseTo(0.786, 3)
  })

  it('names the way out where a table does not say what it counts', async () => {
    const { joinTo, ...source } = table
    expect(joinTo).toBe('community')
    expect((await bring(source, '社区,户数\n甲,1\n')).failure).toContain('"joinTo"')
  })
})
