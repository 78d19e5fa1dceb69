import { isDay } from '#domain/calendar/is-day.ts'
import { type HeatBy, heatBy } from '#domain/contract/heat-area.ts'
import { type IssueSource, issueSource } from '#domain/contract/issue.ts'
import { hourList, weekdayList } from '#domain/contract/number-list.ts'
import { breaksRise } from '#domain/heat/density-class.ts'
import { printNumbers } from './print-numbers.ts'

export const heatKinds = ['density', 'rate', 'significance', 'emerging', 'off'] as const
export type HeatKind = (typeof heatKinds)[number]

export const heatBases = ['households', 'area'] as const
export type HeatBase = (typeof heatBases)[number]

/** Days that the window can be set to with one press. */
export const windowDays = [1, 7, 30, 90, 365] as const

/** Which issues count by their moment of filing: open now whenever filed, the last days, or whole days of the county's calendar. */
export type HeatWindow = { kind: 'open' } | { kind: 'days'; days: number } | { kind: 'dates'; from: string; to: string }

/** What somebody chose to see of the heat; the address holds it, key by key. */
export interface HeatChoice {
  kind: HeatKind
  window: HeatWindow
  /** Of a window that begins: all issues filed in it, or those of them still open. */
  state: 'open' | 'all'
  /** Compare with the window before; only of a window that begins. */
  before: boolean
  category: string | null
  source: readonly IssueSource[]
  /** 0 to 23; none means all. */
  hours: readonly number[]
  /** 1 Monday to 7 Sunday; none means all. */
  weekdays: readonly number[]
  by: HeatBy
  /** What hot spots are measured against. */
  base: HeatBase
  cellMeters: number
  bandwidthMeters: number
  /** Class breaks in the unit of the kind; null until the county's are fixed for the view. */
  breaks: readonly number[] | null
}

/** What holds where the address says nothing. */
export type UsualHeat = Pick<HeatChoice, 'kind' | 'window' | 'state' | 'category' | 'by' | 'bandwidthMeters'>

export const cellStops = [250, 500, 1000, 2000] as const

/** Keys of the address that hold the choice. */
export const choiceKeys = {
  kind: 'heat',
  window: 'heat.window',
  state: 'heat.state',
  before: 'heat.before',
  category: 'heat.category',
  source: 'heat.source',
  hours: 'heat.hours',
  weekdays: 'heat.weekdays',
  by: 'heat.by',
  base: 'heat.base',
  cellMeters: 'heat.cell',
  bandwidthMeters: 'bandwidth',
  breaks: 'breaks',
} as const satisfies Record<keyof HeatChoice, string>

/** Reads the choice from the address; what cannot be read is as usual. `read` gives the text under a key. Pure. */
export function readChoice(read: (key: string) => string | null, usual: UsualHeat): HeatChoice {
  const text = (name: keyof HeatChoice) => read(choiceKeys[name])
  const number = (name: keyof HeatChoice) => (text(name)?.trim() ? Number(text(name)) : Number.NaN)
  const bandwidth = number('bandwidthMeters')
  const cell = number('cellMeters')
  const breaks = (text('breaks') ?? '').split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)))
  return {
    kind: heatKinds.find((kind) => kind === text('kind')) ?? usual.kind,
    window: readWindow(text('window')) ?? usual.window,
    state: (['open', 'all'] as const).find((state) => state === text('state')) ?? usual.state,
    before: text('before') === '1',
    category: /^\P{C}{1,40}$/u.test(text('category') ?? '') ? text('category') : usual.category,
    source: (text('source') ?? '').split(',').flatMap((word) => issueSource.safeParse(word).data ?? []),
    hours: hourList.safeParse(text('hours')).data ?? [],
    weekdays: weekdayList.safeParse(text('weekdays')).data ?? [],
    by: heatBy.safeParse(text('by')).data ?? usual.by,
    base: heatBases.find((base) => base === text('base')) ?? 'households',
    cellMeters: Number.isFinite(cell) ? Math.min(5_000, Math.max(100, cell)) : 500,
    bandwidthMeters: Number.isFinite(bandwidth) ? bandwidth : usual.bandwidthMeters,
    breaks: breaksRise(breaks) ? breaks : null,
  }
}

/** What changes with another kind: hot spots need more issues than those open now, so that they begin with a quarter of a year. Pure. */
export function withKind({ window }: HeatChoice, kind: HeatKind): Partial<HeatChoice> {
  const few = kind === 'significance' && window.kind === 'open'
  return { kind, ...(few ? { window: { kind: 'days', days: 90 }, state: 'all' } : {}) }
}

/** A choice with a part of it changed: classes told for one window, kind or comparison say nothing in another. Pure. */
export function changedChoice(choice: HeatChoice, part: Partial<HeatChoice>): HeatChoice {
  const { window, state, kind, before } = part
  const otherClasses = [window, state, kind, before].some((chosen) => chosen !== undefined)
  return { ...choice, ...(otherClasses ? { breaks: null } : {}), ...part }
}

/** Texts of the choice by key of the address; null leaves the key out. Pure. */
export function printChoice(choice: HeatChoice, usual: UsualHeat): Record<keyof HeatChoice, string | null> {
  const unless = (value: string, usualValue: string | null) => (value === usualValue ? null : value)
  return {
    kind: unless(choice.kind, usual.kind),
    window: unless(printWindow(choice.window), printWindow(usual.window)),
    state: unless(choice.state, usual.state),
    before: choice.before ? '1' : null,
    category: choice.category === usual.category ? null : choice.category,
    source: choice.source.join(',') || null,
    hours: printNumbers(choice.hours) || null,
    weekdays: printNumbers(choice.weekdays) || null,
    by: unless(choice.by, usual.by),
    base: unless(choice.base, 'households'),
    cellMeters: unless(String(choice.cellMeters), '500'),
    bandwidthMeters: unless(String(choice.bandwidthMeters), String(usual.bandwidthMeters)),
    breaks: choice.breaks?.join(',') ?? null,
  }
}

/** `open`, `30`, or two days with two dots between: `2026-10-01..2026-10-31`, the last one included. */
export function printWindow(window: HeatWindow): string {
  if (window.kind === 'open') return 'open'
  return window.kind === 'days' ? String(window.days) : `${window.from}..${window.to}`
}

/** The window that a text says; null when it says none. */
export function readWindow(text: string | null): HeatWindow | null {
  if (text === 'open') return { kind: 'open' }
  const days = Number(text)
  if (/^\d{1,4}$/.test(text ?? '') && days >= 1 && days <= 3660) return { kind: 'days', days }
  const dates = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text ?? '')
  const [, from, to] = dates ?? []
  return from && to && isDay(from) && isDay(to) ? { kind: 'dates', from, to } : null
}
