import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { insertPerson } from '#server/account/person.query.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { CLIENT, startProvider, type TestProvider } from '#server/test-support/identity-provider.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { testEnvironment } from '#server/test-support/test-environment.ts'
import { accountRoutes } from './account.route.ts'

const HERE = 'https://grid.example.cn'
const browser = { 'Sec-Fetch-Site': 'same-origin' }

describe('signing in by an identity provider', () => {
  const database = withDatabase()
  let provider: TestProvider
  let served: ServedRoutes
  const closing: (() => Promise<void>)[] = []

  beforeAll(async () => {
    // it says of each of its parts that it is one of a test
    for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
    await createSmallCounty(database.db)
    provider = await startProvider(() => `${HERE}/signed-in`)
    served = await serve()
    for (const login of ['wang.li', 'gone.one'])
      await database.db.transaction((transaction) =>
        insertPerson(transaction, {
          ...{ county: SMALL_COUNTY, login, name: '王丽', phone: '', passwordHash: 'x', now: new Date() },
          post: { role: 'community', unit: '370699001001', path: '/370699/370699001/370699001001/', name: '值班' },
        }),
      )
    await database.db.query(`update person set active = false where login = 'gone.one'`)
  }, 240_000)
  afterAll(async () => {
    vi.restoreAllMocks()
    for (const close of closing) await close()
    await provider.close()
  })

  async function serve(settings: { issuer?: string; claim?: string; secret?: string } = {}): Promise<ServedRoutes> {
    const { issuer = provider.issuer, claim = 'preferred_username', secret = CLIENT.secret } = settings
    const known = { issuer, clientId: CLIENT.id, clientSecret: secret, claim, name: '统一认证' }
    const environment = { ...testEnvironment, publicUrl: HERE, provider: known }
    const one = await serveRoutes(database.db, (context) => accountRoutes({ ...context, environment }), new Date())
    closing.push(one.close)
    return one
  }

  async function begin(at = served) {
    const headers = browser
    const asking = { method: 'POST', headers, body: { county: SMALL_COUNTY } } as const
    const begun = await at.ask('/api/session/provider/begin', asking)
    const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
    return { ...begun, address: String(begun.body.address), cookie }
  }
  const end = (answer: string, cookie: string, at = served) =>
    at.ask('/api/session/provider', { method: 'POST', headers: { ...browser, Cookie: cookie }, body: { answer } })
  /** The whole way, as somebody of whom the provider tells these claims. */
  async function signIn(claims: Record<string, unknown>, at = served, visit: 'consent' | 'refuse' = 'consent') {
    for (const name of Object.keys(provider.claims)) delete provider.claims[name]
    Object.assign(provider.claims, claims)
    const begun = await begin(at)
    const back = await provider.visit(begun.address, visit)
    return { ...(await end(back.search, begun.cookie, at)), back, ...{ cookie: begun.cookie } }
  }
  /** A cookie of a journey with one of its parts changed. */
  const forged = (cookie: string, change: Record<string, string>) => {
    const [name, text = ''] = cookie.split('=')
    const kept: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return `${name}=${Buffer.from(JSON.stringify({ ...(kept as object), ...change })).toString('base64url')}`
  }

  it('tells its name, sends the browser there with a challenge, and signs in the person whose login it vouches for', async () => {
    expect((await served.ask('/api/session/ways')).body).toEqual({ provider: { name: '统一认证' } })
    const { address, headers } = await begin()
    const asked = new URL(address)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', client_id: CLIENT.id, redirect_uri: `${HERE}/signed-in` },
      ...{ code_challenge_method: 'S256', scope: 'openid profile' },
    })
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)

    const { status, body, headers: told } = await signIn({ preferred_username: 'Wang.Li' })
    expect([status, body]).toMatchObject([200, { me: { login: 'wang.li', post: { role: 'community' } } }])
    const session = told.getSetCookie().find((one) => one.startsWith('gridboard_session='))!
    const me = await served.ask('/api/me', { headers: { Cookie: session.split(';')[0]! } })
    expect(me.body).toMatchObject({ me: { login: 'wang.li' } })
    const [audited] = await database.db.query(
      `select action, after from audit where action = 'session.begin' order by id desc limit 1`,
    )
    expect(audited).toEqual({ action: 'session.begin', after: { login: 'wang.li', provider: provider.issuer } })
  })

  it('lets nobody in who has no login here or whose account is closed, and makes none', async () => {
    const people = () => database.db.query('select login from person order by 1')
    const before = await people()
    for (const login of ['stranger', 'admin', 'gone.one', "' or true --"]) {
      const { status, body, headers } = await signIn({ preferred_username: login })
      expect([status, body.code]).toEqual([403, 'provider-unknown-person'])
      expect(headers.getSetCookie().join()).not.toContain('gridboard_session')
    }
    expect(await people()).toEqual(before)
  })

  it('takes an answer once, in the browser that asked for it, and never another’s', async () => {
    const { status, back, cookie } = await signIn({ preferred_username: 'wang.li' })
    expect(status).toBe(200)
    const code = async (answer: string, kept: string) => {
      const { status: refused, body } = await end(answer, kept)
      return [refused, body.code]
    }
    expect(await code(back.search, '')).toEqual([403, 'provider-stale'])
    expect(await code(back.search, 'gridboard_provider=nonsense')).toEqual([403, 'provider-stale'])
    // replayed: the provider takes no code twice
    expect(await code(back.search, cookie)).toEqual([403, 'provider-unproven'])
    const other = await begin()
    expect(await code(back.search, other.cookie)).toEqual([403, 'provider-unproven'])
    for (const change of [{ state: 'x' }, { nonce: 'x' }, { verifier: 'x'.repeat(43) }] as const) {
      const begun = await begin()
      const there = await provider.visit(begun.address)
      expect([change, await code(there.search, forged(begun.cookie, change))]).toEqual([
        change,
        [403, 'provider-unproven'],
      ])
    }
    for (const nonsense of ['code=x&state=y', 'x', '%', 'iss=https://evil.example&code=x'])
      expect(await code(nonsense, (await begin()).cookie)).toEqual([403, 'provider-unproven'])
  })

  it('names what stands in the way: a refusal, a claim that is not told, a wrong secret, a provider that is away', async () => {
    const refused = await signIn({ preferred_username: 'wang.li' }, served, 'refuse')
    expect([refused.status, refused.body.code]).toEqual([403, 'provider-refused'])
    expect((await signIn({})).body.code).toBe('provider-names-nobody')
    expect((await signIn({ preferred_username: 7 })).body.code).toBe('provider-names-nobody')
    const byMail = await serve({ claim: 'email' })
    await database.db.query(`update person set login = 'wang@example.cn' where login = 'wang.li'`)
    const mail = { email: 'wang@example.cn' }
    expect((await signIn(mail, byMail)).body.code).toBe('provider-names-nobody')
    expect((await signIn({ ...mail, email_verified: false }, byMail)).body.code).toBe('provider-names-nobody')
    expect((await signIn({ ...mail, email_verified: true }, byMail)).status).toBe(200)
    expect((await signIn({ preferred_username: 'x' }, await serve({ secret: 'wrong' }))).body.code).toBe(
      'provider-unproven',
    )
    const away = await begin(await serve({ issuer: 'http://127.0.0.1:1' }))
    expect([away.status, away.body.code]).toEqual([502, 'provider-unreachable'])
  })

  it('is not there where none is set, and not for other sites', async () => {
    const without = await serveRoutes(database.db, accountRoutes, new Date())
    closing.push(without.close)
    expect((await without.ask('/api/session/ways')).body).toEqual({ provider: null })
    const begun = await begin(without)
    expect([begun.status, begun.body.code]).toEqual([404, 'no-provider'])
    const foreign = { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' }, body: { answer: 'code=x' } } as const
    expect((await served.ask('/api/session/provider', foreign)).status).toBe(403)
  })
})
