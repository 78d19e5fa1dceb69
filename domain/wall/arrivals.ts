import type { Category } from '#domain/contract/category.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { MinuteSpan, WallRule } from '#domain/contract/wall.ts'
import type { Arrival } from './scene-clock.ts'

const HOUR = 3_600_000
/** Older than this, milliseconds, nothing is news. */
const NEWS_MILLISECONDS = 600_000

/** An issue that a rule speaks of, since when, and what the wall does about it. */
export interface Told {
  issue: IssueSummary
  rule: WallRule
  at: number
}

type Asked = Pick<
  IssueSummary,
  'number' | 'emergency' | 'category' | 'street' | 'community' | 'filedAt' | 'finishBy' | 'finishedAt' | 'closedAt'
>

/**
 * Issues that rules speak of at a moment, the newest first; each once, by the first rule that fits. `categories` tell which
 * kind belongs to which: a rule of a kind speaks of those below it too. Pure.
 */
export function toldIssues(
  issues: readonly IssueSummary[],
  rules: readonly WallRule[],
  now: number,
  categories: readonly Pick<Category, 'code' | 'parent'>[] = [],
): Told[] {
  const parents = new Map(categories.map(({ code, parent }) => [code, parent]))
  const told: Told[] = []
  for (const issue of issues)
    for (const rule of rules) {
      const at = momentOf(issue, rule, parents)
      if (at === null || at > now || now - at > NEWS_MILLISECONDS) continue
      told.push({ issue, rule, at })
      break
    }
  return told.sort((a, b) => b.at - a.at || (a.issue.number < b.issue.number ? 1 : -1))
}

/** Those of them that take the wall for a while, as the scene clock wants them. */
export function arrivalsOf(told: readonly Told[]): Arrival[] {
  return told
    .filter(({ rule }) => rule.sceneSeconds > 0)
    .map(({ issue, rule, at }) => ({ scene: { kind: 'issue', number: issue.number }, at, seconds: rule.sceneSeconds }))
}

/** Whether a minute of the day lies within a span that may pass midnight. */
export function isWithin(span: MinuteSpan | null, minute: number): boolean {
  if (span === null || span.from === span.to) return false
  if (span.from < span.to) return minute >= span.from && minute < span.to
  return minute >= span.from || minute < span.to
}

/** When an issue became what the rule speaks of; null when it never did. */
function momentOf(issue: Asked, rule: WallRule, parents: ReadonlyMap<string, string | null>): number | null {
  if (rule.emergencyOnly && !issue.emergency) return null
  if (rule.category !== null && rule.category !== issue.category && rule.category !== parents.get(issue.category))
    return null
  if (rule.area !== null && rule.area !== issue.street && rule.area !== issue.community) return null
  if (rule.on === 'filed') return Date.parse(issue.filedAt)
  if (issue.finishedAt !== null || issue.closedAt !== null) return null
  return Date.parse(issue.finishBy) - (rule.on === 'soon' ? HOUR : 0)
}
