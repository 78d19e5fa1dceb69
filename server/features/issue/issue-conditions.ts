import type { Box } from '#domain/contract/common.ts'
import {
  type ClockState,
  type IssueSource,
  type IssueState,
  type IssueSummary,
  SOON_MILLISECONDS,
} from '#domain/contract/issue.ts'

export interface IssueFilter {
  county: string
  /** A state, `open` (not closed) or `all`. */
  state: IssueState | 'open' | 'all'
  category: string | null
  area: string | null
  /** Code of the street or community beyond which the asker sees nothing. */
  within: string | null
  box: Box | null
  /** Within so many metres of a place, in degrees, on the sphere. */
  near: { longitude: number; latitude: number; meters: number } | null
  /** Filed at or after, and before. */
  from: Date | null
  to: Date | null
  source: IssueSource[] | null
  /** 0 to 23 and 1 (Monday) to 7 (Sunday) of the county's time zone. */
  hours: number[] | null
  weekdays: number[] | null
  /** Code of the unit that has it. */
  unit: string | null
  /** Code of a unit that was whistled to it and is not done there. */
  whistled: string | null
  level: IssueSummary['level'] | null
  notice: IssueSummary['notice'] | null
  /** What the finishing clock says at `now`. */
  clock: ClockState | null
  now: Date
  numbers: string[] | null
  order: 'newest' | 'soonest' | 'latest'
  limit: number
  /** Number of the last issue of the page before. */
  after: string | null
}

/** Levels of the ladder below the county by which issues are found. */
export type AreaLevel = 'street' | 'community' | 'grid' | 'micro-grid'

const columnOf = { street: 'street', community: 'community', grid: 'grid', 'micro-grid': 'micro_grid' } as const

/**
 * What the database is asked of rows `i` of issue, and the values it is asked with: only what the filter names, so that
 * a plan is made for that alone. Texts are this file's own; whatever was asked is a parameter. `level` is that of the
 * area, null where it is not known: then all columns of the ladder are compared; `categories` are those that the filter's
 * category stands for.
 */
