import type { IssueSummary } from '#domain/contract/issue.ts'

/** Known issues with `told` ones put in: newest filed first, the higher version wins, at most `most` stay. */
export function mergeIssues(
  known: readonly IssueSummary[],
  told: readonly IssueSummary[],
  most: number,
): readonly IssueSummary[] {
  const byNumber = new Map(known.map((issue) => [issue.number, issue]))
  for (const issue of told) {
    const before = byNumber.get(issue.number)
    if (before === undefined || issue.version > before.version) byNumber.set(issue.number, issue)
  }
  return [...byNumber.values()]
    .sort((a, b) => Date.parse(b.filedAt) - Date.parse(a.filedAt) || (a.number < b.number ? 1 : -1))
    .slice(0, most)
}
