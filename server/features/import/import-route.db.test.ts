import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ImportReport,
  importFile,
  listImports,
  previewImportFile,
  previewImportJoin,
  runImport,
} from '#domain/contract/import.ts'
import { writeShapefile } from '#domain/plan-file/shapefile.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { importRoutes } from './import.route.ts'

const now = new Date('2026-11-21T06:00:00Z')
const at = (route: string) => `/api/imports${route}${route.includes('?') ? '&' : '?'}county=${SMALL_COUNTY}`
const gbk = {
  name: 'GBK' as const,
  encode: (text: string) => iconv.encode(text, 'GBK'),
  decode: (bytes: Uint8Array) => iconv.decode(Buffer.from(bytes), 'GBK'),
}
/** Two parks in the 3-degree zone around 120 degrees east, their names in GBK and no system named. */
const parks = () => {
  const square = (east: number): [number, number][] => [
    [east, 4_100_000],
    [east + 300, 4_100_000],
    [east + 300, 4_100_300],
    [east, 4_100_300],
    [east, 4_100_000],
  ]
  const area = (code: string, name: string, east: number) => {
    return { code, name, parent: '', kind: '', polygons: [[square(east)]] }
  }
  const { shp, dbf } = writeShapefile(
    { name: 'grid', areas: [area('1', '月亮湾公园', 509_000), area('2', '松园', 510_000)] },
    gbk,
  )
  return zipSync({ 'parks.shp': shp, 'parks.dbf': dbf })
}

