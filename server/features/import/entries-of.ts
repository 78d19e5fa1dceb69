import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import type { SaidIssue } from './issue-row.ts'

/** What a source says of an issue, as entries: filed, and closed where it knows when. Numbered from `sequence` on. */
export function entriesOf(said: SaidIssue, longitude: number, latitude: number, sequence = 1): IssueEntry[] {
  const { filedAt, answerBy, finishBy, closedAt, filedBy, closedBy, ...what } = said
  const filed = { ...what, longitude, latitude, answerBy: Date.parse(answerBy), finishBy: Date.parse(finishBy) }
  const entries: IssueEntry[] = [{ kind: 'file', filed, sequence, at: Date.parse(filedAt), actor: filedBy }]
  if (closedAt !== null)
    entries.push({ kind: 'close', sequence: sequence + 1, at: Date.parse(closedAt), actor: closedBy })
  return entries
}
