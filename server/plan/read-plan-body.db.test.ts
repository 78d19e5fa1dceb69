import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

describe('the body of a new plan', () => {
  const database = withDatabase()
  let server: TestServer
  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db)
  })
  afterAll(() => server.close())

  /** A plan with a name of so many letters: refused for its name by whoever reads that far. */
  async function send(letters: number, headers: Record<string, string> = {}, county = SMALL_COUNTY) {
    const answer = await fetch(`${server.url}/api/plans?county=${county}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ name: 'x'.repeat(letters) }),
    })
    const { code, detail } = (await answer.json()) as { code: string; detail: string }
    return { status: answer.status, code, detail }
  }
  const read = { status: 400, code: 'invalid-request' }
  const refused = { status: 413, code: 'too-large-without-post' }

  it('is read up to 1 MB from anybody, and not beyond: the refusal says who may send more', async () => {
    expect(await send(900_000)).toMatchObject(read)
    const told = await send(1_100_000)
    expect(told).toMatchObject(refused)
    expect(told.detail).toContain(`draws plans in county ${SMALL_COUNTY}`)
    expect(await send(1_100_000, {}, '999999')).toMatchObject(refused)
  })

  it('is read beyond 1 MB from who draws for the county, nobody else', async () => {
    const as = async (role: 'planner' | 'viewer') => actAs(server.context, { role })
    expect(await send(1_100_000, await as('planner'))).toMatchObject(read)
    expect(await send(1_100_000, await as('planner'), '999999')).toMatchObject(refused)
    expect(await send(1_100_000, await as('viewer'))).toMatchObject(refused)
  })

  it('ends at 48 MB for everybody', async () => {
    const told = await send(51_000_000, await actAs(server.context, { role: 'district' }))
    expect(told).toMatchObject({ status: 413, code: 'too-large' })
    expect(told.detail).toContain('48 MB')
  })
})
