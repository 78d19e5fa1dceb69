import type { IssueActKind } from './issue-entry.ts'
import type { State } from './project-issue.ts'

/** Who acts: a role of a signed-in post, a resident, or the clock by itself. */
export const actorRoles = [
  'resident',
  'grid-worker',
  'community',
  'street',
  'district',
  'department',
  'leader',
  'clock',
] as const
export type ActorRole = (typeof actorRoles)[number]

/** A condition beyond state and role; see guards.ts. Its name is the reason of the refusal. */
export type Guard =
  | 'outside-scope'
  | 'above-your-level'
  | 'not-your-unit'
  | 'returned-already'
  | 'names-responsible'
  | 'at-the-top'
  | 'unit-out-of-reach'
  | 'own-work'
  | 'checked-already'
  | 'not-checked'
  | 'rated-already'
  | 'not-solved'
  | 'window-over'
  | 'extended-twice'
  | 'pause-too-long'
  | 'not-later'
  | 'request-open'
  | 'no-request'
  | 'own-request'
  | 'not-late'
  | 'whistle-open'
  | 'not-whistled'

/**
 * One row of the lifecycle. `to`: the state after, `same`, `before` (the state before a suspension), `request` (what the
 * granted request brings) or `ran` (filed again where the answer never came, else as before).
 */
export interface Transition {
  act: IssueActKind
  from: readonly State[]
  to: State | 'same' | 'before' | 'request' | 'ran'
  roles: readonly ActorRole[]
  guards: readonly Guard[]
}

const desks = ['community', 'street', 'district'] as const
const handlers = ['grid-worker', 'community', 'street', 'district', 'department'] as const
const uppers = ['street', 'district'] as const
const working = ['filed', 'assigned', 'handling'] as const
const open = ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended'] as const

/**
 * The life of an issue: what may happen, in which state, by whom, and under which further conditions. The server
 * enforces it, the buttons read it, and the diagram draws it; nothing else knows it.
 */
export const lifecycle: readonly Transition[] = [
  { act: 'file', from: ['reported'], to: 'filed', roles: ['grid-worker', ...desks], guards: ['outside-scope'] },
  { act: 'decline', from: ['reported'], to: 'closed', roles: desks, guards: ['outside-scope'] },
  {
    act: 'assign',
    from: ['filed'],
    to: 'assigned',
    roles: ['grid-worker', ...desks],
    guards: ['outside-scope', 'above-your-level', 'unit-out-of-reach'],
  },
  { act: 'answer', from: ['assigned'], to: 'handling', roles: handlers, guards: ['not-your-unit'] },
  { act: 'finish', from: ['handling'], to: 'checking', roles: handlers, guards: ['not-your-unit'] },
  {
    act: 'return',
    from: ['assigned', 'handling'],
    to: 'filed',
    roles: handlers,
    guards: ['not-your-unit', 'returned-already', 'names-responsible'],
  },
  {
    act: 'return',
    from: ['checking'],
    to: 'handling',
    roles: ['grid-worker', ...desks],
    guards: ['outside-scope', 'above-your-level'],
  },
  {
    act: 'check',
    from: ['checking'],
    to: 'same',
    roles: ['grid-worker', ...desks],
    guards: ['outside-scope', 'checked-already', 'own-work'],
  },
  {
    act: 'close',
    from: ['checking'],
    to: 'closed',
    roles: desks,
    guards: ['outside-scope', 'above-your-level', 'not-checked'],
  },
  {
    act: 'hand_up',
    from: working,
    to: 'filed',
    roles: ['grid-worker', 'community', 'street'],
    guards: ['outside-scope', 'above-your-level', 'not-your-unit', 'at-the-top'],
  },
  {
    act: 'whistle',
    from: working,
    to: 'same',
    roles: ['grid-worker', 'community', 'street'],
    guards: ['outside-scope', 'above-your-level', 'whistle-open'],
  },
  { act: 'whistle_answer', from: working, to: 'same', roles: ['department', ...desks], guards: ['not-whistled'] },
  {
    act: 'ask',
    from: ['assigned', 'handling'],
    to: 'same',
    roles: handlers,
    guards: ['not-your-unit', 'request-open', 'extended-twice', 'pause-too-long', 'not-late'],
  },
  {
    act: 'grant',
    from: ['assigned', 'handling'],
    to: 'request',
    roles: desks,
    guards: ['outside-scope', 'above-your-level', 'no-request', 'own-request'],
  },
  {
    act: 'refuse',
    from: ['assigned', 'handling'],
    to: 'same',
    roles: desks,
    guards: ['outside-scope', 'above-your-level', 'no-request', 'own-request'],
  },
  {
    act: 'extend',
    from: working,
    to: 'same',
    roles: uppers,
    guards: ['outside-scope', 'extended-twice', 'not-later'],
  },
  { act: 'suspend', from: working, to: 'suspended', roles: uppers, guards: ['outside-scope', 'pause-too-long'] },
  { act: 'resume', from: ['suspended'], to: 'before', roles: handlers, guards: ['not-your-unit'] },
  { act: 'remind', from: working, to: 'same', roles: desks, guards: ['outside-scope'] },
  { act: 'supervise', from: open, to: 'same', roles: [...uppers, 'leader'], guards: ['outside-scope'] },
  { act: 'note', from: open, to: 'same', roles: [...handlers, 'leader'], guards: ['outside-scope'] },
  {
    act: 'follow_up',
    from: ['closed'],
    to: 'same',
    roles: ['grid-worker', ...desks],
    guards: ['outside-scope', 'not-solved'],
  },
  {
    act: 'rate',
    from: ['closed'],
    to: 'same',
    roles: ['resident', 'grid-worker', ...desks],
    guards: ['outside-scope', 'not-solved', 'rated-already'],
  },
  {
    act: 'reopen',
    from: ['closed'],
    to: 'filed',
    roles: ['resident', ...desks],
    guards: ['outside-scope', 'not-solved', 'window-over'],
  },
  { act: 'join', from: open, to: 'same', roles: ['resident', ...handlers], guards: [] },
  { act: 'merge', from: open, to: 'closed', roles: desks, guards: ['outside-scope'] },
  { act: 'escalate', from: ['filed', 'handling'], to: 'same', roles: ['clock'], guards: [] },
  { act: 'escalate', from: ['assigned'], to: 'ran', roles: ['clock'], guards: [] },
  { act: 'reclock', from: open, to: 'same', roles: ['clock'], guards: [] },
  { act: 'regrid', from: open, to: 'same', roles: ['clock'], guards: [] },
]

/** The row for an act in a state; undefined where the life of an issue has none. */
export function transitionOf(act: IssueActKind, state: State): Transition | undefined {
  return lifecycle.find((one) => one.act === act && one.from.includes(state))
}
