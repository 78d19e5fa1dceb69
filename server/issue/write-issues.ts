import type { Actor, Ground } from '#domain/issue/guards.ts'
import { type IssueAct, type IssueEntry, type IssueFiling, issueAct } from '#domain/issue/issue-entry.ts'
import { type IssueProjection, projectEntry, projectIssue } from '#domain/issue/project-issue.ts'
import { type ActRefusal, refuseAct, refuseActor } from '#domain/issue/refuse-act.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { issueOfRow } from './standing.ts'
import {
  type EntryRow,
  entryRows,
  insertEntries,
  insertIssues,
  type KnownRow,
  lockIssues,
  newIssueNumbers,
  nextIssueIds,
  tellFeed,
  updateIssues,
  type WrittenIssue,
} from './write.query.ts'

/** An act with its moment (milliseconds since 1970) and the post that does it. */
export interface Acted {
  act: IssueAct
  at: number
  actor: string
  /** Role and unit of the post, where they are known. */
  role?: string
  byUnit?: string
  photos?: readonly string[]
}

export interface ToFile {
  filing: IssueFiling
  /** A number it has already; else the next one of the county's own form, e.g. `YF20261122-0061`. */
  number?: string
  /** `report`: somebody must take it on as a case first; else it is filed at once. */
  kind?: 'report' | 'file'
  at: number
  actor: string
  role?: string
  byUnit?: string
  photos?: readonly string[]
  /** What else happened to it before it is put down: the past of an issue that is filed late. */
  acts?: readonly Acted[]
}

/**
 * Acts on one issue; `version` is the one the actor saw: another's work in between is a conflict, never overwritten.
 * Null acts on whatever it has become.
 */
export interface ToDo {
  number: string
  version: number | null
  acts: readonly Acted[]
  /** Who asks, where the lifecycle's roles and guards must allow it; absent for histories and the clock. */
  by?: { actor: Actor; ground: Pick<Ground, 'reopenDays'> }
}

export type Refusal = 'unknown-issue' | 'conflict' | ActRefusal
export type Outcome = { ok: true; written: WrittenIssue } | { ok: false; number: string; reason: Refusal }

/** Files one issue and tells the feed; answers its number. */
export async function fileIssue(db: Db, county: string, filed: ToFile): Promise<WrittenIssue> {
  const [written] = await fileIssues(db, county, [filed])
  return written!
}

/** Files issues in one transaction; the feed is told last, so that readers see numbers in the order of commits. */
export async function fileIssues(db: Db, county: string, filed: readonly ToFile[]): Promise<WrittenIssue[]> {
  if (filed.length === 0) return []
  return db.transaction(async (transaction) => {
    const written = await putDownNew(transaction, county, filed)
    await tellFeed(transaction, county, written)
    return written
  })
}

/** Acts on one issue; refuses with a reason. */
export async function actOnIssue(db: Db, county: string, todo: ToDo): Promise<Outcome> {
  const [outcome] = await actOnIssues(db, county, [todo])
  return outcome!
}

/** Acts on many issues in one transaction; what is refused is left out, the rest is done. One entry a number. */
export async function actOnIssues(db: Db, county: string, todo: readonly ToDo[]): Promise<Outcome[]> {
  if (todo.length === 0) return []
  return db.transaction(async (transaction) => {
    const known = await readKnown(
      transaction,
      county,
      todo.map((one) => one.number),
      db.engine,
    )
    const outcomes = todo.map((one) => judge(county, one, known.get(one.number)))
    const done = outcomes.flatMap((outcome) => (outcome.ok ? outcome.written : []))
    await putDown(transaction, county, done)
    await tellFeed(transaction, county, done)
    return outcomes
  })
}

/** Puts new issues down within a transaction; the caller tells the feed last. */
export async function putDownNew(
  transaction: Queryable,
  county: string,
  filed: readonly ToFile[],
): Promise<WrittenIssue[]> {
  const made = await nameNew(transaction, county, filed)
  await putDownAll(transaction, county, made, [])
  return made
}

/** Puts down what known issues have become, within the transaction that locked them. */
export async function putDown(transaction: Queryable, county: string, known: readonly WrittenIssue[]): Promise<void> {
  await putDownAll(transaction, county, [], known)
}

/** As both, in one trip: rows and entries of all go down together. New issues learn where they lie. */
export async function putDownAll(
  transaction: Queryable,
  county: string,
  made: readonly WrittenIssue[],
  known: readonly WrittenIssue[],
): Promise<void> {
  if (made.length + known.length === 0) return
  const [ladders, kept] = await Promise.all([
    made.length === 0 ? null : insertIssues(transaction, county, made),
    known.length === 0 ? [] : updateIssues(transaction, county, known),
    insertEntries(transaction, county, [...made, ...known]),
  ])
  for (const one of made) {
    const ladder = ladders?.get(one.id)
    if (ladder !== undefined) one.ladder = ladder
  }
  if (kept.length !== known.length) throw new Error('an issue changed under its lock')
}

/** New issues with their ids, and numbers for those that have none. */
export async function nameNew(
  transaction: Queryable,
  county: string,
  filed: readonly ToFile[],
): Promise<WrittenIssue[]> {
  if (filed.length === 0) return []
  const unnamed = filed.filter((one) => one.number === undefined)
  const given = await newIssueNumbers(
    transaction,
    county,
    unnamed.map((one) => new Date(Math.round(one.at))),
  )
  const ids = await nextIssueIds(transaction, filed.length - unnamed.length)
  return filed.map((one) => {
    const { id, number } = one.number === undefined ? given.shift()! : { id: ids.shift()!, number: one.number }
    return newIssue(one, id, number)
  })
}

