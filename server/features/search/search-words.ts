import type { SearchWords } from './search.query.ts'

/** Patterns for a normalised text: what the user wrote stands for itself, `%`, `_` and `\` too. */
export function searchWords(text: string): SearchWords {
  const lower = text.toLowerCase()
  const compact = lower.replaceAll(' ', '')
  return {
    text: lower,
    compact,
    begins: `${escapeLike(lower)}%`,
    compactBegins: `${escapeLike(compact)}%`,
    holds: `%${lower.split(' ').map(escapeLike).join('%')}%`,
  }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
