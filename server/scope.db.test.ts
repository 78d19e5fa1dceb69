import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Role, role } from '#domain/account/post.ts'
import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { createDisplay } from '#domain/contract/display.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { readTile } from './features/tile/read-tile.ts'
import { endpoints } from './routes.ts'
import { actAs } from './test-support/act-as.ts'
import { withDatabase } from './test-support/database.ts'
import { startTestServer, type TestServer } from './test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from './test-support/small-county.ts'

type Headers = Record<string, string>

const NEIGHBOUR = '370700'
const west = { unit: '370699001', path: '/370699/370699001/' }
const unitOf: Partial<Record<Role, { unit: string; path: string }>> = {
  street: west,
  community: { unit: '370699001001', path: '/370699/370699001/370699001001/' },
  'grid-worker': { unit: '370699001001001', path: '/370699/370699001/370699001001/370699001001001/' },
}

/** Everybody may do it without a post, in whatever county; a post of elsewhere no less. */
const forEverybody = new Set([
  'POST /api/session',
  'POST /api/session/demo',
  'POST /api/session/provider/begin',
  'DELETE /api/session',
  'POST /api/display',
  'POST /api/photos',
  'POST /api/coverage/figures',
  'POST /api/coverage/areas',
  'POST /api/coverage/left-out',
  'POST /api/siting',
  'POST /api/scenarios/compare',
])

