import type { z } from 'zod'
import { printNumbers } from '#client/ui/heat/print-numbers.ts'
import { dayOf, startOfDay } from '#client/ui/heat/start-of-day.ts'
import { isDay } from '#domain/calendar/is-day.ts'
import type { Box } from '#domain/contract/common.ts'
import {
  type ClockState,
  clockState,
  type IssueSource,
  type IssueState,
  issueSource,
  issueState,
  type listIssues,
} from '#domain/contract/issue.ts'
import { hourList, weekdayList } from '#domain/contract/number-list.ts'
import { type IssueLevel, issueLevel, type Notice, notice } from '#domain/issue/issue-entry.ts'

export const deskStates = ['open', 'all', ...issueState.options] as const
export type DeskState = 'open' | 'all' | IssueState

/** When an issue was filed: any time, the last whole days of the county's calendar with today, or from one day to another. */
export type FiledWindow = { kind: 'any' } | { kind: 'days'; days: number } | { kind: 'dates'; from: string; to: string }

/** Days that the window can be set to with one press. */
export const filedDays = [1, 7, 30, 90] as const

/** What a queue holds and in which order; the address keeps it, so that a link is a saved view. */
export interface DeskFilter {
  state: DeskState
  clock: ClockState | null
  /** Code of a category; its children count as well. */
  category: string | null
  /** Code of a street, community, grid or micro-grid. */
  area: string | null
  /** Code of the unit that has it: of an area or a department. */
  unit: string | null
  /** The rung of the ladder that it lies with, and how loudly it is told of as late. */
  level: IssueLevel | null
  notice: Notice | null
  /** None means all. */
  source: readonly IssueSource[]
  filed: FiledWindow
  /** 0 to 23 and 1 Monday to 7 Sunday, of filing, in the county's time zone; none means all. */
  hours: readonly number[]
  weekdays: readonly number[]
  /** Only what lies in the part of the map that is shown. */
  onMap: boolean
  order: 'newest' | 'soonest'
}

export const emptyFilter: DeskFilter = {
  state: 'open',
  clock: null,
  category: null,
  area: null,
  unit: null,
  level: null,
  notice: null,
  source: [],
  filed: { kind: 'any' },
  hours: [],
  weekdays: [],
  onMap: false,
  order: 'newest',
}

/** Keys of the address, one for each part of the filter. */
export const filterKeys = Object.keys(emptyFilter) as readonly (keyof DeskFilter)[]

/** Reads a filter from the address; what cannot be read is as in the empty filter. `read` gives the text under a key. Pure. */
export function readFilter(read: (key: string) => string | null): DeskFilter {
  return {
    state: deskStates.find((state) => state === read('state')) ?? emptyFilter.state,
    clock: clockState.safeParse(read('clock')).data ?? null,
    category: readCode(read('category')),
    area: readCode(read('area')),
    unit: readUnit(read('unit')),
    level: issueLevel.safeParse(read('level')).data ?? null,
    notice: notice.safeParse(read('notice')).data ?? null,
    source: (read('source') ?? '').split(',').flatMap((word) => issueSource.safeParse(word).data ?? []),
    filed: readFiled(read('filed')),
    hours: hourList.safeParse(read('hours')).data ?? [],
    weekdays: weekdayList.safeParse(read('weekdays')).data ?? [],
    onMap: read('onMap') === '1',
    order: read('order') === 'soonest' ? 'soonest' : 'newest',
  }
}

/** A filter as the address holds it: text by key, null where nothing is asked. Pure. */
export function printFilter(filter: DeskFilter): Record<keyof DeskFilter, string | null> {
  const { state, clock, category, area, unit, level, notice, source, filed, hours, weekdays, onMap, order } = filter
  return {
    state: state === emptyFilter.state ? null : state,
    clock,
    category,
    area,
    unit,
    level,
    notice,
    source: source.join(',') || null,
    filed: printFiled(filed),
    hours: printNumbers(hours) || null,
    weekdays: printNumbers(weekdays) || null,
    onMap: onMap ? '1' : null,
    order: order === emptyFilter.order ? null : order,
  }
}

/** Whether anything narrows the queue beside the part of the map that is shown: the marks on the map follow it then. */
export function narrows(filter: DeskFilter): boolean {
  const { onMap: _, order: __, ...parts } = printFilter(filter)
  return Object.values(parts).some((text) => text !== null)
}

export type IssueQuery = Omit<z.input<typeof listIssues.query>, 'county'>

/** The question to the server. `today` is the county's day, `box` what the map shows. Pure. */
export function queryOf(filter: DeskFilter, timeZone: string, today: string, box: Box | null): IssueQuery {
  const { category, area, clock, source, hours, weekdays } = printFilter(filter)
  const [from, to] = filedMoments(filter.filed, timeZone, today)
  return {
    state: filter.state,
    order: filter.order,
    ...(category ? { category } : {}),
    ...(area ? { area } : {}),
    ...(filter.unit ? { unit: filter.unit } : {}),
    ...(filter.level ? { level: filter.level } : {}),
    ...(filter.notice ? { notice: filter.notice } : {}),
    ...(clock && filter.clock ? { clock: filter.clock } : {}),
    ...(source ? { source } : {}),
    ...(hours ? { hours } : {}),
    ...(weekdays ? { weekdays } : {}),
    ...(from === null ? {} : { from: new Date(from).toISOString() }),
    ...(to === null ? {} : { to: new Date(to).toISOString() }),
    ...(filter.onMap && box ? { box: box.map((degrees) => degrees.toFixed(5)).join(',') } : {}),
  }
}

/** First moment of the window and the first after it, milliseconds since 1970; null is open. Pure. */
export function filedMoments(filed: FiledWindow, timeZone: string, today: string): [number | null, number | null] {
  if (filed.kind === 'any') return [null, null]
  if (filed.kind === 'days') return [startOfDay(today, timeZone, 1 - filed.days), null]
  return [startOfDay(filed.from, timeZone), startOfDay(filed.to, timeZone, 1)]
}

/** Hour 0 to 23 and weekday 1 Monday to 7 Sunday of a moment in a time zone. Pure. */
export function localHour(moment: number, timeZone: string): { hour: number; weekday: number } {
  const day = dayOf(moment, timeZone)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return { hour: Math.floor((moment - startOfDay(day, timeZone)) / 3_600_000), weekday: weekday === 0 ? 7 : weekday }
}

function readCode(text: string | null): string | null {
  return text !== null && /^[\w-]{1,40}$/.test(text) ? text : null
}

/** Departments of demo counties are named by their names. */
function readUnit(text: string | null): string | null {
  return text !== null && /^[^\p{Cc},]{1,40}$/u.test(text) ? text : null
}

function readFiled(text: string | null): FiledWindow {
  const days = /^(\d{1,3})d$/.exec(text ?? '')?.[1]
  if (days !== undefined && Number(days) > 0) return { kind: 'days', days: Number(days) }
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(text ?? '') ?? []
  if (from === undefined || to === undefined || !isDay(from) || !isDay(to) || from > to) return emptyFilter.filed
  return { kind: 'dates', from, to }
}

function printFiled(filed: FiledWindow): string | null {
  if (filed.kind === 'any') return null
  return filed.kind === 'days' ? `${filed.days}d` : `${filed.from}/${filed.to}`
}