/** An issue as it stands, locked. */
export interface KnownIssue {
  row: KnownRow
  issue: IssueProjection
}

/** Issues as they stand, by number, locked until the transaction ends; where the engine is named, throws as `lockIssues` does. */
export async function readKnown(
  transaction: Queryable,
  county: string,
  numbers: readonly string[],
  engine: Db['engine'] = 'postgis',
): Promise<Map<string, KnownIssue>> {
  const rows = await lockIssues(transaction, county, numbers, engine)
  const unread = rows.filter((row) => row.standing === null).map((row) => row.number)
  const histories = unread.length === 0 ? new Map<string, History>() : await readHistories(transaction, county, unread)
  const known = new Map<string, KnownIssue>()
  for (const row of rows) {
    const issue = issueOfRow(row) ?? projectIssue(histories.get(row.number)?.entries ?? [])
    if (issue !== null) known.set(row.number, { row, issue })
  }
  return known
}

/** Judges what somebody wants to do with an issue, and what it would become. */
export function judge(county: string, { number, version, acts, by }: ToDo, known: KnownIssue | undefined): Outcome {
  if (known === undefined) return { ok: false, number, reason: 'unknown-issue' }
  const { row } = known
  if (version !== null && row.version !== version) return { ok: false, number, reason: 'conflict' }
  let { issue } = known
  const entries: IssueEntry[] = []
  for (const acted of acts) {
    const refused = by
      ? refuseActor(issue, groundOf(county, row, by.ground), acted.act, by.actor, acted.at)
      : refuseAct(issue, acted.act, acted.at)
    if (refused !== null) return { ok: false, number, reason: refused }
    const entry = entryAsRead(acted, issue.version + 1)
    entries.push(entry)
    issue = projectEntry(issue, entry)!
  }
  const { id, version: before, head, street, community, grid, micro_grid } = row
  const ladder = { street, community, grid, micro_grid }
  return { ok: true, written: { id, number, before, issue, entries, head: head ?? '', ladder } }
}

function groundOf(county: string, row: KnownRow, { reopenDays }: Pick<Ground, 'reopenDays'>): Ground {
  const { street, community, grid } = row
  return { county, street, community, grid, reopenDays }
}

/** Histories by issue number, as they stand in the database. */
export async function readHistories(
  db: Queryable,
  county: string,
  numbers: readonly string[],
): Promise<Map<string, History>> {
  const histories = new Map<string, History>()
  for (const row of await entryRows(db, county, numbers)) {
    const history = histories.get(row.number) ?? { id: row.id, version: row.version, head: '', entries: [] }
    history.entries.push(toEntry(row))
    history.head = row.hash ?? ''
    histories.set(row.number, history)
  }
  return histories
}

export interface History {
  id: number
  version: number
  /** Hash of its last entry; '' where there was no chain yet. */
  head: string
  entries: IssueEntry[]
}

function newIssue(filed: ToFile, id: number, number: string): WrittenIssue {
  const { filing, at, actor, kind = 'file', acts = [], role, byUnit, photos } = filed
  const first = { act: { kind, filed: filing }, at, actor, role, byUnit, photos, number }
  const entries: IssueEntry[] = [entryAsRead(first, 1)]
  for (const acted of acts) entries.push(entryAsRead(acted, entries.length + 1))
  const issue = projectIssue(entries)!
  return { id, number, before: 0, issue, entries }
}

/** What an issue was called whose history names no number: day of filing (UTC) and a running number, `20261121-041207`. */
export function numberOf(at: number, id: number): string {
  return `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}-${String(id).padStart(6, '0')}`
}

interface LooselyActed extends Pick<Acted, 'act' | 'at' | 'actor'> {
  role?: string | undefined
  byUnit?: string | undefined
  photos?: readonly string[] | undefined
  number?: string | undefined
}

/** An entry as it will be read back: what is projected and chained now is what the row says, to the millisecond. */
function entryAsRead(acted: LooselyActed, sequence: number): IssueEntry {
  return entryOf({ ...acted, act: issueAct.parse(acted.act), at: Math.round(acted.at) }, sequence)
}

function entryOf({ act, at, actor, role, byUnit, photos, number }: LooselyActed, sequence: number): IssueEntry {
  const entry: IssueEntry = { sequence, at, actor, ...act }
  if (role !== undefined) entry.role = role
  if (byUnit !== undefined) entry.byUnit = byUnit
  if (photos !== undefined && photos.length > 0) entry.photos = photos
  if (number !== undefined) entry.number = number
  return entry
}

/** An entry as it was written; throws on one that no version of this program wrote. */
export function toEntry(row: Omit<EntryRow, 'number' | 'id' | 'version' | 'hash'>): IssueEntry {
  const act = issueAct.parse({ ...row.detail, kind: row.kind })
  const { photos, number } = row.detail
  return entryOf(
    {
      act,
      at: row.at.getTime(),
      actor: row.actor,
      role: row.role === '' ? undefined : row.role,
      byUnit: row.by_unit === '' ? undefined : row.by_unit,
      photos: Array.isArray(photos) ? photos.map(String) : undefined,
      number: typeof number === 'string' ? number : undefined,
    },
    row.sequence,
  )
}
