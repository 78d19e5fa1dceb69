import { type IssueAct, type IssueEntry, type IssueFiling, issueAct } from '#domain/issue/issue-entry.ts'
import { projectEntry, projectIssue } from '#domain/issue/project-issue.ts'
import { refuseAct } from '#domain/issue/refuse-act.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import {
  type EntryRow,
  entryRows,
  insertEntries,
  insertIssues,
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
}

export interface ToFile {
  filing: IssueFiling
  /** A number of the county's own form; else day of filing and a running number. */
  number?: string
  at: number
  actor: string
  /** What else happened to it before it is put down: the past of an issue that is filed late. */
  acts?: readonly Acted[]
}

/** Acts on one issue; `version` is the one the actor saw: another's work in between is a conflict, never overwritten. */
export interface ToDo {
  number: string
  version: number
  acts: readonly Acted[]
}

export type Refusal = 'unknown-issue' | 'conflict' | 'not-now' | 'before-last'
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
    const ids = await nextIssueIds(transaction, filed.length)
    const written = filed.map((one, index) => newIssue(one, ids[index]!))
    await insertIssues(transaction, county, written)
    await insertEntries(transaction, county, written)
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
    const histories = await readHistories(
      transaction,
      county,
      todo.map((one) => one.number),
    )
    const judged = todo.map((one) => judge(one, histories.get(one.number)))
    const wanted = judged.flatMap((outcome) => (outcome.ok ? outcome.written : []))
    const kept = new Set(await updateIssues(transaction, county, wanted))
    const done = wanted.filter((written) => kept.has(written.id))
    await insertEntries(transaction, county, done)
    await tellFeed(transaction, county, done)
    return judged.map((outcome) =>
      outcome.ok && !kept.has(outcome.written.id)
        ? { ok: false, number: outcome.written.number, reason: 'conflict' }
        : outcome,
    )
  })
}

/** Histories by issue number, as they stand in the database. */
export async function readHistories(
  db: Queryable,
  county: string,
  numbers: readonly string[],
): Promise<Map<string, History>> {
  const histories = new Map<string, History>()
  for (const row of await entryRows(db, county, numbers)) {
    const history = histories.get(row.number) ?? { id: row.id, version: row.version, entries: [] }
    history.entries.push(toEntry(row))
    histories.set(row.number, history)
  }
  return histories
}

export interface History {
  id: number
  version: number
  entries: IssueEntry[]
}

function newIssue({ filing, at, actor, number, acts = [] }: ToFile, id: number): WrittenIssue {
  const entries: IssueEntry[] = [{ kind: 'file', filed: filing, sequence: 1, at, actor }]
  for (const acted of acts) entries.push(entryOf(acted, entries.length + 1))
  const issue = projectIssue(entries)!
  return { id, number: number ?? numberOf(at, id), before: 0, issue, entries }
}

/** Day of filing (UTC) and a running number: `20261121-041207`. */
function numberOf(at: number, id: number): string {
  return `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}-${String(id).padStart(6, '0')}`
}

function judge({ number, version, acts }: ToDo, history: History | undefined): Outcome {
  const before = projectIssue(history?.entries ?? [])
  if (history === undefined || before === null) return { ok: false, number, reason: 'unknown-issue' }
  if (history.version !== version) return { ok: false, number, reason: 'conflict' }
  let issue = before
  let last = history.entries.at(-1)!
  const entries: IssueEntry[] = []
  for (const acted of acts) {
    const refused = refuseAct(issue, last.at, acted.act, acted.at)
    if (refused !== null) return { ok: false, number, reason: refused }
    last = entryOf(acted, last.sequence + 1)
    entries.push(last)
    issue = projectEntry(issue, last)!
  }
  return { ok: true, written: { id: history.id, number, before: version, issue, entries } }
}

function entryOf({ act, at, actor }: Acted, sequence: number): IssueEntry {
  return { ...act, sequence, at, actor }
}

function toEntry(row: EntryRow): IssueEntry {
  const act = issueAct.parse({ ...row.detail, kind: row.kind })
  return { ...act, sequence: row.sequence, at: row.at.getTime(), actor: row.actor }
}
