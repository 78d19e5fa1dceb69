import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Role } from '#domain/account/post.ts'
import { addDepartments } from '#server/account/departments.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { actRoutes } from './act.route.ts'
import { issueRoutes } from './issue.route.ts'

const HOUR = 3_600_000
// Friday morning
const start = Date.parse('2026-11-20T09:00:00+08:00')
const summary = z.object({ number: z.string(), version: z.number(), state: z.string(), callers: z.number() }).loose()
const filedAnswer = z.object({ issue: summary, follow: z.string().nullable() })

describe('acting on issues', () => {
  const database = withDatabase()
  let now = start
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await addDepartments(database.db, SMALL_COUNTY, ['城管局', '热力公司'])
    served = await serveRoutes(
      database.db,
      (context) => Router().use(issueRoutes(context)).use(actRoutes(context)),
      () => new Date(now),
    )
  })
  afterAll(() => served.close())

  const post = (role: Role, unit: string, path: string) => actAs(served.context, { role, unit, path })
  const posts = {
    worker: () => post('grid-worker', '370699002001001', '/370699/370699002/370699002001/370699002001001/'),
    community: () => post('community', '370699002001', '/370699/370699002/370699002001/'),
    otherCommunity: () => post('community', '370699001001', '/370699/370699001/370699001001/'),
    street: () => post('street', '370699002', '/370699/370699002/'),
    district: () => post('district', '370699', '/370699/'),
    department: () => post('department', '城管局', '/370699/'),
    otherDepartment: () => post('department', '热力公司', '/370699/'),
    leader: () => post('leader', '370699', '/370699/'),
  }
  /** Days later nobody is signed in any more. */
  const pass = (milliseconds: number) => {
    now += milliseconds
    signedIn.clear()
  }
  type Who = keyof typeof posts | 'resident'
  const signedIn = new Map<Who, Promise<Record<string, string>>>()
  const headersOf = async (who: Who) => {
    if (who === 'resident') return {}
    const headers = signedIn.get(who) ?? posts[who]()
    signedIn.set(who, headers)
    return headers
  }

  const report = async (who: Who, more: Record<string, unknown> = {}) => {
    const body = { county: SMALL_COUNTY, category: 'lamp', title: '路灯不亮', position: [120.15, 37.05], ...more }
    const answer = await served.ask('/api/issues', { method: 'POST', headers: await headersOf(who), body })
    return { ...answer, told: answer.status === 201 ? filedAnswer.parse(answer.body) : null }
  }
  const act = async (who: Who, number: string, version: number, wanted: unknown, key?: string) =>
    served.ask(`/api/issues/${number}/acts`, {
      method: 'POST',
      headers: await headersOf(who),
      body: { county: SMALL_COUNTY, version, act: wanted, key },
    })
  const get = async (who: Who, number: string) =>
    served.ask(`/api/issues/${number}?county=${SMALL_COUNTY}`, { headers: await headersOf(who) })

  it('takes a resident’s report to the grid where it lies, and leads it through the whole loop to the rating', async () => {
    const { told } = await report('resident', { phone: '139 0000 1111' })
    const number = told!.issue.number
    expect(told!.issue).toMatchObject({ state: 'reported', source: 'resident', level: 'grid', grid: '370699002001001' })

    const steps: [Who, unknown, Record<string, unknown>][] = [
      ['worker', { kind: 'file' }, { state: 'filed', level: 'grid' }],
      ['worker', { kind: 'hand_up', reason: '需要登高车' }, { state: 'filed', level: 'community' }],
      ['community', { kind: 'hand_up', reason: '社区没有车' }, { state: 'filed', level: 'street' }],
      ['street', { kind: 'whistle', units: ['城管局', '热力公司'], reason: '请到场' }, { state: 'filed' }],
      ['department', { kind: 'whistle_answer', answer: 'coming' }, {}],
      ['otherDepartment', { kind: 'whistle_answer', answer: 'refused', reason: '与供热无关' }, {}],
      ['street', { kind: 'hand_up', reason: '需区里派单' }, { state: 'filed', level: 'county' }],
      ['district', { kind: 'assign', unit: '城管局' }, { state: 'assigned', unit: '城管局', unitName: '城管局' }],
      ['leader', { kind: 'supervise', reason: '请今天办好' }, { state: 'assigned' }],
      ['department', { kind: 'answer' }, { state: 'handling' }],
      ['department', { kind: 'finish', note: '已更换灯具' }, { state: 'checking' }],
      ['worker', { kind: 'check', note: '亮了' }, { state: 'checking' }],
      ['district', { kind: 'close' }, { state: 'closed', outcome: 'solved' }],
    ]
    let version = told!.issue.version
    for (const [who, wanted, becomes] of steps) {
      now += HOUR / 2
      const answer = await act(who, number, version, wanted)
      expect([who, wanted, answer.status, answer.body.code]).toEqual([who, wanted, 200, undefined])
      const { issue } = z.object({ issue: summary }).parse(answer.body)
      expect(issue).toMatchObject(becomes)
      version = issue.version
    }
    const follow = told!.follow!
    const seen = await served.ask(`/api/follow/${follow}?county=${SMALL_COUNTY}`)
    expect(seen.body).toMatchObject({ mayRate: true, mayReopen: true })
    // what posts write to each other stays with them
    expect(JSON.stringify(seen.body)).not.toContain('登高车')
    const rated = await served.ask(`/api/follow/${follow}/acts`, {
      method: 'POST',
      body: { county: SMALL_COUNTY, act: { kind: 'rate', rating: 5, note: '很快' } },
    })
    expect(rated.body).toMatchObject({ issue: { rating: 5 } })

    const inside = await get('district', number)
    expect(inside.body).toMatchObject({
      standing: { supervisions: 1, phones: ['139 0000 1111'], worker: { post: 'grid-worker 370699002001001' } },
    })
    expect(JSON.stringify(inside.body)).toContain('需要登高车')
    for (const outside of ['resident', 'otherCommunity', 'otherDepartment'] as const) {
      const text = JSON.stringify((await get(outside, number)).body)
      if (outside !== 'otherDepartment') expect(text).not.toContain('需要登高车')
      if (outside !== 'otherDepartment') expect(text).not.toContain('139 0000 1111')
    }
  })

  it('says who may not, and why', async () => {
    const { told } = await report('worker')
    const { number, version } = told!.issue
    expect(told!.issue).toMatchObject({ state: 'filed', source: 'worker', level: 'grid' })
    const refusals: [Who, unknown, number, string][] = [
      ['resident', { kind: 'assign', unit: '城管局' }, 401, 'sign-in-needed'],
      ['otherCommunity', { kind: 'assign', unit: '370699001001' }, 403, 'outside-scope'],
      ['department', { kind: 'assign', unit: '城管局' }, 403, 'not-your-role'],
      ['community', { kind: 'assign', unit: '城管局' }, 422, 'unit-out-of-reach'],
      ['district', { kind: 'assign', unit: '没有的局' }, 422, 'unknown-unit'],
      ['community', { kind: 'finish' }, 409, 'not-now'],
      ['district', { kind: 'suspend', until: '2028-01-01T00:00:00Z', reason: '等' }, 422, 'pause-too-long'],
      ['district', { kind: 'merge', into: number }, 422, 'merged-with-itself'],
    ]
    for (const [who, wanted, status, code] of refusals) {
      const answer = await act(who, number, version, wanted)
      expect([who, wanted, answer.status, answer.body.code]).toEqual([who, wanted, status, code])
    }
    expect((await act('district', 'T0', 1, { kind: 'remind', reason: '快' })).body.code).toBe('unknown-issue')
    const offered = z
      .object({ offers: z.array(z.object({ kind: z.string(), refused: z.string().nullable() })) })
      .parse((await get('community', number)).body).offers
    expect(offered.find((one) => one.kind === 'assign')).toEqual({ kind: 'assign', refused: null })
    expect(offered.find((one) => one.kind === 'close')).toEqual({ kind: 'close', refused: 'not-now' })
  })

  it('lets one of two who press at once succeed and tells the other, and does a repeated key once', async () => {
    const { told } = await report('worker')
    const { number, version } = told!.issue
    const [one, other] = await Promise.all([
      act('district', number, version, { kind: 'assign', unit: '城管局' }),
      act('district', number, version, { kind: 'assign', unit: '热力公司' }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    expect([one, other].find((answer) => answer.status === 409)!.body.code).toBe('conflict')

    const before = await get('district', number)
    const seen = z.object({ issue: summary }).parse(before.body).issue.version
    const again = await Promise.all(
      Array.from({ length: 5 }, () => act('district', number, seen, { kind: 'remind', reason: '快' }, 'press-00001')),
    )
    expect(again.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    const after = z
      .object({ history: z.array(z.object({ kind: z.string() })) })
      .parse((await get('district', number)).body)
    expect(after.history.filter((entry) => entry.kind === 'remind')).toHaveLength(1)
  })

  it('files a report with a repeated key once, and keeps its first link the only one', async () => {
    const first = await report('resident', { key: 'report-00001' })
    const second = await report('resident', { key: 'report-00001' })
    expect(second.told!.issue.number).toBe(first.told!.issue.number)
    expect(second.told!.follow).toBeNull()
  })

  it('merges a duplicate: callers are added up, and its reporter sees where it went', async () => {
    const [kept, double] = [(await report('resident')).told!, (await report('resident')).told!]
    expect((await act('resident', double.issue.number, 0, { kind: 'join' })).body).toMatchObject({
      issue: { callers: 2 },
    })
    const merged = await act('community', double.issue.number, 2, { kind: 'merge', into: kept.issue.number })
    expect(merged.body).toMatchObject({ issue: { state: 'closed', outcome: 'merged' } })
    expect((await get('community', kept.issue.number)).body).toMatchObject({ issue: { callers: 3, version: 2 } })
    const late = await act('community', kept.issue.number, 2, { kind: 'merge', into: double.issue.number })
    expect(late.body.code).toBe('unknown-target')
  })

  it('does the same with many, each by itself', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await report('worker')).told!.issue))
    const far = (await report('otherCommunity', { position: [120.05, 37.05] })).told!.issue
    const answer = await served.ask('/api/issue-acts', {
      method: 'POST',
      headers: await headersOf('community'),
      body: {
        county: SMALL_COUNTY,
        issues: [...numbers, far].map(({ number, version }) => ({ number, version })),
        act: { kind: 'assign', unit: '370699002001' },
      },
    })
    const { outcomes } = z
      .object({ outcomes: z.array(z.object({ number: z.string(), refused: z.string().nullable() })) })
      .parse(answer.body)
    expect(outcomes.filter((one) => one.refused === null)).toHaveLength(20)
    expect(outcomes.at(-1)).toMatchObject({ number: far.number, refused: 'outside-scope' })
  })

  it('pauses the clock, gives back what remained, and extends at most twice', async () => {
    const { issue } = (await report('worker')).told!
    const { number } = issue
    await act('district', number, 0, { kind: 'assign', unit: '城管局' })
    await act('department', number, 0, { kind: 'answer' })
    const until = new Date(now + 30 * 24 * HOUR).toISOString()
    expect((await act('district', number, 0, { kind: 'suspend', until, reason: '等灯杆' })).body).toMatchObject({
      issue: { state: 'suspended' },
    })
    // a week later, to the minute: five working days have passed in between
    pass(7 * 24 * HOUR)
    const resumed = z
      .object({ issue: z.object({ state: z.string(), finishBy: z.string() }) })
      .parse((await act('department', number, 0, { kind: 'resume' })).body).issue
    expect(resumed.state).toBe('handling')
    expect(Date.parse(resumed.finishBy) - Date.parse(z.string().parse(issue.finishBy))).toBe(7 * 24 * HOUR)
    for (const expected of [200, 200, 409])
      expect((await act('district', number, 0, { kind: 'extend', hours: 8, reason: '缺件' })).status).toBe(expected)
    expect(
      (await act('department', number, 0, { kind: 'ask', what: 'extend', hours: 4, reason: '缺件' })).body.code,
    ).toBe('extended-twice')
  })

  it('reopens within the window and not after it', async () => {
    const { told } = await report('resident')
    const { number } = told!.issue
    for (const wanted of [
      { kind: 'file' },
      { kind: 'assign', unit: '370699002001' },
      { kind: 'answer' },
      { kind: 'finish' },
      { kind: 'close' },
    ])
      expect((await act('community', number, 0, wanted)).status).toBe(200)
    const again = (body: unknown) => served.ask(`/api/follow/${told!.follow}/acts`, { method: 'POST', body })
    expect((await again({ county: SMALL_COUNTY, act: { kind: 'reopen', reason: '又不亮了' } })).body).toMatchObject({
      issue: { state: 'filed', outcome: '', rating: null },
    })
    for (const wanted of [
      { kind: 'assign', unit: '370699002001' },
      { kind: 'answer' },
      { kind: 'finish' },
      { kind: 'close' },
    ])
      expect((await act('community', number, 0, wanted)).status).toBe(200)
    pass(16 * 24 * HOUR)
    expect((await again({ county: SMALL_COUNTY, act: { kind: 'reopen', reason: '又不亮了' } })).body.code).toBe(
      'window-over',
    )
  })

  it('refuses what cannot be filed, naming it, and takes what lies outside every grid but inside the county', async () => {
    const refusals: [Record<string, unknown>, number, string][] = [
      [{ position: [121, 37.05] }, 422, 'outside-county'],
      [{ position: [37.05, 120.15] }, 400, 'invalid-request'],
      [{ category: 'gossip' }, 422, 'unknown-category'],
      [{ condition: 'none-such' }, 422, 'unknown-condition'],
      [{ title: '  ' }, 400, 'invalid-request'],
      [{ phone: 'call me' }, 400, 'invalid-request'],
      [{ photos: ['aaaaaaaaaaaaaaaa'] }, 422, 'photo-gone'],
      [{ county: '999999' }, 404, 'unknown-county'],
    ]
    for (const [more, status, code] of refusals) {
      const answer = await report('resident', more)
      expect([more, answer.status, answer.body.code]).toEqual([more, status, code])
    }
    const asked = { kind: 'yes-no', code: 'dark', name: '整条路都黑', nameEn: 'Whole street dark', required: true }
    await database.db.query(`update category set questions = $1::jsonb where code = 'lamp'`, [JSON.stringify([asked])])
    expect((await report('resident')).body).toMatchObject({ code: 'answer-missing', path: 'body.answers.dark' })
    expect((await report('resident', { answers: { dark: 'yes' } })).body.code).toBe('answer-wrong-kind')
    expect((await report('resident', { answers: { dark: true } })).status).toBe(201)
    await database.db.query(`update category set questions = '[]'`)
    await database.db.query('delete from micro_grid where county = $1::text', [SMALL_COUNTY])
    await database.db.query('delete from grid where county = $1::text', [SMALL_COUNTY])
    expect((await report('resident')).told!.issue).toMatchObject({
      grid: '',
      community: '370699002001',
      level: 'community',
    })
    await database.db.query(`delete from area where county = $1::text`, [SMALL_COUNTY])
    expect((await report('resident')).told!.issue).toMatchObject({ grid: '', community: '', level: 'county' })
  })
})
