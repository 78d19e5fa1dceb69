import { dayNumber } from '#domain/calendar/day-number.ts'
import type { CalendarDay, CalendarEdit } from '#domain/contract/calendar.ts'

/** What the editor wants of a day; `working` null gives it back to the country. */
export interface DayEdit {
  working: boolean | null
  name: string
}

/** By day, 2026-10-01. */
export type DayEdits = ReadonlyMap<string, DayEdit>

export interface ShownDay extends CalendarDay {
  /** Changed here and not saved yet. */
  edited: boolean
}

export const noEdits: DayEdits = new Map()

/** A day as it would be once the edits are saved. */
export function shownDay(day: CalendarDay, edits: DayEdits): ShownDay {
  const edit = edits.get(day.day)
  if (edit === undefined) return { ...day, edited: false }
  if (edit.working !== null) return { ...day, working: edit.working, name: edit.name, source: 'county', edited: true }
  const source = day.countryName === '' ? 'week' : 'country'
  return { ...day, working: day.workingOtherwise, name: '', source, edited: true }
}

/** Working becomes rest and rest working; a day without a name that is again as the country has it is the country's. */
export function toggled(day: CalendarDay, edits: DayEdits): DayEdits {
  const { working, name } = shownDay(day, edits)
  const back = !working === day.workingOtherwise && name === ''
  return withEdit(edits, day, { working: back ? null : !working, name })
}

/** The edits with one more; an edit that leaves a day as it is saved is none. */
export function withEdit(edits: DayEdits, day: CalendarDay, edit: DayEdit): DayEdits {
  const next = new Map(edits)
  const saved: DayEdit =
    day.source === 'county' ? { working: day.working, name: day.name } : { working: null, name: '' }
  if (edit.working === saved.working && (edit.working === null || edit.name === saved.name)) next.delete(day.day)
  else next.set(day.day, edit)
  return next
}

/** The edits as the API takes them, in order. */
export function daysOfEdits(edits: DayEdits): CalendarEdit['days'] {
  return [...edits]
    .map(([day, { working, name }]) => ({ day, working, name: working === null ? '' : name.trim() }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The days of a month in weeks from Monday to Sunday; null where another month's days stand. */
export function weeksOfMonth<Day extends { day: string }>(days: readonly Day[]): (Day | null)[][] {
  const [first] = days
  if (first === undefined) return []
  // 1970-01-01 was a Thursday
  const before = (dayNumber(first.day) + 3) % 7
  const cells: (Day | null)[] = [...new Array<null>(before).fill(null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
