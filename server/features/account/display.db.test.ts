import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDisplay, listDisplays } from '#domain/contract/display.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

type Headers = Record<string, string>
const west = { unit: '370699001', path: '/370699/370699001/' }

describe('a wall screen with a token', () => {
  const database = withDatabase()
  let server: TestServer
  let district: Headers
  let westAdmin: Headers

  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
    district = await actAs(server.context, { role: 'administrator' })
    westAdmin = await actAs(server.context, { role: 'administrator', ...west })
  }, 240_000)
  afterAll(() => server.close())

  const ask = async (method: string, path: string, headers: Headers = {}, body?: object) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const site = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' }
    const answer = await fetch(`${server.url}/api/${path}`, { method, headers: { ...site, ...headers }, ...json })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    return { status: answer.status, cookie, body: (await answer.json()) as Record<string, unknown> }
  }
  const give = async (headers: Headers, name: string, area: string) => {
    const { status, body } = await ask('POST', `displays?county=${SMALL_COUNTY}`, headers, { name, area })
    expect([status, body]).toMatchObject([201, { display: { name } }])
    return createDisplay.answer.parse(body)
  }

  it('opens by its address once, then by its cookie; reads, and writes nothing', async () => {
    const { display, token } = await give(district, '大厅左屏', SMALL_COUNTY)
    const kept = await database.db.query<{ token_hash: string }>('select token_hash from display')
    expect(kept.every(({ token_hash }) => !token.includes(token_hash))).toBe(true)

    const opened = await ask('POST', 'display', {}, { token })
    expect(opened).toMatchObject({ status: 200, body: { display: { id: display.id, area: SMALL_COUNTY } } })
    const screen = { Cookie: opened.cookie }
    expect(await ask('GET', 'display', screen)).toMatchObject({ body: { display: { name: '大厅左屏' } } })
    expect((await ask('GET', `issues?county=${SMALL_COUNTY}`, screen)).status).toBe(200)
    const filing = { county: SMALL_COUNTY, category: 'lamp', title: 'x', place: 'x', position: [120.05, 37.05] }
    expect(await ask('POST', 'issues', screen, filing)).toMatchObject({
      status: 403,
      body: { code: 'display-reads-only' },
    })
    const seen = listDisplays.answer.parse((await ask('GET', `displays?county=${SMALL_COUNTY}`, district)).body)
    expect(seen.displays[0]?.lastSeenAt).not.toBeNull()
  })

  it('is told at once when its token is taken, and refused by name from then on', async () => {
    const { display, token } = await give(district, '大厅右屏', '370699001')
    const screen = { Cookie: (await ask('POST', 'display', {}, { token })).cookie }
    const stream = await fetch(`${server.url}/api/feed?county=${SMALL_COUNTY}`, { headers: screen })
    const heard = stream.text()
    const revoked = await ask('DELETE', `displays/${display.id}?county=${SMALL_COUNTY}`, district)
    expect(revoked).toMatchObject({ status: 200, body: { display: { revokedAt: expect.any(String) } } })
    expect(await heard).toContain('"kind":"display"')
    for (const path of [
      `feed?county=${SMALL_COUNTY}`,
      `issues?county=${SMALL_COUNTY}`,
      `figures?county=${SMALL_COUNTY}`,
    ])
      expect(await ask('GET', path, screen)).toMatchObject({ status: 403, body: { code: 'display-revoked' } })
    expect(await ask('POST', 'display', {}, { token })).toMatchObject({
      status: 403,
      body: { code: 'display-revoked' },
    })
    expect(await ask('GET', 'display', screen)).toMatchObject({ body: { display: { revokedAt: expect.any(String) } } })
    const audit = await database.db.query<{ action: string; after: unknown }>(
      'select action, after from audit where subject = $1::text order by id',
      [display.id],
    )
    expect(audit.map(({ action }) => action)).toEqual(['display.create', 'display.revoke'])
    expect(JSON.stringify(audit)).not.toContain(token.split('.')[1])
  })

  it('is given and taken within the scope of an administrator, and by nobody else', async () => {
    const { display } = await give(district, '会议室', SMALL_COUNTY)
    const path = `displays?county=${SMALL_COUNTY}`
    expect(await ask('POST', path, westAdmin, { name: 'x', area: SMALL_COUNTY })).toMatchObject({ status: 403 })
    expect(await ask('POST', path, westAdmin, { name: 'x', area: '370699002' })).toMatchObject({ status: 403 })
    expect(await ask('POST', path, westAdmin, { name: 'x', area: 'nowhere' })).toMatchObject({ status: 400 })
    expect(await ask('DELETE', `displays/${display.id}?county=${SMALL_COUNTY}`, westAdmin)).toMatchObject({
      status: 404,
      body: { code: 'unknown-display' },
    })
    const own = await give(westAdmin, '西街道', west.unit)
    const listed = listDisplays.answer.parse((await ask('GET', path, westAdmin)).body).displays
    expect(listed.map(({ id }) => id)).toContain(own.display.id)
    expect(listed.map(({ id }) => id)).not.toContain(display.id)
    expect((await ask('POST', path, {}, { name: 'x', area: SMALL_COUNTY })).status).toBe(401)
    const leader = await actAs(server.context, { role: 'leader' })
    expect((await ask('GET', path, leader)).status).toBe(403)
    for (const token of ['', 'x', `${SMALL_COUNTY}.${'a'.repeat(43)}`])
      expect((await ask('POST', 'display', {}, { token })).status).toBeGreaterThanOrEqual(400)
  })
})
