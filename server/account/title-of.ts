import titles from '#data/accounts/titles.json' with { type: 'json' }
import type { Role } from '#domain/account/post.ts'

/** Title of a post that was given none, in the language in which its unit is named. */
export function titleOf(role: Role, unitName: string): string {
  const words = /\p{Script=Han}/u.test(unitName) ? titles.zh : titles.en
  return words[role].replace('{unit}', unitName)
}
