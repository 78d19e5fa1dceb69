import type { Post } from '#domain/account/post.ts'
import type { TileLayer } from '#domain/contract/common.ts'
import { type ImportLayer, importLayer } from '#domain/contract/manifest.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { MOST_PARTS } from '#server/engine/parts.ts'
import { countTouchedSince, undoChanges } from './changes.ts'
import { layerOfRun } from './import-run.query.ts'
import { inParts, locked, sessionOf, wholly } from './in-session.ts'
import { placeBuildings } from './targets/buildings.ts'
import { dropLine, type UndoneIssues, undoIssues } from './undo-issues.ts'

export type UndoRefusal =
  | 'unknown-run'
  | 'undone-already'
  /** Issues imported before it was written down which ones. */
  | 'not-written-down'
  /** Newest first: a later import may stand on this one. */
  | 'later-imports'
  /** Plans drawn since stand on these grids. */
  | 'plans-since'
  | 'changed-since'

/** `kept`: numbers of issues that people have worked on since. */
export type Undone = { ok: true; rows: number; kept: string[] } | { ok: false; reason: UndoRefusal; value: string }

interface Undoing {
  county: string
  run: number
  by: Post | null
  at: Date
}

/** Few enough that whoever waits for the embedded engine's one session has a turn soon. */
const LEAST_AT_ONCE = 1_000

/**
 * Takes an import back: rows that it made go, rows that it changed or removed are what they were. All or nothing, but for
 * issues: those that people have worked on since stay, and are named. Nobody sees a part of it.
 */
export async function undoImport(db: Db, county: string, run: number, by: Post | null, at: Date): Promise<Undone> {
  const undoing = { county, run, by, at }
  if ((await layerOfRun(db, county, run)) !== 'issue')
    return locked(db, county, (transaction) => undoRows(transaction, undoing))
  const judged = await locked(db, county, (transaction) => judge(transaction, county, run))
  if (!judged.ok) return judged
  const atOnce = Math.max(LEAST_AT_ONCE, Math.ceil(judged.brought / MOST_PARTS))
  if (db.engine === 'postgis' || judged.brought <= LEAST_AT_ONCE)
    return locked(db, county, async (transaction) => {
      // a plan that is published meanwhile would find issues that go
      await transaction.query('select pg_advisory_xact_lock(7242, $1::integer)', [county])
      const undone = await undoIssues(wholly(transaction), county, run, atOnce)
      await dropLine(transaction)
      return settleIssues(transaction, undoing, undone)
    })
  const transaction = sessionOf(db)
  return inParts(db, { act: 'undo', county, run }, async (apart) => {
    const undone = await undoIssues({ transaction, apart }, county, run, atOnce)
    return (last) => settleIssues(last, undoing, undone)
  }).finally(() => dropLine(transaction).catch(() => {}))
}

async function undoRows(transaction: Queryable, undoing: Undoing): Promise<Undone> {
  const { county, run } = undoing
  const judged = await judge(transaction, county, run)
  if (!judged.ok) return judged
  await undoChanges(transaction, county, run, judged.layer)
  if (judged.layer === 'building' || judged.layer === 'micro_grid') await placeBuildings(transaction, county)
  const [changed] = await transaction.query<{ rows: number }>(
    'select count(*)::int as rows from import_change where county = $1::text and run = $2::bigint',
    [county, run],
  )
  const undone = { ok: true as const, rows: changed!.rows, kept: [] }
  await settle(transaction, undoing, judged, undone)
  return undone
}

/** Where people have worked on all of them nothing was written, and the import stands. */
async function settleIssues(transaction: Queryable, undoing: Undoing, { rows, kept }: UndoneIssues): Promise<Undone> {
  const undone = { ok: true as const, rows, kept }
  const judged = await judge(transaction, undoing.county, undoing.run)
  if (!judged.ok)
    throw new Error(`import ${undoing.run} could be taken back when it was begun, and no longer: ${judged.reason}`)
  if (undone.rows === 0 && judged.brought > 0) {
    const [reason, value] =
      undone.kept.length > 0 ? changedSince(undone.kept.length) : (['not-written-down', ''] as const)
    return { ok: false, reason, value }
  }
  await settle(transaction, undoing, judged, undone)
  return undone
}

/** Marks the import as taken back, and tells tiles and the audit. */
async function settle(
  transaction: Queryable,
  { county, run, by, at }: Undoing,
  { layer, source }: Judged & { ok: true },
  { rows, kept }: Undone & { ok: true },
): Promise<void> {
  await transaction.query(
    `update import_run set undone_at = $3::timestamptz, undone_by = $4::text
    where county = $1::text and id = $2::bigint`,
    [county, run, at, by?.name ?? 'gridboard'],
  )
  await transaction.query('delete from import_change where county = $1::text and run = $2::bigint', [county, run])
  for (const tiles of tilesOf[layer])
    await transaction.query('select append_feed($1::text, $2::text, $3::text, 1, null)', [county, 'layer', tiles])
  await writeAudit(transaction, {
    at,
    by,
    county,
    action: 'import.undo',
    subject: `${source} ${run}`,
    path: `/${county}/`,
    after: { layer, rows, ...(kept.length === 0 ? {} : { kept: kept.length }) },
  })
}

const tilesOf: Record<ImportLayer, readonly TileLayer[]> = {
  area: ['area'],
  grid: ['grid'],
  micro_grid: ['micro_grid', 'grid', 'building'],
  compound: ['compound'],
  gate: ['compound'],
  building: ['building', 'micro_grid', 'grid'],
  dwellings: ['building', 'micro_grid', 'grid'],
  station: ['station'],
  site_candidate: [],
  walk_edge: ['walk_edge'],
  road: ['road'],
  water: ['water'],
  green: ['green'],
  issue: ['issue'],
  division: [],
  statistic: ['building', 'micro_grid', 'grid'],
}

type Judged =
  /** `brought`: rows that it made or changed. */
  { ok: true; layer: ImportLayer; source: string; brought: number } | { ok: false; reason: UndoRefusal; value: string }

async function judge(transaction: Queryable, county: string, run: number): Promise<Judged> {
  const [row] = await transaction.query<{
    source: string
    layer: string
    undone_at: Date | null
    later: string | null
    plans: number
    brought: number
  }>(
    `select source, layer, undone_at,
      coalesce((report->'changes'->>'new')::int + (report->'changes'->>'changed')::int, 0) as brought,
      (select later.source || ' ' || later.id from import_run later
        where later.county = r.county and later.id > r.id and later.undone_at is null order by later.id desc limit 1) as later,
      (select count(*)::int from plan p where p.county = r.county and p.created_at > r.at) as plans
    from import_run r where county = $1::text and id = $2::bigint for update`,
    [county, run],
  )
  const refused = (reason: UndoRefusal, value = '') => ({ ok: false as const, reason, value })
  if (row === undefined) return refused('unknown-run', String(run))
  if (row.undone_at !== null) return refused('undone-already', row.undone_at.toISOString())
  const layer = importLayer.parse(row.layer)
  if (row.later !== null) return refused('later-imports', row.later)
  if ((layer === 'area' || layer === 'grid' || layer === 'micro_grid') && row.plans > 0)
    return refused('plans-since', String(row.plans))
  const touched = await countTouchedSince(transaction, county, row.source, run, layer)
  if (touched > 0) return refused(...changedSince(touched))
  return { ok: true, layer, source: row.source, brought: row.brought }
}

function changedSince(rows: number): ['changed-since', string] {
  return ['changed-since', String(rows)]
}