describe('importing by hand', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let headers: Record<string, string>
  beforeAll(async () => {
    served = await serveRoutes(database.db, importRoutes, now)
    await createSmallCounty(database.db)
    headers = await actAs(served.context, { role: 'administrator' })
  })
  afterAll(() => served.close())

  const send = (name: string, bytes: Uint8Array, as = headers) =>
    served.fetch(at(`/files?name=${encodeURIComponent(name)}`), {
      method: 'POST',
      headers: { ...as, 'Content-Type': 'application/octet-stream' },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
  const run = async (file: string, dryRun: boolean, source: object): Promise<ImportReport> => {
    const whole = { name: 'parks', object: 'parks', layer: 'green', key: 'CODE', fields: { name: 'NAME' }, ...source }
    const response = await served.fetch(at(''), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ file, dryRun, removeMissing: false, source: whole }),
    })
    const last = (await response.text()).trim().split('\n').at(-1)!
    const line = runImport.answer.parse(JSON.parse(last))
    if (line.kind !== 'done') throw new Error(last)
    return line.report
  }
  const names = async () =>
    (await database.db.query<{ name: string }>('select name from green order by id')).map((green) => green.name)

  it('is for administrators of the county alone', async () => {
    const planner = await actAs(served.context, { role: 'planner' })
    expect((await send('parks.zip', parks(), planner)).status).toBe(403)
    expect((await send('parks.zip', parks(), {})).status).toBe(401)
    expect((await served.ask(at(''), { headers: planner })).status).toBe(403)
  })

  it('goes from a file to the map and back: sent, looked at, tried, taken, undone', async () => {
    const sent = await send('parks.zip', parks())
    expect(sent.status).toBe(201)
    const file = importFile.parse(await sent.json())
    expect(file).toMatchObject({
      format: 'shapefile',
      layers: [{ name: 'parks', encoding: 'GB18030', crs: null, rows: 2 }],
    })
    expect(file.findings.map(({ code }) => code)).toEqual(['encoding-guessed', 'crs-missing'])

    const look = async (query: string) =>
      previewImportFile.answer.parse(
        (await served.ask(at(`/files/${file.id}/preview?layer=parks${query}`), { headers })).body,
      )
    const unread = await look('')
    expect(unread).toMatchObject({ refused: 'crs-missing', kilometers: null })
    expect(unread.landings[0]).toMatchObject({ crs: 'EPSG:4549', swapped: false })
    const wrong = await look('&crs=EPSG:4548')
    expect(wrong.kilometers).toBeGreaterThan(200)
    const right = await look('&crs=EPSG:4549')
    expect(right.kilometers).toBeLessThan(20)
    expect(right.rows[0]).toMatchObject({ values: { NAME: '月亮湾公园' }, geometry: { type: 'MultiPolygon' } })

    expect((await run(file.id, true, { crs: 'EPSG:4548' })).failure).toContain('EPSG:4549')
    expect(await run(file.id, true, { crs: 'EPSG:4549' })).toMatchObject({
      dryRun: true,
      run: null,
      changes: { new: 2 },
    })
    expect(await names()).toEqual([])
    const { run: number } = await run(file.id, false, { crs: 'EPSG:4549' })
    expect(await names()).toEqual(['月亮湾公园', '松园'])
    const { runs } = listImports.answer.parse((await served.ask(at(''), { headers })).body)
    expect(runs).toMatchObject([{ id: number, file: 'parks.zip', actor: 'administrator 370699', undoneAt: null }])

    const undo = () => served.ask(at(`/${number}/undo`), { method: 'POST', headers })
    expect(await undo()).toMatchObject({ status: 200, body: { rows: 2 } })
    expect(await names()).toEqual([])
    expect(await undo()).toMatchObject({ status: 409, body: { code: 'undone-already' } })
    const audit = await database.db.query<{ action: string }>('select action from audit order by at, action')
    expect(
      audit
        .map(({ action }) => action)
        .filter((action) => action.startsWith('import.'))
        .sort(),
    ).toEqual(['import.run', 'import.undo'])
  })

  it('refuses what cannot be read in clear words, never with 5xx, and keeps nothing of it', async () => {
    const bad: [string, Uint8Array, string][] = [
      ['x.zip', zipSync({ '../../x.shp': new Uint8Array(9) }), 'file-unsafe-archive'],
      ['x.geojson', new TextEncoder().encode('{"features": [NaN]}'), 'file-malformed'],
      ['x.exe', new Uint8Array(3), 'file-unknown-format'],
      ['x.csv', new Uint8Array(0), 'file-empty-file'],
    ]
    for (const [name, bytes, code] of bad) {
      const response = await send(name, bytes)
      expect([name, response.status, (await response.json()).code]).toEqual([name, 400, code])
    }
    expect((await served.ask(at(`/files/${'a'.repeat(24)}/preview?layer=x`), { headers })).status).toBe(404)
    const { id } = importFile.parse(await (await send('parks.zip', parks())).json())
    const injected = await run(id, true, {
      fields: { name: 'NAME', 'x"; drop table green; --': 'NAME' },
      crs: 'EPSG:4549',
    })
    expect(injected.failure).toContain('has no field')
  })

  it('leaves the areas of the demo county and its history of issues alone', async () => {
    const { id } = importFile.parse(await (await send('parks.zip', parks())).json())
    expect((await run(id, false, { layer: 'area', crs: 'EPSG:4549' })).failure).toContain('demo county')
  })

  it('tells which areas the codes of a table name, with their ground, and which name none', async () => {
    const table = ['code,households', '370699001001,10', '松园社区,20', '370699009,3', '370699001001,4', ',5']
    const sent = importFile.parse(await (await send('counts.csv', Buffer.from(table.join('\n')))).json())
    const join = at(`/files/${sent.id}/join?layer=counts&key=code&joinTo=community`)
    const { rows, matched, unmatched } = previewImportJoin.answer.parse((await served.ask(join, { headers })).body)
    expect([rows, matched.total, unmatched.total]).toEqual([5, 2, 3])
    expect(matched.listed.map(({ code, geometry }) => [code, geometry.type.replace('Multi', '')])).toEqual([
      ['370699001001', 'Polygon'],
      ['370699002001', 'Polygon'],
    ])
    expect(unmatched.listed).toEqual([
      { row: 3, key: '370699009', reason: 'no-such-unit' },
      { row: 4, key: '370699001001', reason: 'unit-taken' },
      { row: 5, key: '', reason: 'no-key' },
    ])
    expect((await served.ask(join)).status).toBe(401)
  })

  it('takes issues whose kinds the catalogue of the county has, by code or name', async () => {
    await database.db.query('update county set demo = false')
    const table = [
      'id,kind,at,lon,lat',
      'A1,lamp,2026-11-01 08:00,120.05,37.05',
      'A2,路灯不亮,2026-11-01 09:00,120.15,37.05',
    ]
    const more = 'A3,none,2026-11-01 09:00,120.15,37.05'
    const sent = importFile.parse(await (await send('asked.csv', Buffer.from([...table, more].join('\n')))).json())
    const fields = { category: 'kind', title: 'kind', source: { value: 'hotline' }, filedAt: 'at' }
    const source = { name: 'asked', object: 'asked', layer: 'issue', key: 'id', crs: 'EPSG:4490', fields }
    const tried = await run(sent.id, true, source)
    expect(tried).toMatchObject({ kept: 2, changes: { new: 2 }, refusedFor: { 'unknown-category': 1 } })
    expect(await database.db.query('select 1 from issue')).toEqual([])
    await run(sent.id, false, source)
    const filed = await database.db.query('select number, category, community from issue order by number')
    expect(filed).toEqual([
      { number: 'A1', category: 'lamp', community: '370699001001' },
      { number: 'A2', category: 'lamp', community: '370699002001' },
    ])
  })
})
