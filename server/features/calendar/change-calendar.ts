import type { z } from 'zod'
import type { Post } from '#domain/account/post.ts'
import type { CountyDay } from '#domain/calendar/calendar-year.ts'
import type { CalendarEdit, ClocksMoved, putCalendar } from '#domain/contract/calendar.ts'
import { writeAudit } from '#server/account/audit.ts'
import { forgetCalendar } from '#server/calendar/calendar-of.ts'
import { asCalendar, type CountyDays, readCountyDays, versionOf } from '#server/calendar/county-days.ts'
import { type MovedClocks, moveClocks, putDownMoved } from '#server/calendar/move-clocks.ts'
import type { Context } from '#server/context.ts'
import { holdingIssues } from '#server/engine/parts.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { tellFeed } from '#server/issue/write.query.ts'
import { lockCounty, writeCalendar } from './calendar.query.ts'

const EXAMPLES = 12

/**
 * Changes a county's days and office hours and moves the clocks of its open issues with them, all or nothing; a dry run
 * only tells. Throws HttpProblem 404 for an unknown county, 409 where the calendar has changed since it was read.
 */
export async function changeCalendar(
  { db, now }: Context,
  county: string,
  post: Post,
  edit: CalendarEdit,
): Promise<z.input<typeof putCalendar.answer>> {
  const at = now()
  const answer = await holdingIssues(db, async (transaction) => {
    await lockCounty(transaction, county)
    const before = await readCountyDays(transaction, county)
    if (before === null)
      throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    if (versionOf(before) !== edit.version)
      throw new HttpProblem(409, 'calendar-changed', 'Somebody has changed the calendar meanwhile: look at it again.')
    const { after, set, unset } = edited(before, edit)
    const moved = await moveClocks(transaction, {
      county,
      old: asCalendar(before),
      changed: asCalendar(after),
      at: at.getTime(),
      post,
      reason: reasonOf(set, unset, edit.slots),
    })
    const told = { changedDays: set.length + unset.length, version: versionOf(after), clocks: clocksMoved(moved) }
    if (edit.dryRun) return { saved: false, ...told, version: edit.version }
    const slots = edit.slots ?? null
    await writeCalendar(transaction, county, { set, unset, slots, at })
    await writeAudit(transaction, {
      at,
      by: post,
      county,
      action: 'calendar.change',
      subject: county,
      path: `/${county}/`,
      before: { slots: before.slots, days: before.days.filter(({ day }) => touched(set, unset).has(day)) },
      after: { slots: after.slots, days: set, issues: moved.written.length },
    })
    await putDownMoved(transaction, county, moved)
    await tellFeed(transaction, county, moved.written)
    return { saved: true, ...told }
  })
  if (answer.saved) forgetCalendar(db, county)
  return answer
}

/** The county's days after an edit, with what of them is really new. */
function edited(before: CountyDays, { days, slots }: CalendarEdit) {
  const known = new Map(before.days.map((one) => [one.day, one]))
  const set: CountyDay[] = []
  const unset: string[] = []
  for (const { day, working, name } of days) {
    const old = known.get(day)
    if (working === null) {
      if (known.delete(day)) unset.push(day)
    } else if (old?.working !== working || old.name !== name) {
      known.set(day, { day, working, name })
      set.push({ day, working, name })
    }
  }
  const after = {
    ...before,
    days: [...known.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    slots: slots ?? before.slots,
  }
  return { after, set, unset }
}

function touched(set: readonly CountyDay[], unset: readonly string[]): Set<string> {
  return new Set([...set.map(({ day }) => day), ...unset])
}

/** What the histories say: the days with their names, and the hours where they change. */
function reasonOf(set: readonly CountyDay[], unset: readonly string[], slots: CountyDays['slots'] | undefined): string {
  const days = [...set.map(({ day, name }) => `${day} ${name}`.trim()), ...unset]
  const hours = (slots ?? []).map(([opens, closes]) => `${timeOf(opens)}–${timeOf(closes)}`)
  return [...days.slice(0, 5), ...(days.length > 5 ? ['…'] : []), ...hours].join(', ')
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function clocksMoved({ open, moved }: MovedClocks): ClocksMoved {
  const far = moved.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
  const numbers = (wanted: typeof moved) => new Set(wanted.map(({ number }) => number)).size
  return {
    open,
    later: numbers(moved.filter(({ from, to }) => to > from)),
    earlier: numbers(moved.filter(({ from, to }) => to < from)),
    examples: far.slice(0, EXAMPLES).map((one) => ({
      ...one,
      from: new Date(one.from).toISOString(),
      to: new Date(one.to).toISOString(),
    })),
  }
}
