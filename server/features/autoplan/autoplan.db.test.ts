import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawProposals } from '#domain/autoplan/draw-proposals.ts'
import { redrawStep } from '#domain/autoplan/redraw-step.ts'
import { groundOfProposal, tellProposals } from '#domain/autoplan/tell-proposals.ts'
import {
  type AutoplanFigures,
  type AutoplanRun,
  askAutoplanTask,
  autoplanRequest,
  autoplanRun,
  getAutoplanGround,
} from '#domain/contract/autoplan.ts'
import { getBorderGround } from '#domain/contract/border-ground.ts'
import { getPlan, getPlanBase } from '#domain/contract/plan.ts'
import { type ComparedSide, planComparison } from '#domain/contract/plan-comparison.ts'
import { openBase } from '#domain/partition/open-base.ts'
import { autoplanAsked } from '#server/test-support/autoplan-asked.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { borderGroundRoutes } from '../border-ground/border-ground.route.ts'
import { planRoutes } from '../plan/plan.route.ts'
import { planComparisonRoutes } from '../plan-comparison/plan-comparison.route.ts'
import { autoplanRoutes } from './autoplan.route.ts'

const town = '370699001001'
const village = '370699002001'

/** Figures that a proposal and a comparison of plans both tell. */
function comparable(told: AutoplanFigures | ComparedSide) {
  const { grids, within, fewest, most, compactness, alongShare } = told
  return { grids, within, fewest, most, compactness: compactness?.toFixed(9), alongShare: alongShare?.toFixed(6) }
}

const asked = { scope: SMALL_COUNTY, ...autoplanAsked }

