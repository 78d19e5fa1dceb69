import type { IssueHistoryEntry } from '#domain/contract/issue.ts'

/** A time in which an issue's clocks stood. */
export interface Pause {
  from: string
  /** Null while they still stand. */
  to: string | null
  reason: string
}

/** When the clocks of an issue stood and why, oldest first: suspended by those above, or granted to whoever asked. Pure. */
export function pausesOf(history: readonly IssueHistoryEntry[]): Pause[] {
  const pauses: Pause[] = []
  let asked = ''
  for (const { kind, at, what, reason = '', until } of history) {
    const last = pauses.at(-1)
    if (kind === 'ask' && what === 'suspend') asked = reason
    else if (kind === 'suspend') pauses.push({ from: at, to: null, reason })
    else if (kind === 'grant' && until !== undefined) pauses.push({ from: at, to: null, reason: asked })
    else if ((kind === 'resume' || kind === 'merge') && last?.to === null) last.to = at
  }
  return pauses
}