describe('who asks about what is not theirs', () => {
  const database = withDatabase()
  let server: TestServer
  let own: string
  let others: string
  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(`update county set demo = false`)
    await db.query(
      `insert into county (code, name, name_en, demo, geom)
       values ($1::text, '邻区', 'Neighbour', false, st_multi(st_makeenvelope(121, 37, 121.2, 37.1, 4326)))`,
      [NEIGHBOUR],
    )
    // figures are counted up to the quarter of an hour: it must not end between two answers
    server = await startTestServer(db, { now: new Date() })
    own = await file(SMALL_COUNTY, [120.05, 37.05])
    others = await file(NEIGHBOUR, [121.05, 37.05])
    await file(SMALL_COUNTY, [120.15, 37.05])
  }, 240_000)
  afterAll(() => server.close())

  const file = async (county: string, position: number[]) => {
    const said = {
      county,
      category: 'lamp',
      title: '三单元张某家门口',
      place: '502 室',
      position,
      phone: '13800000000',
    }
    const { status, body } = await ask('POST', '/api/issues', {}, said)
    expect(status).toBe(201)
    return z.object({ issue: z.object({ number: z.string() }) }).parse(body).issue.number
  }
  const ask = async (method: string, path: string, headers: Headers, body?: object) => {
    const stop = new AbortController()
    const site = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' }
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...site, ...headers },
      signal: stop.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      stop.abort()
      return { status: answer.status, body: null, text: '', cookie }
    }
    const text = await answer.text()
    const json = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '') && text !== ''
    return { status: answer.status, body: json ? JSON.parse(text) : null, text, cookie }
  }
  /** One question to an endpoint about a county, as far as its declaration tells how to ask. */
  const trial = (declared: Endpoint, county: string, headers: Headers) => {
    const given: Record<string, unknown> = {
      county,
      number: county === NEIGHBOUR ? others : own,
      layer: 'area',
      z: '5',
    }
    const params = sampleOf(declared.params, given) as Record<string, string>
    const path = declared.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'))
    const query = sampleOf(declared.query, given) as Record<string, unknown>
    const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    const body = declared.method === 'GET' ? undefined : (sampleOf(declared.body, given) as object)
    return ask(declared.method, `${path}?${words}`, headers, body)
  }

  it('a post of any role is, in a neighbouring county, a visitor: it reads what all may read, and changes nothing', async () => {
    const asVisitor = new Map<Endpoint, Awaited<ReturnType<typeof ask>>>()
    for (const declared of endpoints) asVisitor.set(declared, await trial(declared, NEIGHBOUR, {}))
    const leaks: string[] = []
    for (const one of role.options) {
      const headers = await actAs(server.context, { role: one, ...unitOf[one] })
      for (const declared of endpoints) {
        const name = `${declared.method} ${declared.path}`
        if (forEverybody.has(name) || !names(declared, 'county')) continue
        const visitor = asVisitor.get(declared)!
        // what all may read is asked again by those who may most and least
        if (visitor.status < 400 && declared.method === 'GET' && !['administrator', 'viewer'].includes(one)) continue
        const { status, body } = await trial(declared, NEIGHBOUR, headers)
        if (status >= 400) continue
        if (declared.method !== 'GET') leaks.push(`${one}: ${name} answers ${status}`)
        else if (visitor.status >= 400) leaks.push(`${one}: ${name} answers ${status}, to a visitor ${visitor.status}`)
        else if (JSON.stringify(withoutClock(body)) !== JSON.stringify(withoutClock(visitor.body)))
          leaks.push(`${one}: ${name} tells more than a visitor is told`)
      }
    }
    expect(leaks).toEqual([])
  }, 120_000)

  it('a post of one street learns nothing of the next street that a visitor is not told', async () => {
    const listed = await ask('GET', `/api/issues?county=${SMALL_COUNTY}&area=370699002`, {})
    const [theirs] = z.object({ issues: z.array(z.object({ number: z.string() })) }).parse(listed.body).issues
    const path = `/api/issues/${theirs!.number}`
    const visitor = await ask('GET', `${path}?county=${SMALL_COUNTY}`, {})
    expect(visitor.text).not.toContain('13800000000')
    for (const one of ['street', 'community', 'grid-worker', 'department', 'leader', 'viewer', 'planner'] as const) {
      const headers = await actAs(server.context, { role: one, ...(unitOf[one] ?? west) })
      const shown = await ask('GET', `${path}?county=${SMALL_COUNTY}`, headers)
      expect(withoutClock(shown.body)).toEqual(withoutClock(visitor.body))
      const act = { county: SMALL_COUNTY, version: 1, act: { kind: 'note', note: 'x' } }
      expect((await ask('POST', `${path}/acts`, headers, act)).status).toBe(403)
    }
  })

  it('a screen asks what a wall shows of its own county, and nothing else', async () => {
    const screen = await giveScreen(SMALL_COUNTY)
    const allowed: string[] = []
    for (const declared of endpoints) {
      const name = `${declared.method} ${declared.path}`
      const answer = await trial(declared, SMALL_COUNTY, screen)
      if (answer.status !== 403) allowed.push(name)
      expect(answer.text).not.toContain('13800000000')
      if (names(declared, 'county') && !/^\/api\/(session|display$)/.test(declared.path))
        expect([name, (await trial(declared, NEIGHBOUR, screen)).status]).toEqual([name, 403])
    }
    expect(allowed.filter((name) => !name.startsWith('GET /api/heat')).sort()).toEqual([
      'DELETE /api/session',
      'GET /api/areas',
      'GET /api/areas/ground',
      'GET /api/cards',
      'GET /api/categories',
      'GET /api/counties',
      'GET /api/coverage',
      'GET /api/coverage/area',
      'GET /api/coverage/streets',
      'GET /api/display',
      'GET /api/feed',
      'GET /api/figures',
      'GET /api/health',
      'GET /api/issues',
      'GET /api/issues/:number',
      'GET /api/me',
      'GET /api/ready',
      'GET /api/replay',
      'GET /api/session/ways',
      'GET /api/stations',
      'GET /api/walls/:wall',
      'GET /tiles/:county/:layer/:z/:x/:y.mvt',
      'POST /api/session',
      'POST /api/session/provider',
      'POST /api/session/provider/begin',
    ])
  })

  it('a screen of one street has no issue of the next, and no words that people wrote themselves', async () => {
    const screen = await giveScreen('370699002')
    const all = z.object({ issues: z.array(z.object({ number: z.string(), street: z.string() })) })
    const list = await ask('GET', `/api/issues?county=${SMALL_COUNTY}`, screen)
    const { issues } = all.parse(list.body)
    expect(issues.map((issue) => issue.street)).toEqual(['370699002'])
    expect((await ask('GET', `/api/issues?county=${SMALL_COUNTY}&area=370699001`, screen)).body).toMatchObject({
      issues: [],
    })
    const byNumber = await ask('GET', `/api/issues?county=${SMALL_COUNTY}&numbers=${own}`, screen)
    expect(byNumber.body).toMatchObject({ issues: [] })
    expect((await ask('GET', `/api/issues/${own}?county=${SMALL_COUNTY}`, screen)).status).toBe(404)
    expect((await ask('GET', `/api/cards?county=${SMALL_COUNTY}&layer=issue&code=${own}`, screen)).status).toBe(404)

    const number = issues[0]!.number
    const card = await ask('GET', `/api/cards?county=${SMALL_COUNTY}&layer=issue&code=${number}`, screen)
    const shown = await ask('GET', `/api/issues/${number}?county=${SMALL_COUNTY}`, screen)
    expect(card.body).toMatchObject({ name: '路灯不亮' })
    expect(shown.body).toMatchObject({ issue: { title: '路灯不亮', place: '松园社区第一网格' } })
    for (const { text } of [list, card, shown]) {
      expect(text).not.toContain('张某')
      expect(text).not.toContain('502')
    }
    // what staff wrote on the spot stays
    const district = await actAs(server.context, { role: 'district' })
    const filing = { county: SMALL_COUNTY, category: 'lamp', title: '松园路东段三盏灯不亮', position: [120.16, 37.05] }
    expect((await ask('POST', '/api/issues', district, filing)).status).toBe(201)
    expect((await ask('GET', `/api/issues?county=${SMALL_COUNTY}`, screen)).text).toContain('松园路东段三盏灯不亮')
  })

  it('a tile shows a screen the marks of its own street, together or single, and nothing once its token is taken', async () => {
    const { screen, id } = await giveScreenNamed('370699002')
    const [street, whole] = [screen, await giveScreen(SMALL_COUNTY)]
    const marks = async (headers: Headers, zoom: number, longitude: number) => {
      const [x, y] = [worldX(longitude), worldY(37.05)].map((place) => Math.floor(place * 2 ** zoom))
      const answer = await fetch(`${server.url}/tiles/${SMALL_COUNTY}/area,issue/${zoom}/${x}/${y}.mvt`, { headers })
      expect(answer.status).toBe(200)
      return (readTile(new Uint8Array(await answer.arrayBuffer())).issue ?? []).map(({ properties }) => properties)
    }
    const open = await ask('GET', `/api/issues?county=${SMALL_COUNTY}&area=370699002`, {})
    const numbers = z.object({ issues: z.array(z.object({ number: z.string() })) }).parse(open.body).issues
    // asked by all in turn: what is kept for one is not told to another
    for (const [headers, count] of [
      [{}, numbers.length + 1],
      [street, numbers.length],
      [whole, numbers.length + 1],
    ] as const) {
      expect((await marks(headers, 5, 120.1)).reduce((sum, one) => sum + Number(one.count ?? 1), 0)).toBe(count)
      expect((await marks(headers, 11, 120.05)).some((one) => one.number === own)).toBe(count > numbers.length)
    }
    expect((await marks(street, 11, 120.15)).map((one) => one.number).sort()).toEqual(
      numbers.map((one) => one.number).sort(),
    )
    const administrator = await actAs(server.context, { role: 'administrator' })
    await ask('DELETE', `/api/displays/${id}?county=${SMALL_COUNTY}`, administrator)
    const refused = await ask('GET', `/tiles/${SMALL_COUNTY}/issue/5/26/12.mvt`, street)
    expect([refused.status, refused.body.code]).toEqual([403, 'display-revoked'])
  })

  async function giveScreen(area: string): Promise<Headers> {
    return (await giveScreenNamed(area)).screen
  }

  async function giveScreenNamed(area: string): Promise<{ screen: Headers; id: string }> {
    const administrator = await actAs(server.context, { role: 'administrator' })
    const made = await ask('POST', `/api/displays?county=${SMALL_COUNTY}`, administrator, { name: '大厅', area })
    const { token, display } = createDisplay.answer.parse(made.body)
    const opened = await ask('POST', '/api/display', {}, { token })
    expect(opened.status).toBe(200)
    return { screen: { Cookie: opened.cookie }, id: display.id }
  }
})

