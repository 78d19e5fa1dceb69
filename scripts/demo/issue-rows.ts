import { z } from 'zod'
import cityManagement from '#data/categories/city-management.json' with { type: 'json' }
import neighbourhood from '#data/categories/neighbourhood.json' with { type: 'json' }
import { filingCondition, question } from '#domain/contract/category.ts'
import { hashChain } from '#server/issue/entry-hash.ts'
import { standingOf } from '#server/issue/standing.ts'
import { writeEwkbHex } from '#server/postgis-types/index.ts'
import type { TableRows } from './insert-rows.ts'
import { categories } from './issue-words.ts'
import type { DemoIssue } from './issues.ts'
import { names } from './names.ts'

const county = names.county.code

/** What the catalogue says of a category beside its own limits. */
const catalogue = z.array(
  z.object({
    code: z.string(),
    conditions: z.array(filingCondition.omit({ effectiveFrom: true, effectiveTo: true })).default([]),
    questions: z.array(question).default([]),
    privatePhotos: z.boolean().default(false),
  }),
)

/** Categories are shared by all counties: known ones are brought up to date, with their filing conditions. Parents come first. */
export function categoryRows(): TableRows {
  const ordered = [...categories].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null))
  const more = new Map(catalogue.parse([...neighbourhood, ...cityManagement]).map((one) => [one.code, one]))
  return {
    what: 'category',
    sql: `with given as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::text[], $11::boolean[])
          as t (code, parent, name, name_en, department, clock, answer_minutes, finish_minutes, conditions, questions, private_photos)
      ), written as (
        insert into category (code, parent, name, name_en, department, clock, answer_clock, answer_minutes, finish_minutes, questions, private_photos)
        select code, parent, name, name_en, department, clock, clock, answer_minutes, finish_minutes, questions::jsonb, private_photos from given
        on conflict (code) do update set parent = excluded.parent, name = excluded.name, name_en = excluded.name_en,
          department = excluded.department, clock = excluded.clock, answer_clock = excluded.answer_clock,
          answer_minutes = excluded.answer_minutes, finish_minutes = excluded.finish_minutes,
          questions = excluded.questions, private_photos = excluded.private_photos
      )
      insert into filing_condition (category, code, name, name_en, answer_clock, answer_minutes, finish_clock, finish_minutes)
      select g.code, c.code, c.name, c."nameEn", c.answer ->> 'clock', (c.answer ->> 'minutes')::int, c.finish ->> 'clock', (c.finish ->> 'minutes')::int
      from given g
      cross join jsonb_to_recordset(g.conditions::jsonb) as c (code text, name text, "nameEn" text, answer jsonb, finish jsonb)
      on conflict (category, code) do update set name = excluded.name, name_en = excluded.name_en,
        answer_clock = excluded.answer_clock, answer_minutes = excluded.answer_minutes,
        finish_clock = excluded.finish_clock, finish_minutes = excluded.finish_minutes`,
    columns: [
      ordered.map((one) => one.code),
      ordered.map((one) => one.parent),
      ordered.map((one) => one.name),
      ordered.map((one) => one.nameEn),
      ordered.map((one) => one.department),
      ordered.map((one) => one.clock),
      ordered.map((one) => one.answerMinutes),
      ordered.map((one) => one.finishMinutes),
      ordered.map(({ code }) => JSON.stringify(more.get(code)?.conditions)),
      ordered.map(({ code }) => JSON.stringify(more.get(code)?.questions)),
      ordered.map(({ code }) => more.get(code)?.privatePhotos),
    ],
  }
}

/** Issues as their entries add up, and the entries; an issue's id is its place in time. */
export function issueRows(issues: readonly DemoIssue[]): TableRows[] {
  const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  const column = <Value>(read: (one: DemoIssue) => Value): Value[] => issues.map(read)
  const chains = issues.map(({ entries }, i) => hashChain('', county, i + 1, entries))
  const entries = issues.flatMap(({ entries: history }, i) => history.map((entry) => ({ id: i + 1, entry })))
  return [
    {
      what: 'issue',
      sql: `insert into issue (county, id, filed_at, number, category, source, state, title, place, emergency, street, community, grid, micro_grid,
          answer_by, finish_by, answered_at, finished_at, closed_at, rating, callers, version, outcome, level, unit, standing, head, geom)
        select '${county}', id, filed_at, number, category, source, state, title, place, emergency, street, community, grid, micro_grid,
          answer_by, finish_by, answered_at, finished_at, closed_at, rating, callers, version, outcome, level, unit, standing::jsonb, decode(head, 'hex'), geom::geometry
        from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::text[], $12::text[], $13::text[],
          $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::smallint[], $20::int[], $21::int[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[])
          as t (id, filed_at, number, category, source, state, title, place, emergency, street, community, grid, micro_grid,
            answer_by, finish_by, answered_at, finished_at, closed_at, rating, callers, version, outcome, level, unit, standing, head, geom)`,
      columns: [
        issues.map((_, i) => i + 1),
        column(({ issue }) => moment(issue.filedAt)),
        column(({ number }) => number),
        column(({ issue }) => issue.category),
        column(({ issue }) => issue.source),
        column(({ issue }) => issue.state),
        column(({ issue }) => issue.title),
        column(({ issue }) => issue.place),
        column(({ issue }) => issue.emergency),
        column(({ street }) => street),
        column(({ community }) => community),
        column(({ grid }) => grid),
        column(({ microGrid }) => microGrid),
        column(({ issue }) => moment(issue.answerBy)),
        column(({ issue }) => moment(issue.finishBy)),
        column(({ issue }) => moment(issue.answeredAt)),
        column(({ issue }) => moment(issue.finishedAt)),
        column(({ issue }) => moment(issue.closedAt)),
        column(({ issue }) => issue.rating),
        column(({ issue }) => issue.callers),
        column(({ issue }) => issue.version),
        column(({ issue }) => issue.outcome),
        column(({ issue }) => issue.level),
        column(({ issue }) => issue.unit),
        column(({ issue }) => JSON.stringify(standingOf(issue))),
        chains.map((chain) => chain.at(-1) ?? null),
        column(({ issue }) => writeEwkbHex({ type: 'Point', coordinates: [issue.longitude, issue.latitude] })),
      ],
    },
    {
      what: 'issue_event',
      sql: `insert into issue_event (county, issue, sequence, at, kind, actor, detail, hash)
        select '${county}', issue, sequence, at, kind, actor, detail::jsonb, decode(hash, 'hex')
        from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[])
          as t (issue, sequence, at, kind, actor, detail, hash)`,
      columns: [
        entries.map(({ id }) => id),
        entries.map(({ entry }) => entry.sequence),
        entries.map(({ entry }) => moment(entry.at)),
        entries.map(({ entry }) => entry.kind),
        entries.map(({ entry }) => entry.actor),
        entries.map(({ entry: { kind, sequence, at, actor, ...detail } }) => JSON.stringify(detail)),
        chains.flat(),
      ],
    },
  ]
}
