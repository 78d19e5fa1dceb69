import { type ImportSession, overStage } from '../stage.ts'

/** Staged rows in all, and those whose numbers the county has. */
export interface KnownCount {
  staged: number
  known: number
}

/** Marks the staged rows whose numbers the county has, and those of them that the source tells otherwise now. */
export async function findKnown(on: ImportSession, county: string): Promise<KnownCount> {
  await on.query('drop table if exists import_known')
  await on.query(
    'create temp table import_known (number integer primary key, id bigint, filed_at timestamptz, changed boolean)',
  )
  await overStage(
    on,
    `insert into import_known
    select s.number, i.id, i.filed_at, i.geom is distinct from s.geom
      or (i.category, i.source, i.title, i.place, i.emergency, i.filed_at, i.answer_by, i.finish_by, i.closed_at, i.state = 'closed')
        is distinct from (said.category, said.source, said.title, said.place, said.emergency, said."filedAt", said."answerBy",
          said."finishBy", said."closedAt", said."closedAt" is not null) as changed
    from import_stage s
    cross join lateral jsonb_to_record(s.fields) as said (category text, source text, title text, place text,
      emergency boolean, "filedAt" timestamptz, "answerBy" timestamptz, "finishBy" timestamptz, "closedAt" timestamptz)
    join issue i on i.county = $3::text and i.number = s.key
    where s.number between $1::integer and $2::integer`,
    [county],
  )
  await on.query('create index on import_known (filed_at, number) where changed')
  await on.query('analyze import_known')
  const [counted] = await on.query<KnownCount>(
    `select (select count(*) from import_stage)::int as staged, (select count(*) from import_known)::int as known`,
  )
  return counted!
}