export function conditionsOf(
  filter: IssueFilter,
  level: AreaLevel | null,
  categories: readonly string[],
): { conditions: string[]; parameters: unknown[] } {
  const conditions: string[] = []
  const parameters: unknown[] = []
  const put = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`
  const county = put(filter.county, 'text')
  const { state, area, box, near, from, to, source, hours, weekdays, unit, level: lies, notice } = filter

  conditions.push(`i.county = ${county}`)
  if (state === 'open') conditions.push(`i.state <> 'closed'`)
  else if (state !== 'all') conditions.push(`i.state = ${put(state, 'text')}`)
  // said as well where one state is asked for: open issues have indexes of their own
  if (state !== 'open' && state !== 'all' && state !== 'closed') conditions.push(`i.state <> 'closed'`)
  // one alone is looked for in the indexes of open issues, of which each entry tells it; many are compared in the rows
  if (categories.length === 1) conditions.push(`i.category = ${put(categories[0], 'text')}`)
  else if (categories.length > 1) conditions.push(`i.category = any (${put(categories, 'text[]')})`)
  if (area !== null && level !== null) conditions.push(`i.${columnOf[level]} = ${put(area, 'text')}`)
  if (area !== null && level === null)
    conditions.push(`${put(area, 'text')} in (i.street, i.community, i.grid, i.micro_grid)`)
  if (filter.within !== null) conditions.push(`${put(filter.within, 'text')} in (i.street, i.community)`)
  if (box !== null) conditions.push(`i.geom && ${envelope(put(box, 'float8[]'))}`)
  if (near !== null) {
    const place = put([near.longitude, near.latitude, near.meters], 'float8[]')
    conditions.push(
      `i.geom && ${envelope(put(boxAround(near), 'float8[]'))}`,
      `st_distancesphere(i.geom, st_setsrid(st_makepoint((${place})[1], (${place})[2]), 4326)) <= (${place})[3]`,
    )
  }
  if (from !== null) conditions.push(`i.filed_at >= ${put(from, 'timestamptz')}`)
  if (to !== null) conditions.push(`i.filed_at < ${put(to, 'timestamptz')}`)
  if (source !== null) conditions.push(`i.source = any (${put(source, 'text[]')})`)
  conditions.push(...filedDuring(hours, weekdays, county, put).map((one) => (isNarrow(filter) ? one : notRare(one))))
  if (filter.clock !== null) conditions.push(...clockSays(filter.clock, filter.now, put))
  if (filter.numbers !== null) conditions.push(`i.number = any (${put(filter.numbers, 'text[]')})`)
  if (unit !== null) conditions.push(`i.unit = ${put(unit, 'text')}`)
  if (lies !== null) conditions.push(`i.level = ${put(lies, 'text')}`)
  if (notice !== null) conditions.push(`i.notice = ${put(notice, 'text')}`)
  if (filter.whistled !== null) conditions.push(whistledTo(put(filter.whistled, 'text')))
  if (filter.after !== null) conditions.push(...goesOn(filter.order, county, put(filter.after, 'text')))
  return { conditions, parameters }
}

/** Whether the same few conditions are asked all day, by desks and by what follows the feed: their plans are worth keeping. */
export function isCommon(filter: IssueFilter): boolean {
  const { state, within, box, near, from, to, source, hours, weekdays, whistled, after, numbers } = filter
  const rare = [within, box, near, from, to, source, hours, weekdays, whistled, after].some((value) => value !== null)
  return !rare && (state === 'open' || numbers !== null)
}

type Put = (value: unknown, type: string) => string

function clockSays(clock: ClockState, now: Date, put: Put): string[] {
  const stands = `i.state in ('closed', 'suspended') or i.finished_at is not null`
  if (clock === 'stopped') return [`(${stands})`]
  const runs = [`i.state not in ('closed', 'suspended')`, `i.state <> 'closed'`, 'i.finished_at is null']
  // clocks are told to the millisecond: what is left is at most `SOON_MILLISECONDS`
  const soon = new Date(now.getTime() + SOON_MILLISECONDS + 1)
  if (clock === 'late') return [...runs, `i.finish_by < ${put(now, 'timestamptz')}`]
  if (clock === 'on-time') return [...runs, `i.finish_by >= ${put(soon, 'timestamptz')}`]
  return [...runs, `i.finish_by >= ${put(now, 'timestamptz')}`, `i.finish_by < ${put(soon, 'timestamptz')}`]
}

function whistledTo(unit: string): string {
  const told = (answer: string) =>
    `i.standing -> 'whistle' -> 'units' @> jsonb_build_array(jsonb_build_object('unit', ${unit}, 'answer', '${answer}'))`
  return `i.state in ('filed', 'assigned', 'handling') and i.state <> 'closed' and (${told('waiting')} or ${told('coming')})`
}

/** After the last issue of the page before. */
function goesOn(order: IssueFilter['order'], county: string, after: string): string[] {
  const last = (columns: string) =>
    `(select ${columns} from issue p where p.county = ${county} and p.number = ${after})`
  const column = order === 'newest' ? 'filed_at' : 'finish_by'
  const sign = order === 'soonest' ? '>' : '<'
  return [`i.${column} ${sign}= ${last(`p.${column}`)}`, `(i.${column}, i.id) ${sign} ${last(`p.${column}, p.id`)}`]
}

function envelope(box: string): string {
  return `st_makeenvelope((${box})[1], (${box})[2], (${box})[3], (${box})[4], 4326)`
}

function local(county: string): string {
  return `i.filed_at at time zone (select time_zone from county where code = ${county})`
}

function filedDuring(hours: number[] | null, weekdays: number[] | null, county: string, put: Put): string[] {
  const among = (part: 'hour' | 'isodow', wanted: number[]) =>
    `extract(${part} from ${local(county)})::integer = any (${put(wanted, 'integer[]')})`
  return [...(hours === null ? [] : [among('hour', hours)]), ...(weekdays === null ? [] : [among('isodow', weekdays)])]
}

/** Whether something is asked by which few issues are found at once. */
function isNarrow({ category, area, within, box, near, unit, clock, numbers, whistled }: IssueFilter): boolean {
  return [category, area, within, box, near, unit, clock, numbers, whistled].some((value) => value !== null)
}

/**
 * The planner takes what it has no statistics of for one row in two hundred, an hour of a weekday for one in 40,000, and
 * reads all rows before it sorts. Of a case it thinks that half of them are meant, and walks along the order asked for.
 */
function notRare(condition: string): string {
  return `case when ${condition} then true else false end`
}

const METERS_PER_DEGREE = 111_195

/** A box that holds the circle, so that the index finds it: wider by a thousandth, round the earth near a pole. */
function boxAround({ longitude, latitude, meters }: { longitude: number; latitude: number; meters: number }): Box {
  const up = (meters * 1.001) / METERS_PER_DEGREE
  const narrowest = Math.cos((Math.min(Math.abs(latitude) + up, 90) * Math.PI) / 180)
  const aside = up / narrowest
  const around = !(longitude - aside > -180 && longitude + aside < 180)
  return [around ? -180 : longitude - aside, latitude - up, around ? 180 : longitude + aside, latitude + up]
}
