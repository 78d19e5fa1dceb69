import { MOST_SPANS } from '#domain/contract/replay.ts'
import { MOST_STREETS } from '#domain/replay/replay.ts'
import { spansOf } from '#domain/replay/spans-of.ts'
import type { Queryable } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { toEntry } from '#server/issue/write-issues.ts'
import { type EntryRow, entriesOf, replayCounty, toldIssues, type WindingRow } from './replay.query.ts'
import { type PlacedSpan, writeReplay } from './write-replay.ts'

const DAY = 86_400_000
/** Figures of the first moment look back so far, and compare. */
const BEFORE_DAYS = 61
const HISTORIES_AT_ONCE = 500

export interface ReplayQuestion {
  county: string
  area: string | null
  from: Date
  to: Date
}

/** The bytes of `GET /api/replay`. Throws HttpProblem 404 where there is no such county. */
export async function gatherReplay(
  db: Queryable,
  question: ReplayQuestion,
  feedSequence: number,
): Promise<Buffer<ArrayBuffer>> {
  const { county, area, from, to } = question
  const known = await replayCounty(db, county, area)
  if (known === null) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
  const { timeZone, categories } = known
  const streets = known.streets.slice(0, MOST_STREETS)
  const codes = streets.map(({ code }) => code)
  const since = new Date(from.getTime() - BEFORE_DAYS * DAY)
  const asked = { county, area, since, to, streets: codes, categories, most: MOST_SPANS }
  const { bytes, winding, issues } = await toldIssues(db, asked)
  const more = await windingSpans(db, county, winding, { streets: codes, categories })
  const header = {
    ...{ county, area, from: from.toISOString(), to: to.toISOString(), timeZone, streets, categories, feedSequence },
    leftOut: Math.max(0, issues - MOST_SPANS),
  }
  return writeReplay(header, bytes, more)
}

/** Spans of the issues whose lives took turns, from their entries, some hundred histories at a time. */
async function windingSpans(
  db: Queryable,
  county: string,
  winding: readonly WindingRow[],
  { streets, categories }: { streets: readonly string[]; categories: readonly string[] },
): Promise<PlacedSpan[]> {
  const spans: PlacedSpan[] = []
  for (let from = 0; from < winding.length; from += HISTORIES_AT_ONCE) {
    const some = winding.slice(from, from + HISTORIES_AT_ONCE)
    const entries = await entriesOf(
      db,
      county,
      some.map(({ id }) => id),
    )
    const histories = new Map<number, EntryRow[]>(some.map(({ id }) => [id, []]))
    for (const entry of entries) histories.get(entry.issue)?.push(entry)
    for (const { id, place, category } of some) {
      const placed = { street: streets.indexOf(place) + 1, category: Math.max(0, categories.indexOf(category)) }
      const told = spansOf((histories.get(id) ?? []).map(toEntry))
      spans.push(...told.map((span) => ({ span, ...placed })))
    }
  }
  return spans
}
