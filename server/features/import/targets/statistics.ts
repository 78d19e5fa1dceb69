import type { TileLayer } from '#domain/contract/common.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'
import { matchedUnits, type UnitKind } from '../match-units.ts'
import { noteRepair, refuse } from '../report.ts'
import { refuseRows } from '../stage.ts'
import type { TargetWork } from './target.ts'

/**
 * Counts of the statistics desk, one row an area, grid, micro-grid or building, joined by code, by local code, or by a name
 * that is there once. They are kept as told; households, residents and elderly people are put down at the buildings that
 * lie there as well: all to the one building, or in proportion to its households as they stood, else to its floors, the
 * remainders to the largest, so that the sum is what was told.
 */
export async function writeStatistics(work: TargetWork): Promise<TileLayer[]> {
  const { transaction, county, source, report } = work
  const kind = source.joinTo
  if (kind === undefined)
    throw new UnreadableFile(
      `${source.name}: "joinTo" says what the key of its rows names: street, community, grid, micro_grid or building`,
      'unreadable',
      'joinTo',
    )
  await matchUnits(work, kind)
  await refuseRows(
    transaction,
    report,
    'unit-taken',
    `delete from import_stage later using import_stage earlier
    where later.code = earlier.code and later.number > earlier.number returning later.number as row, later.key`,
  )
  await transaction.query(
    `insert into statistic (county, kind, code, households, residents, elderly, workers, source, source_key)
    select $1::text, $3::text, code, (fields->>'households')::int, (fields->>'residents')::int, (fields->>'elderly')::int,
      (fields->>'workers')::int, $2::text, key
    from import_stage
    on conflict (county, source, kind, code) do update set households = excluded.households, residents = excluded.residents,
      elderly = excluded.elderly, workers = excluded.workers, source_key = excluded.source_key`,
    [county.code, source.name, kind],
  )
  await apportion(work, kind)
  return ['building', 'micro_grid', 'grid']
}

/** Sets the code of each staged row; refuses those whose key names none, or more than one. */
async function matchUnits({ transaction, county, report }: TargetWork, kind: UnitKind): Promise<void> {
  const unmatched = await transaction.query<{ row: number; key: string; found: number }>(
    `with ${matchedUnits(kind, 'import_stage')}, set_code as (
      update import_stage s set code = best.code from best where best.number = s.number and best.found = 1 returning s.number
    )
    select s.number as row, s.key, coalesce(best.found, 0) as found
    from import_stage s left join best on best.number = s.number where coalesce(best.found, 0) <> 1 order by s.number`,
    [county.code],
  )
  for (const { row, key, found } of unmatched)
    refuse(report, { row, key, reason: found === 0 ? 'no-such-unit' : 'unit-not-unique', value: key })
  await transaction.query('delete from import_stage where code is null')
}

/** Where the buildings of a unit are found, by the micro-grid in which each lies. */
const unitOfBuilding: Record<UnitKind, string> = {
  building: 'b.code',
  micro_grid: 'b.micro_grid',
  grid: 'm.grid',
  community: 'g.community',
  street: 'a.parent',
}

async function apportion({ transaction, county, source, report }: TargetWork, kind: UnitKind): Promise<void> {
  await transaction.query('drop table if exists import_share')
  await transaction.query(
    `create temp table import_share on commit drop as
    select s.number, b.code as building, b.households, b.floors,
      case when sum(b.households) over unit > 0 then b.households::float8 / sum(b.households) over unit
        when sum(b.floors) over unit > 0 then b.floors::float8 / sum(b.floors) over unit
        else 1.0 / count(*) over unit end as share
    from import_stage s
    join (
      select ${unitOfBuilding[kind]} as unit, b.code, b.households, b.floors
      from building b
      left join micro_grid m on m.county = b.county and m.code = b.micro_grid and m.valid_to is null
      left join grid g on g.county = b.county and g.code = m.grid and g.valid_to is null
      left join area a on a.county = b.county and a.code = g.community
      where b.county = $1::text
    ) b on b.unit = s.code
    window unit as (partition by s.number)`,
    [county.code],
  )
  const empty = await transaction.query<{ row: number; key: string }>(
    `select number as row, key from import_stage s
    where fields ?| array['households', 'residents', 'elderly'] and not exists (select 1 from import_share h where h.number = s.number)
    order by number`,
  )
  for (const { row, key } of empty) noteRepair(report, { row, key, what: 'no-building-there' })
  for (const count of ['households', 'residents', 'elderly'] as const)
    await transaction.query(putDown[count], [county.code, source.name])
}

/** Whole numbers whose sum is what was told: each building's part rounded down, then one more to the largest remainders. */
const putDown = {
  households: statement('households', 'households = d.part, households_source = $2::text'),
  residents: statement('residents', 'residents = d.part'),
  elderly: statement('elderly', 'elderly = d.part'),
}

function statement(count: 'households' | 'residents' | 'elderly', set: string): string {
  return `with told as (
      select s.number, (s.fields->>'${count}')::int as whole from import_stage s
      where s.fields ? '${count}' and $1::text is not null and $2::text is not null
    ), part as (
      select h.number, h.building, t.whole, floor(h.share * t.whole)::int as least,
        h.share * t.whole - floor(h.share * t.whole) as rest
      from import_share h join told t on t.number = h.number
    ), divided as (
      select building, least + case when row_number() over (partition by number order by rest desc, building)
        <= whole - sum(least) over (partition by number) then 1 else 0 end as part
      from part
    )
    update building b set ${set} from divided d where b.county = $1::text and b.code = d.building`
}
