import type { Role } from '#domain/account/post.ts'

/** Where a plan stands. A plan that was returned is a draft again, with the comments it was returned with. */
export const planStates = ['draft', 'submitted', 'approved', 'scheduled', 'published', 'superseded'] as const
export type PlanState = (typeof planStates)[number]

/** What can happen to a plan. The last two are done by the server itself, when the day has come. */
export const planActKinds = [
  'submit',
  'recall',
  'return',
  'approve',
  'publish',
  'withdraw',
  'begin',
  'supersede',
] as const
export type PlanActKind = (typeof planActKinds)[number]

/** Who acts: a role of a signed-in post, or the clock by itself. */
export type PlanActor = Role | 'clock'

/** A condition beyond state and role; see refuse-plan-act.ts. Its name is the reason of the refusal. */
export type PlanGuard =
  | 'outside-scope'
  | 'above-your-level'
  | 'no-steps'
  | 'broken-steps'
  | 'rules-broken'
  | 'own-submission'
  | 'comments-open'
  | 'day-past'
  | 'day-too-far'

/** One row of the life of a plan. */
export interface PlanTransition {
  act: PlanActKind
  from: readonly PlanState[]
  to: PlanState
  roles: readonly PlanActor[]
  guards: readonly PlanGuard[]
}

/** Those who draw. */
const drawing = ['planner', 'district', 'administrator'] as const
/** Those who decide about what others drew. */
const deciding = ['street', 'district', 'administrator'] as const

/**
 * The life of a plan: what may happen, in which state, by whom, and under which further conditions. The server enforces
 * it and the buttons read it; nothing else knows it. `publish` names a day: the plan waits for it, and `begin` is what
 * the server does on that day, in the same moment when the day is today.
 */
export const planLifecycle: readonly PlanTransition[] = [
  {
    act: 'submit',
    from: ['draft'],
    to: 'submitted',
    roles: drawing,
    guards: ['outside-scope', 'no-steps', 'broken-steps', 'rules-broken'],
  },
  { act: 'recall', from: ['submitted'], to: 'draft', roles: drawing, guards: ['outside-scope'] },
  {
    act: 'return',
    from: ['submitted', 'approved'],
    to: 'draft',
    roles: deciding,
    guards: ['outside-scope', 'above-your-level'],
  },
  {
    act: 'approve',
    from: ['submitted'],
    to: 'approved',
    roles: deciding,
    guards: ['outside-scope', 'above-your-level', 'own-submission', 'comments-open', 'broken-steps'],
  },
  {
    act: 'publish',
    from: ['approved'],
    to: 'scheduled',
    roles: drawing,
    guards: ['outside-scope', 'broken-steps', 'rules-broken', 'day-past', 'day-too-far'],
  },
  { act: 'withdraw', from: ['scheduled'], to: 'approved', roles: [...drawing, 'clock'], guards: ['outside-scope'] },
  { act: 'begin', from: ['scheduled'], to: 'published', roles: ['clock'], guards: [] },
  { act: 'supersede', from: ['published'], to: 'superseded', roles: ['clock'], guards: [] },
]

/** The row for an act in a state; undefined where the life of a plan has none. */
export function planTransitionOf(act: PlanActKind, state: PlanState): PlanTransition | undefined {
  return planLifecycle.find((one) => one.act === act && one.from.includes(state))
}

/** The state that an act leads from; undefined where there is none. */
export function stateAfter(act: PlanActKind, state: PlanState): PlanState | undefined {
  return planTransitionOf(act, state)?.to
}

/** Whether what may happen next in a state depends on the steps of a plan: whether they stand, and what rules say of them. */
export function asksSteps(state: PlanState): boolean {
  return planLifecycle.some(({ from, guards }) => from.includes(state) && guards.includes('broken-steps'))
}
