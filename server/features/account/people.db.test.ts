import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { role as roles } from '#domain/account/post.ts'
import { type AuditEntry, listAudit, listPeople, listUnits, type Person } from '#domain/contract/account.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type Asking, type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { accountRoutes } from './account.route.ts'

type Headers = Record<string, string>
const west = { unit: '370699001', path: '/370699/370699001/' }
const east = { unit: '370699002', path: '/370699/370699002/' }

describe('people', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let district: Headers
  let westAdmin: Headers

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into county (code, name, name_en, demo, geom)
       values ('370698', '邻县', 'Neighbour', false, st_multi(st_makeenvelope(121, 37, 121.2, 37.1, 4326)))`,
    )
    await database.db.query(`insert into unit (county, code, name) values ($1::text, '热力公司', '热力公司')`, [
      SMALL_COUNTY,
    ])
    served = await serveRoutes(database.db, accountRoutes, new Date('2026-11-21T06:00:00Z'))
    district = await actAs(served.context, { role: 'administrator' })
    westAdmin = await actAs(served.context, { role: 'administrator', ...west })
  }, 240_000)
  afterAll(() => served.close())

  const ask = (path: string, headers: Headers, asking: Asking = {}) =>
    served.ask(`/api/${path}${path.includes('?') ? '&' : '?'}county=${SMALL_COUNTY}`, { ...asking, headers })
  const create = (headers: Headers, body: object) => ask('people', headers, { method: 'POST', body })
  const change = (headers: Headers, { id, version }: Person, body: object) =>
    ask(`people/${id}`, headers, { method: 'PATCH', body: { version, ...body } })
  const list = async (headers: Headers, query = '') =>
    listPeople.answer.parse((await ask(`people?limit=500${query}`, headers)).body)
  const audit = async (headers: Headers, query = ''): Promise<AuditEntry[]> =>
    listAudit.answer.parse((await ask(`audit?limit=200${query}`, headers)).body).entries

  async function made(headers: Headers, body: object): Promise<{ person: Person; password: string }> {
    const { status, body: answer } = await create(headers, body)
    expect(answer).toMatchObject({ person: {} })
    expect(status).toBe(201)
    return answer as unknown as { person: Person; password: string }
  }

  it('are added with a password told once, and can sign in by it', async () => {
    const { person, password } = await made(district, {
      login: 'Sun.Mei',
      name: '孙梅',
      phone: '138 0000 1111',
      role: 'community',
      unit: '370699001001',
    })
    expect(person).toMatchObject({
      login: 'sun.mei',
      post: { role: 'community', path: '/370699/370699001/370699001001/', name: '安泰社区值班' },
      unitName: '安泰社区',
      scopeName: '安泰社区',
    })
    const signedIn = await served.ask('/api/session', {
      method: 'POST',
      body: { county: SMALL_COUNTY, login: 'sun.mei', password },
    })
    expect(signedIn.status).toBe(200)
    const rows = JSON.stringify(await database.db.query('select * from person'))
    expect(rows).not.toContain(password)
    const told = JSON.stringify(await audit(district))
    expect(told).toContain('sun.mei')
    expect(told).not.toContain(password)
    expect(told).not.toContain('1111')
  })

  it('are refused with a login somebody has, a unit that is not there, or one that does not fit the role', async () => {
    await made(district, { login: 'qian.yi', name: '钱一', role: 'viewer', unit: SMALL_COUNTY })
    const refused = async (body: object) =>
      (await create(district, { login: 'x.y', name: 'x', role: 'community', unit: '370699001001', ...body })).body
    expect(await refused({ login: 'QIAN.YI' })).toMatchObject({ status: 409, code: 'login-taken' })
    expect(await refused({ unit: '370699009' })).toMatchObject({ status: 400, code: 'unknown-unit' })
    expect(await refused({ unit: '370699001' })).toMatchObject({ status: 400, code: 'unit-does-not-fit' })
    expect(await refused({ login: 'a b' })).toMatchObject({ status: 400, path: 'body.login' })
    expect(await refused({ phone: 'call me' })).toMatchObject({ status: 400, path: 'body.phone' })
    expect(await refused({ name: '一\n二' })).toMatchObject({ status: 400, path: 'body.name' })
  })

  it('can be given a department and a part of the county', async () => {
    const { person } = await made(district, {
      login: 'heat.west',
      name: '周暖',
      role: 'department',
      unit: '热力公司',
      scope: '370699001',
      title: '热力公司西片',
    })
    expect(person).toMatchObject({
      post: { unit: '热力公司', path: '/370699/370699001/', name: '热力公司西片' },
      unitName: '热力公司',
      scopeName: '滨海街道',
    })
  })

  it('are seen, added and changed only within the scope of the administrator', async () => {
    const { person: eastern } = await made(district, { login: 'east.one', name: '东一', role: 'street', ...east })
    const { person: western } = await made(westAdmin, { login: 'west.one', name: '西一', role: 'street', ...west })
    const seen = (await list(westAdmin)).people
    expect(seen.map((one) => one.id)).toContain(western.id)
    for (const one of seen) expect(one.post.path.startsWith(west.path)).toBe(true)
    expect((await create(westAdmin, { login: 'w.e', name: 'w', role: 'street', unit: east.unit })).body).toMatchObject({
      status: 403,
      code: 'outside-scope',
    })
    expect(
      (await create(westAdmin, { login: 'w.e', name: 'w', role: 'administrator', unit: SMALL_COUNTY })).status,
    ).toBe(403)
    expect((await create(westAdmin, { login: 'w.e', name: 'w', role: 'department', unit: '热力公司' })).status).toBe(
      403,
    )
    expect((await change(westAdmin, eastern, { active: false })).body).toMatchObject({
      status: 404,
      code: 'unknown-person',
    })
    expect((await change(westAdmin, western, { role: 'street', unit: east.unit })).status).toBe(403)
    expect((await ask(`people/${eastern.id}/password`, westAdmin, { method: 'POST' })).status).toBe(404)
    expect((await ask(`people/${eastern.id}/sessions`, westAdmin, { method: 'DELETE' })).status).toBe(404)
    for (const entry of await audit(westAdmin)) expect(JSON.stringify(entry)).not.toContain('east.one')
  })

  it('are the business of administrators alone, of this county alone', async () => {
    const [person] = (await list(district)).people
    const tries = (headers: Headers): Promise<{ status: number; body: Record<string, unknown> }>[] => [
      ask('people', headers),
      create(headers, { login: 'b.c', name: 'b', role: 'viewer', unit: SMALL_COUNTY }),
      change(headers, person!, { active: false }),
      ask(`people/${person!.id}/password`, headers, { method: 'POST' }),
      ask(`people/${person!.id}/sessions`, headers, { method: 'DELETE' }),
      ask('audit', headers),
    ]
    for (const role of roles.options.filter((one) => one !== 'administrator'))
      for (const answer of await Promise.all(tries(await actAs(served.context, { role }))))
        expect(answer.body).toMatchObject({ status: 403, code: 'not-allowed' })
    const neighbour = await actAs(served.context, { role: 'administrator', county: '370698' })
    for (const answer of await Promise.all(tries(neighbour)))
      expect(answer.body).toMatchObject({ status: 403, code: 'outside-scope' })
    for (const answer of await Promise.all(tries({ 'Sec-Fetch-Site': 'same-origin' })))
      expect(answer.body).toMatchObject({ status: 401, code: 'sign-in-needed' })
  })

  it('lose what they could do at once when they are let in no more or given another post', async () => {
    const { person, password } = await made(district, {
      login: 'wu.di',
      name: '吴迪',
      role: 'administrator',
      unit: SMALL_COUNTY,
    })
    const signedIn = await served.ask('/api/session', {
      method: 'POST',
      body: { county: SMALL_COUNTY, login: 'wu.di', password },
    })
    const Cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const theirs = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
    expect((await ask('people', theirs)).status).toBe(200)
    const changed = await change(district, person, { role: 'viewer', unit: SMALL_COUNTY })
    expect(changed.body).toMatchObject({
      person: { post: { role: 'viewer', name: '云帆区访客' }, version: person.version + 1 },
    })
    expect((await ask('people', theirs)).body).toMatchObject({ code: 'not-allowed' })
    await change(district, changed.body.person as Person, { active: false })
    expect((await served.ask('/api/me', { headers: theirs })).body).toEqual({ me: null })
    const back = await served.ask('/api/session', {
      method: 'POST',
      body: { county: SMALL_COUNTY, login: 'wu.di', password },
    })
    expect(back.body).toMatchObject({ status: 401, code: 'wrong-password' })
    const told = await audit(district, `&subject=${person.id}`)
    expect(told.map((entry) => entry.action)).toEqual([
      'person.change',
      'person.change',
      'session.begin',
      'person.create',
    ])
    expect(told[0]).toMatchObject({ before: { active: true }, after: { active: false }, actor: 'administrator 370699' })
  })

  it('keep the title somebody gave them when only their telephone changes', async () => {
    const { person } = await made(district, {
      login: 'feng.er',
      name: '冯二',
      role: 'viewer',
      unit: SMALL_COUNTY,
      title: '观察员',
    })
    const { body } = await change(district, person, { phone: '0535-1234567' })
    expect(body).toMatchObject({ person: { phone: '0535-1234567', post: { name: '观察员', role: 'viewer' } } })
    const [entry] = await audit(district, `&subject=${person.id}`)
    expect(entry).toMatchObject({ after: { phone: 'changed' } })
  })

  it('are changed by one of two administrators at once; the other is told', async () => {
    const { person } = await made(district, { login: 'chu.san', name: '褚三', role: 'viewer', unit: SMALL_COUNTY })
    const answers = await Promise.all([
      change(district, person, { name: '褚三甲' }),
      change(district, person, { name: '褚三乙' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  it('cannot take their own post away', async () => {
    const own = (await list(district, '&search=administrator%20370699')).people.find(
      (one) => one.post.path === '/370699/',
    )!
    expect((await change(district, own, { active: false })).body).toMatchObject({ status: 409, code: 'own-post' })
    expect((await change(district, own, { role: 'viewer', unit: SMALL_COUNTY })).status).toBe(409)
    expect((await change(district, own, { name: '管理员' })).status).toBe(200)
  })

  it('get a new password told once; the second factor and all sessions end with the old one', async () => {
    const { person, password } = await made(district, {
      login: 'chen.si',
      name: '陈四',
      role: 'viewer',
      unit: SMALL_COUNTY,
    })
    await database.db.query(
      `update person set totp_secret = 'JBSWY3DPEHPK3PXP' where county = $1::text and id = $2::text`,
      [SMALL_COUNTY, person.id],
    )
    const { body } = await ask(`people/${person.id}/password`, district, { method: 'POST' })
    expect(body.password).not.toBe(password)
    expect(body.person).toMatchObject({ secondFactor: false })
    const withOld = { county: SMALL_COUNTY, login: 'chen.si', password }
    expect((await served.ask('/api/session', { method: 'POST', body: withOld })).status).toBe(401)
    const withNew = { ...withOld, password: body.password }
    expect((await served.ask('/api/session', { method: 'POST', body: withNew })).status).toBe(200)
  })

  it('are found by a part of their name and come page by page', async () => {
    const all = await list(district)
    expect(all.count).toBe(all.people.length)
    const collected: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = listPeople.answer.parse(
        (await ask(`people?limit=3${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, district)).body,
      )
      collected.push(...page.people.map((one) => one.id))
      cursor = page.next
    }
    expect(collected).toEqual(all.people.map((one) => one.id))
    const found = await list(district, `&search=${encodeURIComponent('冯')}`)
    expect(found.people.map((one) => one.name)).toEqual(['冯二'])
    expect((await list(district, '&search=%25')).people).toEqual([])
  })

  it('belong to units: the county, its areas, its grids and its departments', async () => {
    const { body } = await ask('units', {})
    const { units } = listUnits.answer.parse(body)
    expect(units.map(({ code, kind, path }) => [code, kind, path])).toEqual([
      ['370699', 'county', '/370699/'],
      ['370699001', 'street', '/370699/370699001/'],
      ['370699002', 'street', '/370699/370699002/'],
      ['370699001001', 'community', '/370699/370699001/370699001001/'],
      ['370699002001', 'community', '/370699/370699002/370699002001/'],
      ['370699001001001', 'grid', '/370699/370699001/370699001001/370699001001001/'],
      ['370699002001001', 'grid', '/370699/370699002/370699002001/370699002001001/'],
      ['热力公司', 'department', '/370699/'],
    ])
    expect((await served.ask('/api/units?county=999999')).body).toMatchObject({ status: 404, code: 'unknown-county' })
  })

  it('leave an audit that nobody changes or removes', async () => {
    await expect(database.db.query('update audit set actor = $1::text', ['nobody'])).rejects.toThrow(/only grows/)
    await expect(database.db.query('delete from audit')).rejects.toThrow(/only grows/)
    await expect(database.db.query('truncate audit')).rejects.toThrow(/only grows/)
  })
})