/** Whether the question names it in its address or its body. */
function names({ path, query, body }: Endpoint, name: string): boolean {
  const known = (schema: z.ZodType) => Object.keys((schemaOf(schema).properties ?? {}) as object)
  return path.includes(`:${name}`) || known(query).includes(name) || known(body).includes(name)
}

/** Answers differ by the moment at which they were given. */
function withoutClock(body: unknown): unknown {
  if (body === null || typeof body !== 'object') return body
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => !['now', 'at', 'computedAt', 'requestId', 'feedSequence', 'etag'].includes(name),
    ),
  )
}

type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  prefixItems?: Schema[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  pattern?: string
  format?: string
}

function schemaOf(schema: z.ZodType): Schema & { properties?: Record<string, Schema> } {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
}

/** The least that a schema takes; what is `given` by name, and what it asks for. */
function sampleOf(schema: z.ZodType, given: Record<string, unknown>): unknown {
  return sample(schemaOf(schema), given)
}

function sample(schema: Schema, given: Record<string, unknown>, name = ''): unknown {
  if (name in given) return given[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (one) return sample(one, given, name)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => key in given || schema.required?.includes(key))
          .map(([key, part]) => [key, sample(part, given, key)]),
      )
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((part) => sample(part, given))
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, given))
    }
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      if (schema.format === 'date-time') return '2026-11-01T00:00:00Z'
      if (schema.format === 'date') return '2026-11-01'
      return '1'.repeat(Math.max(1, schema.minLength ?? 1))
    default:
      return 'x'
  }
}
