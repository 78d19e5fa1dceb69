import { type Actor, type Asked, type Ground, passes } from './guards.ts'
import type { IssueAct, IssueActKind } from './issue-entry.ts'
import { type Guard, lifecycle, transitionOf } from './lifecycle.ts'
import type { IssueProjection } from './project-issue.ts'

/** Why an act cannot happen. `not-now`: the issue stands elsewhere; `before-last`: time runs forward. */
export type ActRefusal = 'not-now' | 'not-your-role' | 'before-last' | Guard

/** Acts that may be written down whatever the table says: they belong to no post. */
const ofHistory: readonly IssueActKind[] = ['discover', 'report']

/** Why an act cannot happen now, by state and time alone: for histories that come from elsewhere. Null when it can. */
export function refuseAct(issue: IssueProjection, act: IssueAct, at: number): 'not-now' | 'before-last' | null {
  if (!ofHistory.includes(act.kind) && transitionOf(act.kind, issue.state) === undefined) return 'not-now'
  return at < issue.lastAt ? 'before-last' : null
}

/** Why this actor may not do this now; null when it may. */
export function refuseActor(
  issue: IssueProjection,
  ground: Ground,
  act: IssueAct,
  actor: Actor,
  at: number,
): ActRefusal | null {
  return refuseAct(issue, act, at) ?? refuseRole({ issue, ground, kind: act.kind, act, actor, at })
}

/** What an actor may do with an issue now and what not, with the reason: one answer for each kind of act that its role ever does. */
export function offers(
  issue: IssueProjection,
  ground: Ground,
  actor: Actor,
  at: number,
): { kind: IssueActKind; refused: ActRefusal | null }[] {
  const kinds = [...new Set(lifecycle.filter((one) => one.roles.includes(actor.role)).map((one) => one.act))]
  return kinds.map((kind) => ({ kind, refused: refuseRole({ issue, ground, kind, act: null, actor, at }) }))
}

function refuseRole(asked: Asked): ActRefusal | null {
  const transition = transitionOf(asked.kind, asked.issue.state)
  if (transition === undefined) return 'not-now'
  if (!transition.roles.includes(asked.actor.role)) return 'not-your-role'
  return transition.guards.find((guard) => !passes(guard, asked)) ?? null
}
