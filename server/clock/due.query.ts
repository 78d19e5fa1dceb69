import type { Queryable } from '#server/db.types.ts'
import type { StandingRow } from '#server/issue/standing.ts'

/** Up to where the clocks of a county are looked at, and what has run out before. */
export interface DueBefore {
  now: Date
  /** Late since before these, an issue is told of in yellow and in red. */
  yellow: Date
  red: Date
  /** False: only suspensions end. */
  escalate: boolean
}

export interface DueRow extends StandingRow {
  id: number
  number: string
}

/**
 * Open issues of a county on which the clock has to act, or may have to: by their end, `limit` after the one given.
 * Goes along the index of open issues; closed ones cost nothing.
 */
export async function dueRows(
  db: Queryable,
  county: string,
  { now, yellow, red, escalate }: DueBefore,
  after: Pick<DueRow, 'finish_by' | 'id'> | null,
  limit: number,
): Promise<DueRow[]> {
  return db.query<DueRow>(
    `
    select id, number, category, source, state, title, place, emergency, st_x(geom) as longitude, st_y(geom) as latitude,
      filed_at, answer_by, finish_by, answered_at, finished_at, closed_at, rating, callers, version, outcome, level, unit,
      notice, standing
    from issue
    where county = $1::text and state <> 'closed'
      and ($6::timestamptz is null or (finish_by, id) > ($6::timestamptz, $7::bigint))
      and (
        (state = 'suspended' and (standing ->> 'suspendedUntil')::float8 <= extract(epoch from $2::timestamptz) * 1000)
        or ($5::boolean and state = 'assigned' and level <> 'county' and answer_by < $2::timestamptz)
        or ($5::boolean and state in ('filed', 'assigned', 'handling') and (
          (notice = 'none' and finish_by < $2::timestamptz)
          or (notice = 'blue' and finish_by < $3::timestamptz)
          or (notice = 'yellow' and finish_by < $4::timestamptz))))
    order by finish_by, id
    limit $8::integer`,
    [county, now, yellow, red, escalate, after?.finish_by ?? null, after?.id ?? null, limit],
  )
}

/** Counties with their settings. */
export async function countyRows(db: Queryable): Promise<{ code: string; settings: unknown }[]> {
  return db.query('select code, settings from county order by code')
}

/** Milliseconds since 1970 by the database's own clock. */
export async function databaseTime(db: Queryable): Promise<number> {
  const [row] = await db.query<{ now: Date }>('select clock_timestamp() as now')
  return row!.now.getTime()
}
