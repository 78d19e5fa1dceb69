import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFirstAdministrators } from '#server/account/first-administrator.ts'
import { insertPerson } from '#server/account/person.query.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type Asking, type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { accountRoutes } from './account.route.ts'
import { newSecret, periodOfCode } from './one-time-code.ts'

const REAL = '370698'
const PASSWORD = 'tide-lamp-orchard-9'
const browser = { 'Sec-Fetch-Site': 'same-origin' }

describe('signing in', () => {
  const database = withDatabase()
  let served: ServedRoutes
  let now = new Date('2026-11-21T06:00:00Z')

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `insert into county (code, name, name_en, demo, geom)
       values ($1::text, '真县', 'Real', false, st_multi(st_makeenvelope(121, 37, 121.2, 37.1, 4326)))`,
      [REAL],
    )
    served = await serveRoutes(database.db, accountRoutes, () => now)
    await addPerson('wang.li')
  }, 240_000)
  afterAll(() => served.close())
  beforeEach(async () => {
    await database.db.query('delete from sign_in_failure')
  })

  async function addPerson(login: string): Promise<string> {
    const { db, accounts } = served.context
    const passwordHash = await accounts.passwords.hash('test', PASSWORD)
    const post = {
      role: 'community',
      unit: '370698001001',
      path: '/370698/370698001/370698001001/',
      name: '值班',
    } as const
    const given = { county: REAL, login, name: '王丽', phone: '', passwordHash, now, post }
    const id = await db.transaction((transaction) => insertPerson(transaction, given))
    return id!
  }

  const signIn = (
    password: string,
    {
      login = 'wang.li',
      headers = browser,
      code,
    }: { login?: string; headers?: Record<string, string>; code?: string } = {},
  ) =>
    served.ask('/api/session', {
      method: 'POST',
      headers,
      body: { county: REAL, login, password, ...(code === undefined ? {} : { code }) },
    })
  const cookiesOf = (headers: Headers) =>
    headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const meOf = async (cookie: string) => (await served.ask('/api/me', { headers: { Cookie: cookie } })).body.me
  const write = (address: string, asking: Asking) =>
    served.ask(address, { ...asking, headers: { ...browser, ...asking.headers } })

  it('gives the right password a cookie that no script and no other site can use', async () => {
    const { status, headers, body } = await signIn(PASSWORD, { login: 'Wang.Li' })
    expect(status).toBe(200)
    expect(body.me).toMatchObject({
      login: 'wang.li',
      post: { county: REAL, role: 'community', name: '值班' },
      demo: false,
    })
    const [session] = headers.getSetCookie()
    expect(headers.getSetCookie()).toHaveLength(2)
    for (const cookie of headers.getSetCookie()) {
      expect(cookie).toMatch(/HttpOnly/)
      expect(cookie).toMatch(/SameSite=Strict/)
      expect(cookie).toMatch(/Path=\//)
      expect(cookie).not.toMatch(/Secure/)
    }
    expect(session).toBeDefined()
    expect(await meOf(cookiesOf(headers))).toMatchObject({ login: 'wang.li' })
    const secret = cookiesOf(headers).split('gridboard_session=')[1]!.split('.')[1]!.split(';')[0]!
    const stored = JSON.stringify(await database.db.query('select * from session'))
    expect(stored).not.toContain(secret)
  })

  it('keeps the cookie on https where the page came by it', async () => {
    const headers = { ...browser, 'X-Forwarded-Proto': 'https' }
    const answer = await signIn(PASSWORD, { headers })
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/Secure/)
  })

  it('refuses a wrong password and an unknown login in the same words', async () => {
    const wrong = await signIn('not-it-at-all')
    const unknown = await signIn(PASSWORD, { login: 'nobody' })
    expect(wrong.status).toBe(401)
    expect(wrong.body).toMatchObject({ code: 'wrong-password' })
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  it('tells nobody who is signed in without a session, with a made-up one or with a changed one', async () => {
    expect(await meOf('')).toBeNull()
    expect(await meOf(`gridboard_session=${REAL}.${'x'.repeat(43)}`)).toBeNull()
    expect(await meOf('gridboard_session=nonsense')).toBeNull()
    const { headers } = await signIn(PASSWORD)
    expect(await meOf(cookiesOf(headers).replaceAll(REAL, SMALL_COUNTY))).toBeNull()
  })

  it('lets a stolen cookie do nothing once its owner signed out, signed in again or ended it from elsewhere', async () => {
    const stolen = cookiesOf((await signIn(PASSWORD)).headers)
    expect(await meOf(stolen)).not.toBeNull()
    await write('/api/session', { method: 'DELETE', headers: { Cookie: stolen } })
    expect(await meOf(stolen)).toBeNull()

    const before = cookiesOf((await signIn(PASSWORD)).headers)
    const after = cookiesOf((await signIn(PASSWORD, { headers: { ...browser, Cookie: before } })).headers)
    expect(await meOf(before)).toBeNull()
    expect(await meOf(after)).not.toBeNull()

    const other = cookiesOf((await signIn(PASSWORD)).headers)
    const { body } = await served.ask('/api/me/sessions', { headers: { Cookie: after } })
    const sessions = body.sessions as { id: string; current: boolean }[]
    expect(sessions.filter((one) => one.current)).toHaveLength(1)
    for (const { id } of sessions.filter((one) => !one.current))
      await write(`/api/me/sessions/${id}`, { method: 'DELETE', headers: { Cookie: after } })
    expect(await meOf(other)).toBeNull()
    expect(await meOf(after)).not.toBeNull()
  })

  it('ends a session that nobody used for twelve hours, and any after seven days', async () => {
    const began = now
    const cookie = cookiesOf((await signIn(PASSWORD)).headers)
    now = new Date(began.getTime() + 11 * 3_600_000)
    expect(await meOf(cookie)).not.toBeNull()
    now = new Date(began.getTime() + 22 * 3_600_000)
    expect(await meOf(cookie)).not.toBeNull()
    now = new Date(began.getTime() + 35 * 3_600_000)
    expect(await meOf(cookie)).toBeNull()

    const lasting = cookiesOf((await signIn(PASSWORD)).headers)
    const start = now.getTime()
    for (let hours = 10; hours < 168; hours += 10) {
      now = new Date(start + hours * 3_600_000)
      expect(await meOf(lasting)).not.toBeNull()
    }
    now = new Date(start + 168 * 3_600_000 + 1000)
    expect(await meOf(lasting)).toBeNull()
    now = began
  })

  it('does not let hundreds of wrong passwords from one place keep the person out elsewhere, nor for long', async () => {
    const from = (address: string) => ({ ...browser, 'X-Forwarded-For': address })
    const statuses = new Map<number, number>()
    for (let round = 0; round < 6; round++) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => signIn('wrong-wrong-wrong', { headers: from('10.0.0.66') })),
      )
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect(statuses.get(401)).toBe(5)
    expect(statuses.get(429)).toBe(295)
    expect((await signIn(PASSWORD, { headers: from('10.0.0.66') })).status).toBe(429)
    const elsewhere = await signIn(PASSWORD, { headers: from('10.0.0.7') })
    expect(elsewhere.status).toBe(200)
    // a browser in which the person has signed in before does not wait even at that place
    const known = { ...from('10.0.0.66'), Cookie: cookiesOf(elsewhere.headers) }
    expect((await signIn(PASSWORD, { headers: known })).status).toBe(200)
    const before = now
    now = new Date(now.getTime() + 3_000)
    expect((await signIn(PASSWORD, { headers: from('10.0.0.66') })).status).toBe(200)
    now = before
  })

  it('says how long to wait', async () => {
    for (let tried = 0; tried < 5; tried++) await signIn('wrong-wrong-wrong')
    const { status, headers, body } = await signIn(PASSWORD)
    expect(status).toBe(429)
    expect(headers.get('Retry-After')).toBe('2')
    expect(body).toMatchObject({ code: 'too-many-attempts' })
  })

  it('asks for the code of the second factor, takes each code once, and no wrong one', async () => {
    const id = await addPerson('liu.jie')
    const { secret } = newSecret('liu.jie')
    await database.db.query('update person set totp_secret = $3::text where county = $1::text and id = $2::text', [
      REAL,
      id,
      secret,
    ])
    const codeAt = (moment: Date) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() })
    expect((await signIn(PASSWORD, { login: 'liu.jie' })).body).toMatchObject({ status: 401, code: 'code-needed' })
    const wrong = codeAt(new Date(now.getTime() + 3_600_000))
    expect((await signIn(PASSWORD, { login: 'liu.jie', code: wrong })).body).toMatchObject({ code: 'wrong-code' })
    const code = codeAt(now)
    expect(periodOfCode(secret, code, now)).not.toBeNull()
    expect((await signIn(PASSWORD, { login: 'liu.jie', code })).status).toBe(200)
    expect((await signIn(PASSWORD, { login: 'liu.jie', code })).body).toMatchObject({ code: 'wrong-code' })
  })

  it('is set up by the person with an authenticator app: the first code turns the second factor on', async () => {
    await addPerson('he.ping')
    const cookie = cookiesOf((await signIn(PASSWORD, { login: 'he.ping' })).headers)
    const asking = { headers: { Cookie: cookie } }
    const refused = await write('/api/me/second-factor', { ...asking, method: 'POST', body: { current: 'not-it' } })
    expect(refused.body).toMatchObject({ code: 'wrong-current-password' })
    const begun = await write('/api/me/second-factor', { ...asking, method: 'POST', body: { current: PASSWORD } })
    const secret = String(begun.body.secret)
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Gridboard:he\.ping\?/)
    expect((await signIn(PASSWORD, { login: 'he.ping' })).status).toBe(200)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
    const on = await write('/api/me/second-factor', { ...asking, method: 'PUT', body: { code } })
    expect(on.body.me).toMatchObject({ secondFactor: true })
    expect((await signIn(PASSWORD, { login: 'he.ping' })).body).toMatchObject({ code: 'code-needed' })
    const off = await write('/api/me/second-factor', { ...asking, method: 'DELETE', body: { current: PASSWORD } })
    expect(off.body.me).toMatchObject({ secondFactor: false })
    expect((await signIn(PASSWORD, { login: 'he.ping' })).status).toBe(200)
  })

  it('changes the own password only with the current one, to a good one, and ends the other sessions', async () => {
    await addPerson('zhao.qi')
    const login = { login: 'zhao.qi' }
    const other = cookiesOf((await signIn(PASSWORD, login)).headers)
    const cookie = cookiesOf((await signIn(PASSWORD, login)).headers)
    const change = (current: string, next: string) =>
      write('/api/me/password', { method: 'POST', headers: { Cookie: cookie }, body: { current, next } })
    expect((await change(PASSWORD, 'password2024')).body).toMatchObject({ code: 'password-common' })
    expect((await change('not-it', 'plum-rain-harbour')).body).toMatchObject({ code: 'wrong-current-password' })
    expect((await change(PASSWORD, 'plum-rain-harbour')).status).toBe(200)
    expect(await meOf(other)).toBeNull()
    expect(await meOf(cookie)).not.toBeNull()
    expect((await signIn(PASSWORD, login)).status).toBe(401)
    expect((await signIn('plum-rain-harbour', login)).status).toBe(200)
  })

  it('refuses what another site has the browser send, and what brings a session from nowhere', async () => {
    const { Cookie = '' } = await actAs(served.context, { role: 'street' })
    const leave = (headers: Record<string, string>) =>
      served.ask('/api/session', { method: 'DELETE', headers: { Cookie, ...headers } })
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      {},
    ])
      expect((await leave(headers as Record<string, string>)).body).toMatchObject({ status: 403, code: 'other-site' })
    expect((await signIn(PASSWORD, { headers: { Origin: 'https://evil.example' } })).status).toBe(403)
    // no browser and no session: a script of the county's own
    expect((await signIn(PASSWORD, { headers: {} })).status).toBe(200)
    const own = { Origin: 'http://board.example', 'X-Forwarded-Host': 'board.example' }
    expect((await leave(own)).status).toBe(200)
  })

  it('lets demo counties be tried out without a password, at the first place of a role or the one named', async () => {
    const demo = (body: object, county = SMALL_COUNTY) =>
      served.ask('/api/session/demo', { method: 'POST', headers: browser, body: { county, ...body } })
    const first = await demo({ role: 'community' })
    expect(first.body.me).toMatchObject({
      demo: true,
      post: { role: 'community', unit: '370699001001', path: '/370699/370699001/370699001001/', name: '安泰社区值班' },
    })
    const again = await demo({ role: 'community' })
    expect(again.body.me).toEqual(first.body.me)
    expect((await demo({ role: 'street', area: '370699002' })).body.me).toMatchObject({
      post: { name: '松园街道值班' },
    })
    expect((await demo({ role: 'grid-worker', area: '370699002001001' })).body.me).toMatchObject({
      post: { path: '/370699/370699002/370699002001/370699002001001/' },
    })
    expect((await demo({ role: 'district' })).body.me).toMatchObject({ post: { unit: '370699', path: '/370699/' } })
    await database.db.query(`insert into unit (county, code, name) values ($1::text, '热力公司', '热力公司')`, [
      SMALL_COUNTY,
    ])
    expect((await demo({ role: 'department' })).body.me).toMatchObject({
      post: { unit: '热力公司', path: '/370699/', name: '热力公司值班' },
    })
    expect((await demo({ role: 'street', area: '370699001001' })).body).toMatchObject({
      status: 404,
      code: 'unknown-unit',
    })
    expect((await demo({ role: 'community', area: '370698001001' })).body).toMatchObject({ status: 404 })
  })

  it('refuses to try out a county that is real', async () => {
    const answer = await served.ask('/api/session/demo', {
      method: 'POST',
      headers: browser,
      body: { county: REAL, role: 'viewer' },
    })
    expect(answer.body).toMatchObject({ status: 403, code: 'not-a-demo' })
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('shows visitors who share a post that is tried out only their own session', async () => {
    const demo = () =>
      served.ask('/api/session/demo', {
        method: 'POST',
        headers: browser,
        body: { county: SMALL_COUNTY, role: 'leader' },
      })
    await demo()
    const cookie = cookiesOf((await demo()).headers)
    const { body } = await served.ask('/api/me/sessions', { headers: { Cookie: cookie } })
    expect(body.sessions).toHaveLength(1)
    const refused = await write('/api/me/password', {
      method: 'POST',
      headers: { Cookie: cookie },
      body: { current: 'a', next: 'plum-rain-harbour' },
    })
    expect(refused.body).toMatchObject({ status: 409, code: 'demo-post' })
  })

  it('gives a county where nobody is yet one administrator, and tells the password once', async () => {
    const told: string[] = []
    await database.db.query(
      `insert into county (code, name, name_en, demo, geom)
       values ('370697', '新县', 'New', false, st_multi(st_makeenvelope(122, 37, 122.2, 37.1, 4326)))`,
    )
    const { db, accounts } = served.context
    await createFirstAdministrators(db, accounts.passwords, now, (text) => told.push(text))
    await createFirstAdministrators(db, accounts.passwords, now, (text) => told.push(text))
    expect(told).toHaveLength(1)
    const [, password = ''] = /password (\S+)/.exec(told[0]!) ?? []
    const answer = await served.ask('/api/session', {
      method: 'POST',
      body: { county: '370697', login: 'admin', password },
    })
    expect(answer.body.me).toMatchObject({ post: { role: 'administrator', path: '/370697/', name: '新县系统管理' } })
  })
})
