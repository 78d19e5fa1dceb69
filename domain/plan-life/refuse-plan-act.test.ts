import { describe, expect, it } from 'vitest'
import { planActKinds, planLifecycle, planStates, planTransitionOf, stateAfter } from './lifecycle.ts'
import { type ActingPost, type LivingPlan, planOffers, refusePlanAct } from './refuse-plan-act.ts'

const plan: LivingPlan = {
  state: 'draft',
  path: '/370699/370699001/',
  level: 'street',
  steps: 3,
  blocking: 0,
  broken: false,
  submittedBy: 'p1',
  openComments: 0,
}
const days = { today: '2026-11-20', day: null }
const post = (role: ActingPost['role'], path = '/370699/', person = 'p2'): ActingPost => ({ role, path, person })

describe('the life of a plan', () => {
  it('leads from a draft to a publication and back where somebody returns, recalls or withdraws', () => {
    expect(stateAfter('submit', 'draft')).toBe('submitted')
    expect(stateAfter('return', 'submitted')).toBe('draft')
    expect(stateAfter('recall', 'submitted')).toBe('draft')
    expect(stateAfter('approve', 'submitted')).toBe('approved')
    expect(stateAfter('publish', 'approved')).toBe('scheduled')
    expect(stateAfter('withdraw', 'scheduled')).toBe('approved')
    expect(stateAfter('begin', 'scheduled')).toBe('published')
    expect(stateAfter('supersede', 'published')).toBe('superseded')
  })

  it('has one row at most for an act in a state, and every state but the first can be reached', () => {
    for (const act of planActKinds)
      for (const state of planStates)
        expect(planLifecycle.filter((one) => one.act === act && one.from.includes(state)).length).toBeLessThan(2)
    const reached = new Set(planLifecycle.map((one) => one.to))
    expect(planStates.filter((state) => !reached.has(state))).toEqual([])
  })

  it('says not-now wherever the table has no row, whoever asks', () => {
    for (const act of planActKinds)
      for (const state of planStates)
        if (planTransitionOf(act, state) === undefined)
          expect(['not-now', 'begun']).toContain(refusePlanAct({ ...plan, state }, act, post('administrator'), days))
  })

  it('a publication that holds cannot be withdrawn, one that waits can', () => {
    expect(refusePlanAct({ ...plan, state: 'published' }, 'withdraw', post('planner'), days)).toBe('begun')
    expect(refusePlanAct({ ...plan, state: 'scheduled' }, 'withdraw', post('planner'), days)).toBeNull()
  })

  it('planners submit in their own area, others do not', () => {
    const submit = (who: ActingPost | null, change: Partial<LivingPlan> = {}) =>
      refusePlanAct({ ...plan, ...change }, 'submit', who, days)
    expect(submit(post('planner'))).toBeNull()
    expect(submit(post('planner', '/370699/370699001/'))).toBeNull()
    expect(submit(post('planner', '/370699/370699002/'))).toBe('outside-scope')
    expect(submit(post('planner', '/370699/37069900/'))).toBe('outside-scope')
    expect(submit(post('leader'))).toBe('not-your-role')
    expect(submit(null)).toBe('sign-in-needed')
    expect(submit(post('planner'), { steps: 0 })).toBe('no-steps')
    expect(submit(post('planner'), { broken: true })).toBe('broken-steps')
    expect(submit(post('planner'), { blocking: 1 })).toBe('rules-broken')
  })

  it('a street decides about its communities, the district about streets, and nobody about what they submitted', () => {
    const approve = (who: ActingPost, change: Partial<LivingPlan> = {}) =>
      refusePlanAct({ ...plan, state: 'submitted', ...change }, 'approve', who, days)
    const street = post('street', '/370699/370699001/')
    expect(approve(street)).toBe('above-your-level')
    expect(approve(street, { level: 'community', path: '/370699/370699001/370699001001/' })).toBeNull()
    expect(approve(post('district'))).toBeNull()
    expect(approve(post('planner'))).toBe('not-your-role')
    expect(approve(post('administrator', '/370699/', 'p1'))).toBe('own-submission')
    expect(approve(post('district'), { openComments: 1 })).toBe('comments-open')
  })

  it('a publication names today or a day within two years', () => {
    const publish = (day: string | null) =>
      refusePlanAct({ ...plan, state: 'approved' }, 'publish', post('planner'), { today: '2026-11-20', day })
    expect(publish(null)).toBeNull()
    expect(publish('2026-11-20')).toBeNull()
    expect(publish('2028-11-19')).toBeNull()
    expect(publish('2026-11-19')).toBe('day-past')
    expect(publish('2029-01-01')).toBe('day-too-far')
  })

  it('offers every act of people once, each with its reason', () => {
    const offers = planOffers(plan, post('planner'), days)
    expect(offers.map((offer) => offer.act)).toEqual(['submit', 'recall', 'return', 'approve', 'publish', 'withdraw'])
    expect(offers.filter((offer) => offer.refused === null).map((offer) => offer.act)).toEqual(['submit'])
  })
})
