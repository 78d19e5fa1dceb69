import type { IssueActKind } from '#domain/issue/issue-entry.ts'
import type { ActorRole, Transition } from '#domain/issue/lifecycle.ts'
import { issueStates, type State } from '#domain/issue/project-issue.ts'

/** Where an issue comes from: reported by a resident, or filed by a post at once. */
export type Place = State | 'start'

export interface StateBox {
  state: Place
  /** Acts that leave the issue in this state. */
  stays: readonly IssueActKind[]
}

/** All acts that lead from one state to another. */
export interface Way {
  from: Place
  to: Place
  acts: readonly IssueActKind[]
}

/** The table as states and ways between them. Pure. */
export function graphOf(lifecycle: readonly Transition[]): { boxes: StateBox[]; ways: Way[] } {
  const stays = new Map<State, IssueActKind[]>()
  const ways = new Map<string, { from: Place; to: Place; acts: IssueActKind[] }>()
  const add = (from: Place, to: Place, act: IssueActKind) => {
    const key = `${from} ${to}`
    const way = ways.get(key) ?? { from, to, acts: [] }
    if (!way.acts.includes(act)) way.acts.push(act)
    ways.set(key, way)
  }
  add('start', 'reported', 'report')
  add('start', 'filed', 'file')
  for (const { act, from, to } of lifecycle)
    for (const state of from) {
      const targets = targetsOf(to, state)
      for (const target of targets) if (target !== state) add(state, target, act)
      if (!targets.includes(state)) continue
      const known = stays.get(state) ?? []
      if (!known.includes(act)) stays.set(state, [...known, act])
    }
  const boxes: StateBox[] = [{ state: 'start', stays: [] }]
  for (const state of issueStates) boxes.push({ state, stays: stays.get(state) ?? [] })
  return { boxes, ways: [...ways.values()] }
}

/** What of the graph a role may do; all of it for nobody in particular. States stay, so that what others do is missed. Pure. */
export function ofRole(
  { boxes, ways }: ReturnType<typeof graphOf>,
  lifecycle: readonly Transition[],
  role: ActorRole | null,
): ReturnType<typeof graphOf> {
  const acts = (some: readonly IssueActKind[], from: Place) => some.filter((act) => mayDo(lifecycle, role, act, from))
  return {
    boxes: boxes.map(({ state, stays }) => ({ state, stays: acts(stays, state) })),
    ways: ways.map((way) => ({ ...way, acts: acts(way.acts, way.from) })).filter((way) => way.acts.length > 0),
  }
}

/**
 * A suspension ends where it began; a granted request brings a suspension or leaves the state as it is; an answer that
 * never came brings the issue back to be assigned anew.
 */
function targetsOf(to: Transition['to'], from: State): readonly State[] {
  switch (to) {
    case 'same':
      return [from]
    case 'before':
      return ['filed', 'assigned', 'handling']
    case 'request':
      return [from, 'suspended']
    case 'ran':
      return [from, 'filed']
    default:
      return [to]
  }
}

/** Whether a role may do an act in a state; everybody does what nobody in particular is named for. Pure. */
export function mayDo(
  lifecycle: readonly Transition[],
  role: ActorRole | null,
  act: IssueActKind,
  from: Place,
): boolean {
  if (role === null) return true
  if (from === 'start') return act === 'report' ? role === 'resident' : role !== 'resident' && role !== 'clock'
  return lifecycle.some((one) => one.act === act && one.from.includes(from) && one.roles.includes(role))
}
