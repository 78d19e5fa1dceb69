import { z } from 'zod'
import { type SearchResult, searchResult } from '#domain/contract/search.ts'

const MOST = 6
const kept = z.array(searchResult)

/** What was chosen last in a county, newest first; kept by this browser only. */
export function readRecent(county: string): SearchResult[] {
  try {
    const parsed = kept.safeParse(JSON.parse(localStorage.getItem(keyOf(county)) ?? '[]'))
    return parsed.success ? parsed.data.slice(0, MOST) : []
  } catch {
    // storage may be closed (private window) or hold something else: then there is nothing recent
    return []
  }
}

/** Puts a result in front; the same thing stands there once. */
export function rememberRecent(county: string, chosen: SearchResult): void {
  const others = readRecent(county).filter((known) => !isSame(known, chosen))
  try {
    localStorage.setItem(keyOf(county), JSON.stringify([chosen, ...others].slice(0, MOST)))
  } catch {
    // full or closed storage: nothing is remembered
  }
}

export function isSame(one: SearchResult, other: SearchResult): boolean {
  return one.kind === other.kind && one.code === other.code && one.name === other.name
}

function keyOf(county: string): string {
  return `gridboard.recent-searches.${county}`
}
