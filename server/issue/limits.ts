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
  const [row] = await db.query<LimitsRow>(
    `
    select today.day between c.effective_from and coalesce(c.effective_to, 'infinity') as effective,
      coalesce(nullif(c.department, ''), above.department, '') as department,
      $3::text is null or f.code is not null as known, c.questions,
      coalesce(f.answer_clock, c.answer_clock) as answer_clock,
      coalesce(f.answer_minutes, c.answer_minutes) as answer_minutes,
      coalesce(f.finish_clock, c.clock) as finish_clock,
      coalesce(f.finish_minutes, c.finish_minutes) as finish_minutes
    from category c
    left join category above on above.code = c.parent
    left join county k on k.code = $1::text
    cross join lateral (
      select ($4::timestamptz at time zone coalesce(k.time_zone, 'Asia/Shanghai'))::date as day) today
    left join filing_condition f on f.category = c.code and f.code = $3::text
      and today.day between f.effective_from and coalesce(f.effective_to, 'infinity')
    where c.code = $2::text`,
    [county, category, condition, new Date(at)],
    'often',
  )
  if (row === undefined) return { refused: 'unknown-category' }
  if (!row.effective) return { refused: 'category-ended' }
  if (!row.known) return { refused: 'unknown-condition' }
  const answer: Limit = { clock: row.answer_clock, minutes: row.answer_minutes }
  const finish: Limit = { clock: row.finish_clock, minutes: row.finish_minutes }
  const emergency = answer.clock === 'emergency' || finish.clock === 'emergency'
  return { answer, finish, emergency, department: row.department, questions: z.array(question).parse(row.questions) }
}
