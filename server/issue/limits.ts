import { z } from 'zod'
import type { Clock, Limit } from '#domain/calendar/deadline.ts'
import { type Question, question } from '#domain/contract/category.ts'
import type { Queryable } from '#server/db.types.ts'

export interface Limits {
  answer: Limit
  finish: Limit
  /** One of its clocks runs nights and holidays too. */
  emergency: boolean
  /** Who handles such matters; '' where the catalogue names nobody. */
  department: string
  /** What whoever files is asked beside title and place. */
  questions: Question[]
}

export type LimitsRefusal = 'unknown-category' | 'category-ended' | 'unknown-condition'

interface LimitsRow {
  effective: boolean
  department: string
  known: boolean
  questions: unknown
  answer_clock: Clock
  answer_minutes: number
  finish_clock: Clock
  finish_minutes: number
}

/** A case to be filed at a moment (milliseconds since 1970); `condition` null: the category's own limits hold. */
export interface LimitsAsked {
  category: string
  condition: string | null
  at: number
}

/**
 * The time limits of a case filed in a county at a moment (milliseconds since 1970) under a category and, where one is
 * named, its filing condition; without one the category's own limits hold. A category or condition that has ended, or
 * has not begun, by the county's own date takes no more cases.
 */
export async function limitsOf(
  db: Queryable,
  county: string,
  category: string,
  condition: string | null,
  at: number,
): Promise<Limits | { refused: LimitsRefusal }> {
  const [limits] = await limitsOfEach(db, county, [{ category, condition, at }])
  return limits!
}

/** As `limitsOf`, for many cases in one question, in their order. */
export async function limitsOfEach(
  db: Queryable,
  county: string,
  asked: readonly LimitsAsked[],
): Promise<(Limits | { refused: LimitsRefusal })[]> {
  const rows = await db.query<LimitsRow & { place: number }>(
    `
    select a.place::integer as place, today.day between c.effective_from and coalesce(c.effective_to, 'infinity') as effective,
      coalesce(nullif(c.department, ''), above.department, '') as department,
      a.condition is null or f.code is not null as known, c.questions,
      coalesce(f.answer_clock, c.answer_clock) as answer_clock,
      coalesce(f.answer_minutes, c.answer_minutes) as answer_minutes,
      coalesce(f.finish_clock, c.clock) as finish_clock,
      coalesce(f.finish_minutes, c.finish_minutes) as finish_minutes
    from unnest($2::text[], $3::text[], $4::timestamptz[]) with ordinality as a (category, condition, at, place)
    join category c on c.code = a.category
    left join category above on above.code = c.parent
    left join county k on k.code = $1::text
    cross join lateral (select (a.at at time zone coalesce(k.time_zone, 'Asia/Shanghai'))::date as day) today
    left join filing_condition f on f.category = c.code and f.code = a.condition
      and today.day between f.effective_from and coalesce(f.effective_to, 'infinity')`,
    [county, asked.map((one) => one.category), asked.map((one) => one.condition), asked.map((one) => new Date(one.at))],
    'often',
  )
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  return asked.map((_, index) => toLimits(byPlace.get(index + 1)))
}

function toLimits(row: LimitsRow | undefined): Limits | { refused: LimitsRefusal } {
  if (row === undefined) return { refused: 'unknown-category' }
  if (!row.effective) return { refused: 'category-ended' }
  if (!row.known) return { refused: 'unknown-condition' }
  const answer: Limit = { clock: row.answer_clock, minutes: row.answer_minutes }
  const finish: Limit = { clock: row.finish_clock, minutes: row.finish_minutes }
  const emergency = answer.clock === 'emergency' || finish.clock === 'emergency'
  return { answer, finish, emergency, department: row.department, questions: z.array(question).parse(row.questions) }
}
