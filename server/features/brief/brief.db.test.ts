import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'
import { readPdf } from '#server/test-support/read-pdf.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'

const now = new Date('2026-11-21T06:00:00Z')

describe('GET /api/coverage/brief', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await fill()
    server = await startTestServer(database.db, { now })
  })
  afterAll(() => server.close())

  /** Four edges of a street with a station at its west end; a compound a quarter of an hour away, a lone house beyond the road. */
  async function fill(): Promise<void> {
    const { db } = database
    await db.query(`insert into county (code, name, name_en, demo, attribution, geom) values
      ('370699', '云帆区', 'Yunfan District', false, 'Bureau <of> Data', st_multi(st_makeenvelope(120.6, 37.4, 120.9, 37.6, 4326))),
      ('370698', '空县', 'Empty', true, '', st_multi(st_makeenvelope(121.6, 37.4, 121.9, 37.6, 4326)))`)
    await db.query(`insert into walk_edge (county, id, from_node, to_node, kind, name, length_meters, geom)
      select '370699', n, n, n + 1, 'street', '海滨路', st_length(line::geography, false), line
      from generate_series(0, 3) n,
        lateral (select st_setsrid(st_makeline(st_makepoint(120.70 + n * 0.01, 37.5), st_makepoint(120.71 + n * 0.01, 37.5)), 4326) as line) drawn`)
    await db.query(`insert into station (county, code, name, level, services, geom) values
      ('370699', 'west', '望海社区党群服务中心', 'community', '{助餐}', st_setsrid(st_makepoint(120.70, 37.5), 4326)),
      ('370699', 'far', '东头善治角', 'corner', '{}', st_setsrid(st_makepoint(120.738, 37.5), 4326)),
      ('370699', 'sea', '海上驿站', 'corner', '{}', st_setsrid(st_makepoint(120.70, 37.45), 4326))`)
    await db.query(`insert into compound (county, code, name, walled, geom) values
      ('370699', 'c1', '花园里', true, st_multi(st_makeenvelope(120.7195, 37.5001, 120.7199, 37.5008, 4326)))`)
    await db.query(`insert into gate (county, compound, number, geom) values
      ('370699', 'c1', 1, st_setsrid(st_makepoint(120.7197, 37.5001), 4326))`)
    await db.query(`insert into water (county, id, kind, geom) values
      ('370699', 1, 'sea', st_multi(st_makeenvelope(120.6, 37.52, 120.9, 37.6, 4326)))`)
    await db.query(`insert into road (county, id, class, name, geom) values
      ('370699', 1, 'arterial', '海滨路', st_multi(st_setsrid(st_makeline(st_makepoint(120.69, 37.5), st_makepoint(120.75, 37.5)), 4326)))`)
    await db.query(`insert into area (county, code, level, path, name, geom) values
      ('370699', '370699001', 'street', '/370699/370699001/', '滨海街道', st_multi(st_makeenvelope(120.69, 37.48, 120.75, 37.52, 4326)))`)
    await db.query(`insert into building (county, code, compound, households, elderly, geom) values
      ('370699', 'b1', null, 40, 12, st_setsrid(st_makepoint(120.702, 37.5001), 4326)),
      ('370699', 'b2', 'c1', 30, 4, st_setsrid(st_makepoint(120.7197, 37.5002), 4326)),
      ('370699', 'b3', null, 10, 0, st_setsrid(st_makepoint(120.70, 37.51), 4326))`)
  }

  const ask = (query: string) => fetch(`${server.url}/api/coverage/brief?${query}`)
  async function brief(query: string) {
    const response = await ask(query)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()))
    return { ...pdf, text: pdf.lines.join('\n'), headers: response.headers }
  }

  it('prints the county: figures, who is left out and its name in a file to keep', async () => {
    const { pages, text, lines, headers, fonts } = await brief('county=370699&minutes=15')
    expect(pages).toBe(1)
    expect(headers.get('Content-Type')).toBe('application/pdf')
    expect(decodeURIComponent(headers.get('Content-Disposition') ?? '')).toContain('云帆区-15-min-A4-2026-11-21.pdf')
    expect(fonts.every(({ embedded }) => embedded)).toBe(true)
    expect(text).toContain('50.0%')
    expect(lines).toContain('+30')
    expect(text).toContain('40 / 80 户')
    expect(lines).toContain('花园里')
    expect(lines).toContain('无名路段沿线')
    expect(text).toContain('含离道路超过 300 米的 10 户')
    expect(text).toContain('另有 1 处阵地不在路网上')
    expect(text).toContain('Bureau <of> Data')
  })

  it('prints one station in English on A3, with the same choice as the coverage it was asked beside', async () => {
    const { size, text, title } = await brief(
      'county=370699&station=west&profile=elderly&minutes=10&size=a3&language=en',
    )
    expect(size.map(Math.round)).toEqual([1191, 842])
    expect(title).toBe('望海社区党群服务中心: 10-minute service circle')
    expect(text).toContain('elderly person')
    expect(text).toContain('533')
    expect(text).toContain('40 of 40 households')
  })

  it('counts only the stations that the choice leaves, and says which', async () => {
    const { lines, text } = await brief('county=370699&minutes=15&services=助餐&openAt=7-19:00')
    expect(text).toContain('任一阵地（共 1 处）')
    expect(text).toContain('提供助餐')
    expect(text).toContain('40 / 80 户')
    expect(lines).toContain('花园里')
    expect(text).not.toContain('东头善治角')
  })

  it('prints a saved scenario: its name, its changes and what they bring against today', async () => {
    const keep = async (id: string, name: string, changes: object[]) => {
      await database.db.query(
        `with kept as (insert into scenario (county, id, name, changes, saved_by, saved_at, created_at)
           values ('370699', $1::text, $2::text, $3::int, '', now(), now()))
         insert into scenario_version (county, scenario, version, name, content, saved_by, saved_at)
         values ('370699', $1::text, 1, $2::text, $4::jsonb, '', now())`,
        [id, name, changes.length, JSON.stringify({ changes, walk: {}, stations: {}, minutes: 15 })],
      )
    }
    const added = {
      code: 'n1',
      name: '花园里新站',
      position: [120.7195, 37.5],
      level: 'corner',
      services: [],
      hours: [],
    }
    await keep('aaaaaaaaaaaa', '两处对调', [
      { kind: 'close-station', code: 'west' },
      { kind: 'add-station', ...added, capacityHouseholds: null },
    ])
    await keep('bbbbbbbbbbbb', '照旧', [])
    const { text, title } = await brief('county=370699&minutes=15&scenario=aaaaaaaaaaaa')
    expect(title).toBe('云帆区 · 15 分钟服务圈 · 方案“两处对调”')
    expect(text).toContain('关掉望海社区党群服务中心')
    expect(text).toContain('加一处花园里新站')
    expect(text).toContain('30 / 80 户')
    expect(text).toContain('现状 50.0%，−10 户')

    // nothing changed: what stands on it is what stands on the county's own
    const [same, plain] = await Promise.all([
      brief('county=370699&minutes=15&station=west&scenario=bbbbbbbbbbbb'),
      brief('county=370699&minutes=15&station=west'),
    ])
    expect(same.text).toContain('±0 户')
    const bare = (lines: readonly string[]) => lines.filter((line) => !/方案|没有改动|现状/.test(line))
    const figures = (lines: readonly string[]) => bare(lines).slice(bare(lines).indexOf('80.0%'))
    expect(figures(same.lines)).toEqual(figures(plain.lines))
    expect((await ask('county=370699&scenario=cccccccccccc')).status).toBe(404)
  })

  it('withholds few elderly people on paper too', async () => {
    const { text } = await brief('county=370699&minutes=20')
    expect(text).toContain('70 / 80 户')
    expect(text).not.toMatch(/1[26] \/ 16 人|走得到：1[26] 人/)
  })

  it('refuses what it cannot print, naming the value and the way out', async () => {
    const refused = async (query: string) => {
      const response = await ask(query)
      const { code, detail }: { code: string; detail: string } = await response.json()
      return [response.status, code, detail]
    }
    expect(await refused('county=370697')).toEqual([404, 'unknown-county', expect.stringContaining('370697')])
    expect(await refused('county=370698')).toEqual([404, 'no-walking-network', expect.stringContaining('walk_edge')])
    expect(await refused('county=370699&station=no')).toEqual([404, 'unknown-station', expect.stringContaining('"no"')])
    expect(await refused('county=370699&station=sea')).toEqual([422, 'station-off-network', expect.any(String)])
    expect(await refused('county=370699&size=a5')).toEqual([400, 'invalid-request', expect.stringContaining('size')])
    expect(await refused('county=370699&minutes=90')).toEqual([
      400,
      'invalid-request',
      expect.stringContaining('minutes'),
    ])
  })
})
