import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Draft } from '#domain/partition/draft.ts'
import type { DraftBase } from '#domain/partition/draft-of-base.ts'
import { nextCode, nextMicroGridCode } from '#domain/partition/next-code.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import type { UnfitStep } from './plan-journal.ts'
import { beginWork, perform, performAll, type Work } from './work.ts'

export interface Rebased {
  readonly work: Work
  /** Steps of ours that do not fit on theirs, with the reason; never dropped in silence. */
  readonly unfit: readonly UnfitStep[]
  /** How many steps of others are new to us. */
  readonly theirs: number
}

/**
 * Our steps on top of what the server has now. `acknowledged` is what it was known to have, `ours` what stands here. Steps
 * of ours that it took while its answer was lost are not made twice. What we undid stays undone where nothing of theirs
 * was built on it.
 */
export function rebase(
  base: DraftBase,
  theirs: readonly PlanOperation[],
  acknowledged: readonly PlanOperation[],
  ours: readonly PlanOperation[],
): Rebased {
  const known = commonSteps(theirs, acknowledged)
  const taken = commonSteps(theirs, ours)
  const onlyOurs = known === theirs.length && known === acknowledged.length
  if (onlyOurs || (taken === theirs.length && theirs.length >= acknowledged.length)) return onTop(base, [], ours, 0)
  const kept = Math.min(commonSteps(acknowledged, ours), known)
  const fresh = theirs.length - Math.max(known, taken)
  const tail = ours.slice(Math.max(commonSteps(acknowledged, ours), taken))
  const undone = taken > kept ? [] : acknowledged.slice(kept, known)
  if (undone.length > 0) {
    const without = [...theirs.slice(0, kept), ...theirs.slice(known)]
    if (!performAll(beginWork(base), without).refused) return onTop(base, without, tail, fresh)
  }
  const built = onTop(base, theirs, tail, fresh)
  const lost = undone.map((operation) => ({ operation, reason: 'others-built-on-it', undo: true }))
  return { ...built, unfit: [...lost, ...built.unfit] }
}

function onTop(
  base: DraftBase,
  first: readonly PlanOperation[],
  then: readonly PlanOperation[],
  theirs: number,
): Rebased {
  // theirs stand as far as the server's kernel, which is ours, let them
  let { work } = performAll(beginWork(base), first)
  const unfit: UnfitStep[] = []
  const recoded = new Map<string, string>()
  for (const operation of then) {
    const named = withCodes(operation, recoded)
    let made = perform(work, named)
    const free = !made.ok && made.reason === 'code-taken' ? withFreeCode(work.draft, named) : null
    if (free) {
      // both began an area in the same place: ours takes the next code
      const again = perform(work, free)
      if (again.ok && 'code' in named) recoded.set(named.code, free.code)
      made = again
    }
    if (made.ok) work = made.work
    else unfit.push({ operation, reason: made.reason, undo: false })
  }
  return { work, unfit, theirs }
}

/** A step that makes an area, with the next free code in the place of its own; null for steps of other kinds. */
function withFreeCode(draft: Draft, operation: PlanOperation): Extract<PlanOperation, { code: string }> | null {
  switch (operation.kind) {
    case 'name-rest':
      return { ...operation, code: nextMicroGridCode(draft, operation.face) }
    case 'split':
    case 'draw': {
      if (operation.level === 'micro-grid')
        return { ...operation, code: nextMicroGridCode(draft, gridOfCode(draft, operation.code)) }
      const home = draft.grids.get(operation.kind === 'split' ? operation.face : operation.code)?.community
      return home === undefined ? null : { ...operation, code: nextCode(draft, home) }
    }
    default:
      return null
  }
}

/** The grid under which a micro-grid's code was given. */
function gridOfCode(draft: Draft, code: string): string {
  for (let length = code.length - 1; length > 0; length--)
    if (draft.grids.has(code.slice(0, length))) return code.slice(0, length)
  return draft.microGrids.get(code)?.grid ?? code
}

/** The step with other codes for areas of ours that had to take another. */
function withCodes(operation: PlanOperation, recoded: ReadonlyMap<string, string>): PlanOperation {
  if (recoded.size === 0) return operation
  const now = (code: string) => recoded.get(code) ?? code
  switch (operation.kind) {
    case 'split':
    case 'rename':
    case 'name-rest':
    case 'set-kind':
      return { ...operation, face: now(operation.face) }
    case 'merge':
      return { ...operation, into: now(operation.into), from: now(operation.from) }
    case 'hand-over':
      return { ...operation, to: now(operation.to) }
    case 'assign':
      return { ...operation, microGrids: operation.microGrids.map(now), to: now(operation.to) }
    case 'redraw':
      return {
        ...operation,
        from: operation.from.map(now),
        grids: operation.grids.map((grid) => ({ ...grid, code: now(grid.code) })),
      }
    default:
      return operation
  }
}
