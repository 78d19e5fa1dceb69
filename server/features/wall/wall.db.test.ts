import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FeedChange } from '#domain/contract/feed.ts'
import { usualProgram, type WallCommand, type WallProgram, wall as wallSchema } from '#domain/contract/wall.ts'
import { STEER_LEAD_MILLISECONDS } from '#domain/wall/steer.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const now = new Date('2026-11-21T06:30:00Z')

describe('a wall', () => {
  const database = withDatabase()
  let server: TestServer
  const heard: FeedChange[] = []

  beforeAll(async () => {
    await createSmallCounty(database.db)
    server = await startTestServer(database.db, { now })
    server.context.feed.subscribe((changes) => heard.push(...changes.filter(({ kind }) => kind === 'wall')))
  })
  afterAll(() => server.close())

  const address = (path: string) => `${server.url}/api/walls${path}?county=${SMALL_COUNTY}`
  const send = (method: string, path: string, body: unknown) =>
    fetch(address(path), { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
  const read = async (id: string) => wallSchema.parse(await (await fetch(address(`/${id}`))).json())
  const command = async (id: string, body: WallCommand) =>
    wallSchema.parse(await (await send('POST', `/${id}/commands`, body)).json())
  const named = (title: string): WallProgram => ({ ...usualProgram, title })

  it('has the usual program until somebody gives it one, and none of it is stored', async () => {
    expect(await read('lobby')).toMatchObject({ version: 0, program: usualProgram, stateVersion: 0, mayWrite: true })
    expect(await (await fetch(address(''))).json()).toEqual({ walls: [] })
  })

  it('keeps every program as a version, refuses a save over one that was not read, and tells the feed', async () => {
    const first = await send('PUT', '/hall/program', { expectedVersion: 0, program: named('大厅') })
    expect(first.status).toBe(200)
    const late = await send('PUT', '/hall/program', { expectedVersion: 0, program: named('另一个') })
    expect(late.status).toBe(409)
    expect(late.headers.get('wall-version')).toBe('1')
    expect((await late.json()).code).toBe('wall-changed')
    await send('PUT', '/hall/program', { expectedVersion: 1, program: named('大厅二') })
    expect(await read('hall')).toMatchObject({ version: 2, program: { title: '大厅二' } })
    const { versions } = await (await fetch(address('/hall/versions'))).json()
    expect(versions.map((one: { program: WallProgram }) => one.program.title)).toEqual(['大厅二', '大厅'])
    await vi.waitFor(() => expect(heard.filter(({ id }) => id === 'hall')).toHaveLength(2), 8_000)
    const audit = await database.db.query(`select action from audit where subject = 'hall'`)
    expect(audit).toHaveLength(2)
  })

  it('does what is asked of it a moment later, so that all walls do it together', async () => {
    const held = await command('hall', { kind: 'hold', scene: { kind: 'circles' } })
    expect(held.state).toMatchObject({
      hold: { kind: 'circles' },
      effectiveAt: now.getTime() + STEER_LEAD_MILLISECONDS,
    })
    await command('hall', { kind: 'point', position: [120.05, 37.05] })
    await command('hall', { kind: 'acknowledge', number: 'B1' })
    await command('hall', { kind: 'acknowledge', number: 'B1' })
    const steered = await read('hall')
    expect(steered.state).toMatchObject({ acknowledged: ['B1'], pointer: { position: [120.05, 37.05] } })
    expect(steered.stateVersion).toBe(held.stateVersion + 3)
    const playing = await command('hall', { kind: 'play', intoMilliseconds: 30_000 })
    expect(playing.state).toMatchObject({ hold: null, pointer: null, acknowledged: ['B1'] })
    expect(playing.state.startedAt).toBe(playing.state.effectiveAt - 30_000)
  })

  it('takes commands given at once one after the other, losing none', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `N${index}`)
    await Promise.all(numbers.map((number) => command('race', { kind: 'acknowledge', number })))
    await wait(1)
    expect([...(await read('race')).state.acknowledged].sort()).toEqual([...numbers].sort())
  })

  it('is refused by name where its name, program or county is none', async () => {
    expect(await (await fetch(address('/Big%20Wall'))).json()).toMatchObject({ status: 400, path: 'path.wall' })
    const empty = await send('PUT', '/hall/program', { expectedVersion: 2, program: { ...usualProgram, steps: [] } })
    expect(await empty.json()).toMatchObject({ status: 400, path: 'body.program.steps' })
    const unknown = await fetch(`${server.url}/api/walls/hall?county=999999`)
    expect(unknown.status).toBe(404)
  })
})
