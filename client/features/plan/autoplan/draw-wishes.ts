import type { AutoplanRequest, AutoplanWishes } from '#domain/contract/autoplan.ts'
import type { County } from '#domain/contract/county.ts'

/** What the form holds; the request is made of it. */
export interface DrawForm {
  scope: string
  least: number
  most: number
  aim: number
  microGrids: boolean
  start: AutoplanRequest['start']
  wishes: AutoplanWishes
  /** Codes of grids that stay. */
  keep: readonly string[]
}

export const wishNames = ['compact', 'alongRoads', 'evenHouseholds', 'evenIssues', 'fewMoved'] as const

/** What a run about a draft begins with: which of its grids are drawn anew, and what matters. */
export interface DrawTask {
  plan: string
  only: readonly string[] | undefined
  keep: readonly string[]
  goal: AutoplanRequest['goal']
}

export function firstForm({ settings }: County, scope: string): DrawForm {
  const [least, most] = settings.gridHouseholds
  return {
    ...{ scope, least, most },
    aim: Math.round((least + most) / 2),
    microGrids: true,
    start: 'anew',
    wishes: { compact: 0.8, alongRoads: 0.8, evenHouseholds: 0.5, evenIssues: 0.2, fewMoved: 0.2 },
    keep: [],
  }
}

/** What the form asks the server; `names` are the words for what is new. */
export function requestOf(
  form: DrawForm,
  { settings }: County,
  names: AutoplanRequest['names'],
  task: DrawTask | null,
): Omit<AutoplanRequest, 'seed' | 'proposals'> {
  const { scope, least, most, aim, start, wishes } = form
  return {
    ...{ scope, aim, start, wishes, names },
    norm: [least, most],
    microNorm: form.microGrids ? settings.microGridHouseholds : null,
    goal: task?.goal ?? 'plan',
    keep: [...form.keep, ...(task?.keep ?? [])],
    ...(task ? { plan: task.plan } : {}),
    ...(task?.only ? { only: [...task.only] } : {}),
  }
}

/** What is wrong with the numbers of a form, in words of the locale; null when nothing is. */
export function wrongNumbers({ least, most, aim }: DrawForm): 'norm' | 'aim' | null {
  if (![least, most, aim].every((value) => Number.isInteger(value) && value >= 0) || most < 1 || least > most)
    return 'norm'
  return aim < least || aim > most || aim < 1 ? 'aim' : null
}

/** What each of some grids has when their households are even, within the norm. */
export function evenAim(grids: readonly { households: number }[], [least, most]: readonly [number, number]): number {
  const all = grids.reduce((sum, { households }) => sum + households, 0)
  return Math.max(1, least, Math.min(most, Math.round(all / Math.max(1, grids.length))))
}