describe('plans drawn by the server', () => {
  const database = withDatabase()
  let served: ServedRoutes

  // a town of 4 x 3 walled compounds of four buildings with 25 households each, a street after the first column and before
  // the last, open ground else; a village of 150
  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(`select ensure_month_partitions('2025-11-01'::date, '2027-01-01'::date)`)
    await db.query(
      `insert into road (county, id, class, name, geom)
       select $1::text, n, 'street', '', st_multi(st_makeline(st_setsrid(st_makepoint(x, y), 4326), st_setsrid(st_makepoint(ex, ey), 4326)))
       from (select n, 120.0 + n * 0.025 as x, 37.0 as y, 120.0 + n * 0.025 as ex, 37.1 as ey
             from unnest(array[1, 3]) n) line`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into compound (county, code, name, walled, geom)
       select $1::text, 'C' || c || r, '小区' || c || r, true,
         st_multi(st_makeenvelope(120.002 + c * 0.025, 37.002 + r * 0.0333, 120.023 + c * 0.025, 37.031 + r * 0.0333, 4326))
       from generate_series(0, 3) c, generate_series(0, 2) r`,
      [SMALL_COUNTY],
    )
    await db.query(
      `insert into building (county, code, compound, households, footprint, geom)
       select $1::text, 'B' || c || r || n, 'C' || c || r, 25, st_multi(st_expand(at, 0.001)), at
       from (select c, r, n, st_setsrid(st_makepoint(120.007 + c * 0.025 + (n % 2) * 0.01, 37.008 + r * 0.0333 + (n / 2) * 0.015), 4326) as at
             from generate_series(0, 3) c, generate_series(0, 2) r, generate_series(0, 3) n) stands
       union all select $1::text, 'V', null, 150, null, st_setsrid(st_makepoint(120.15, 37.05), 4326)`,
      [SMALL_COUNTY],
    )
    served = await serveRoutes(
      db,
      (context) =>
        Router().use(
          planRoutes(context),
          autoplanRoutes(context),
          borderGroundRoutes(context),
          planComparisonRoutes(context),
        ),
      new Date('2026-11-20T04:00:00Z'),
    )
  })
  afterAll(() => served.close())

  const start = (change: object = {}) =>
    served.ask(`/api/autoplans?county=${SMALL_COUNTY}`, { method: 'POST', body: { ...asked, ...change } })
  const told = async (id: string) =>
    autoplanRun.parse((await served.ask(`/api/autoplans/${id}?county=${SMALL_COUNTY}`)).body)
  const open = (id: string, proposal = 0) =>
    served.ask(`/api/autoplans/${id}/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: { proposal, name: '自动' },
    })

  async function ended(change: object = {}): Promise<AutoplanRun> {
    const { status, body } = await start(change)
    expect(status, JSON.stringify(body)).toBe(202)
    return waited(String(body.id))
  }

  async function waited(id: string): Promise<AutoplanRun> {
    for (;;) {
      const run = await told(id)
      if (['done', 'cancelled', 'failed'].includes(run.state)) return run
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('keep the norm, say what they come to and why a village has none, and open as a draft', async () => {
    const run = await ended()
    expect(run.state).toBe('done')
    expect(run.proposals[0]!.leaning).toBe('asked')
    const [{ figures, unplanned }] = run.proposals as [AutoplanRun['proposals'][number]]
    expect(figures.households).toBe(1_350)
    // midlines so wide off any wall run along nothing
    expect(figures.alongShare).toBeGreaterThan(0.2)
    expect(figures.alongShare).toBeLessThan(0.99)
    // the village stays, below the minimum
    expect(figures.within).toBe(figures.grids - 1)
    expect(unplanned).toMatchObject([
      { community: village, communityName: '松园社区', reason: 'below-minimum', households: 150 },
    ])
    const opened = await open(run.id)
    expect(opened.status, JSON.stringify(opened.body)).toBe(201)
    const plan = getPlan.answer.parse((await served.ask(`/api/plans/${opened.body.id}?county=${SMALL_COUNTY}`)).body)
    const drawn = plan.figures.filter(({ code }) => code.startsWith(town))
    expect(drawn.length).toBe(figures.within)
    for (const { households } of drawn) expect(households % 100).toBe(0)
    expect(plan.figures.reduce((sum, { households }) => sum + households, 0)).toBe(1_350)
    // one grid of today keeps its code, the village its grid
    expect(plan.figures.map(({ code }) => code)).toEqual(expect.arrayContaining([`${town}001`, `${village}001`]))
    const compared = await served.ask(`/api/plan-comparison?county=${SMALL_COUNTY}&one=today&other=${opened.body.id}`)
    const { moved, flows, one, other, differences } = planComparison.parse(compared.body)
    // no station stands there
    expect(one.walk.medianMinutes).toBeNull()
    expect(moved).toBe(figures.moved)
    expect(flows.reduce((sum, flow) => sum + flow.households, 0)).toBe(moved)
    expect(comparable(one)).toEqual(comparable(run.today!))
    expect(comparable(other)).toEqual(comparable(figures))
    // each community was one grid: there was no border to draw; the one between them is given, and counts with neither
    expect(one.alongShare).toBeNull()
    expect(other.alongShare).toBeCloseTo(figures.alongShare!, 6)
    for (const { from, to } of differences) expect([from, to.startsWith(town)]).toEqual([`${town}001`, true])
    const { microGrids } = getPlanBase.answer.parse(
      (await served.ask(`/api/plan-base?county=${SMALL_COUNTY}&plan=${opened.body.id}`)).body,
    )
    expect(microGrids.code.filter((code) => code.startsWith(town)).length).toBeGreaterThanOrEqual(24)
    expect(microGrids.code.length).toBe(figures.microGrids)
  })

  it('become a step on an open draft, one that is taken back whole; a browser can draw the same', async () => {
    const begun = await served.ask(`/api/plans?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: { name: '手工', scope: town },
    })
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    const id = String(begun.body.id)
    const change = { scope: town, plan: id, microNorm: null, start: 'today' }
    const run = await ended(change)
    const { free, ground } = getAutoplanGround.answer.parse(
      (await served.ask(`/api/autoplans/${run.id}/proposals/0?county=${SMALL_COUNTY}`)).body,
    )
    const { draft } = openBase(
      getPlanBase.answer.parse((await served.ask(`/api/plan-base?county=${SMALL_COUNTY}&plan=${id}`)).body),
    )
    const step = redrawStep(draft, free, ground)!
    expect(step.from).toEqual([`${town}001`])
    expect(step.grids.map(({ code }) => code)).toContain(`${town}001`)
    const saved = (expectedVersion: number, drop: number, operations: object[]) =>
      served.ask(`/api/plans/${id}/operations?county=${SMALL_COUNTY}`, {
        method: 'POST',
        body: { expectedVersion, drop, operations },
      })
    const made = getPlan.answer.parse((await saved(0, 0, [step])).body)
    expect(made.figures.length).toBe(run.proposals[0]!.figures.grids)
    for (const { households } of made.figures) {
      expect(households).toBeGreaterThanOrEqual(200)
      expect(households).toBeLessThanOrEqual(400)
    }
    // what a proposal says of its borders, the comparison says of the plan it becomes, with grids that it leaves alone too
    const some = made.figures.slice(0, 2).map(({ code }) => code)
    const redrawn = await ended({ ...change, start: 'anew', only: some })
    const beside = await served.ask(`/api/plan-comparison?county=${SMALL_COUNTY}&one=today&other=${id}`)
    expect(comparable(redrawn.today!)).toEqual(comparable(planComparison.parse(beside.body).other))

    const back = getPlan.answer.parse((await saved(made.version, 1, [])).body)
    expect(back.figures).toEqual(getPlan.answer.parse(begun.body).figures)

    const told = await served.ask(`/api/autoplan-tasks?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: { ...asked, ...change },
    })
    const task = askAutoplanTask.answer.parse(told.body)
    const communityNames = new Map(task.communities.map(({ code, name }) => [code, name]))
    const request = autoplanRequest.parse({ ...asked, ...change })
    const answer = drawProposals({ ...task, communityNames, request }, { tell: () => {}, isCancelled: () => false })
    expect(groundOfProposal(answer, 0, task.staying)).toEqual(ground)
    expect(
      tellProposals(answer, task.staying, { communityNames, compoundNames: task.compoundNames }).proposals,
    ).toEqual(run.proposals)
  })

  it('are the same for the same seed, two runs at once do not disturb each other', async () => {
    const [one, other] = await Promise.all([ended({ scope: town }), ended({ scope: town })])
    expect(other.proposals).toEqual(one.proposals)
  })

  it('are nothing when cancelled, and what was cancelled cannot be opened', async () => {
    const { body } = await start()
    const cancelled = await served.ask(`/api/autoplans/${body.id}?county=${SMALL_COUNTY}`, { method: 'DELETE' })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', proposals: [] })
    expect(await open(String(body.id))).toMatchObject({ status: 409, body: { code: 'no-proposal' } })
    expect((await ended({ scope: town })).state).toBe('done')
  })

  it('are drawn from ground that a browser can ask for, to part one grid: what stands in a box, in a box not too large', async () => {
    const ground = (box: string) => served.ask(`/api/border-ground?county=${SMALL_COUNTY}&${box}`)
    const told = await ground('west=120&south=37&east=120.1&north=37.1')
    const { features, compoundNames } = getBorderGround.answer.parse(told.body)
    expect([features.roads.length, features.compounds.length, compoundNames.length]).toEqual([2, 12, 12])
    expect(features.buildings.reduce((sum, { households }) => sum + households, 0)).toBe(1_200)
    expect(features.buildings.every(({ footprint }) => footprint.length === 1)).toBe(true)
    expect(await ground('west=120&south=37&east=121&north=37.1')).toMatchObject({
      status: 422,
      body: { code: 'box-too-large' },
    })
  })

  it('are refused with the reason where none is legal', async () => {
    for (const [change, reason] of [
      [{ norm: [400, 200] }, 'norm-contradicts'],
      [{ scope: village }, 'below-minimum'],
      [{ norm: [10, 90], aim: 50, scope: village }, 'atom-above-maximum'],
    ] as const) {
      const run = await ended(change)
      expect(run.proposals).toEqual([])
      expect(run.unplanned[0]!.reason).toBe(reason)
      expect((await open(run.id)).status).toBe(409)
    }
  })

  it('are refused for areas, plans and grids that are not there, and when every grid is kept', async () => {
    for (const [change, status, code] of [
      [{ scope: 'nowhere' }, 404, 'unknown-area'],
      [{ plan: 'aaaaaaaaaaaa' }, 404, 'unknown-plan'],
      [{ only: ['X'] }, 404, 'unknown-grid'],
      [{ scope: town, keep: [`${town}001`] }, 422, 'nothing-to-draw'],
      [{ norm: [200] }, 400, 'invalid-request'],
    ] as const)
      expect(await start(change)).toMatchObject({ status, body: { code } })
    expect(await served.ask(`/api/autoplans/aaaaaaaaaaaa?county=${SMALL_COUNTY}`)).toMatchObject({ status: 404 })
  })
})
