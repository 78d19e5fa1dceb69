import type { IssueColumns } from './issue-columns.ts'

/** Rows by day of filing, so that a page of a history costs its own days and not all issues of the county. */
export interface DayIndex {
  /** Rows that were there when it was made, by day; 4 bytes each. */
  order: Int32Array
  /** From 1970-01-01; rows of day `d` are `order[offsets[d - firstDay]]` to before `order[offsets[d - firstDay + 1]]`. */
  firstDay: number
  offsets: Int32Array
}

/** Rows that came since may be so many, or a sixteenth of all, before everything is put in order anew. */
const LEAST_LATER = 4_096

/** The index, made anew where too many rows came since. A row keeps its day: an issue that moves gets another row. */
export function renewDayIndex(known: DayIndex | null, columns: IssueColumns): DayIndex {
  const later = columns.count - (known?.order.length ?? 0)
  if (known && later <= Math.max(LEAST_LATER, known.order.length / 16)) return known
  const { days, count } = columns
  let [firstDay, lastDay] = [Infinity, -Infinity]
  for (let row = 0; row < count; row++) {
    firstDay = Math.min(firstDay, days[row]!)
    lastDay = Math.max(lastDay, days[row]!)
  }
  if (count === 0) return { order: new Int32Array(0), firstDay: 0, offsets: new Int32Array(1) }
  const offsets = new Int32Array(lastDay - firstDay + 2)
  for (let row = 0; row < count; row++) offsets[days[row]! - firstDay + 1]!++
  for (let day = 0; day + 1 < offsets.length; day++) offsets[day + 1]! += offsets[day]!
  const next = offsets.slice()
  const order = new Int32Array(count)
  for (let row = 0; row < count; row++) order[next[days[row]! - firstDay]!++] = row
  return { order, firstDay, offsets }
}

/** Gives a function that finds the rows of a day, those that came after the index was made included. */
export function rowsByDay({ order, firstDay, offsets }: DayIndex, columns: IssueColumns): (day: number) => number[] {
  const later = new Map<number, number[]>()
  for (let row = order.length; row < columns.count; row++) {
    const day = columns.days[row]!
    const rows = later.get(day) ?? []
    rows.push(row)
    later.set(day, rows)
  }
  return (day) => {
    const at = day - firstDay
    const indexed = at >= 0 && at + 1 < offsets.length ? order.subarray(offsets[at]!, offsets[at + 1]!) : []
    return [...indexed, ...(later.get(day) ?? [])]
  }
}

/** The first and the last day of any row, from 1970-01-01; null of none. */
export function daySpan(
  { order, firstDay, offsets }: DayIndex,
  { days, count }: IssueColumns,
): { first: number; last: number } | null {
  if (count === 0) return null
  let [first, last] = order.length === 0 ? [Infinity, -Infinity] : [firstDay, firstDay + offsets.length - 2]
  for (let row = order.length; row < count; row++) {
    first = Math.min(first, days[row]!)
    last = Math.max(last, days[row]!)
  }
  return { first, last }
}
