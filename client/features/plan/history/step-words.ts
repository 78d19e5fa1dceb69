import type { TFunction } from 'i18next'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Work } from '../work.ts'

type Words = TFunction<'plan-tools'>

/** What a step did, in words. */
export function stepWords(t: Words, operation: PlanOperation, nameOf: (code: string) => string): string {
  switch (operation.kind) {
    case 'split':
      return t('step.split', { grid: nameOf(operation.face), name: operation.name })
    case 'merge':
      return t('step.merge', { into: nameOf(operation.into), from: nameOf(operation.from) })
    case 'rename':
      return t('step.rename', { grid: nameOf(operation.face), name: operation.name })
    case 'hand-over':
      return t('step.hand-over', { grid: nameOf(operation.to) })
    case 'assign':
      return t('step.assign', { count: operation.microGrids.length, grid: nameOf(operation.to) })
    case 'draw':
      return t('step.draw', { name: operation.name })
    case 'name-rest':
      return t('step.name-rest', { name: operation.name })
    case 'redraw':
      return t('step.redraw', { count: operation.grids.length })
    case 'set-kind':
      return t(`step.set-kind.${operation.to}`, { grid: nameOf(operation.face) })
    default:
      return t(`step.${operation.kind}`)
  }
}

/** Names of grids and micro-grids as the draft has them, as it had them on its base day, or as a step gave them. */
export function namesOf({ draft, base, steps, undone }: Work): (code: string) => string {
  const given = new Map<string, string>()
  for (const operation of [...steps.map((step) => step.operation), ...undone])
    if ('code' in operation) given.set(operation.code, operation.name)
    else if (operation.kind === 'redraw')
      for (const { code, name } of [...operation.grids, ...operation.microGrids]) given.set(code, name)
  return (code) =>
    draft.grids.get(code)?.name ??
    draft.microGrids.get(code)?.name ??
    base.draft.grids.get(code)?.name ??
    base.draft.microGrids.get(code)?.name ??
    given.get(code) ??
    code
}
