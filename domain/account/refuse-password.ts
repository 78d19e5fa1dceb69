export const LEAST_PASSWORD_LENGTH = 10
export const MOST_PASSWORD_LENGTH = 128
const LEAST_DIFFERENT = 5
const LONGEST_SEQUENCE_LEFT = 6

export type PasswordRefusal = 'too-short' | 'too-long' | 'has-login' | 'too-simple' | 'common'

/**
 * Why a password is not good enough; null when it is. `common` are passwords found on every guesser's list, lower case.
 * Simple: fewer than five different characters, or little left beside runs such as 123456 and abcdef.
 */
export function refusePassword(
  password: string,
  { login, common }: { login: string; common: ReadonlySet<string> },
): PasswordRefusal | null {
  const characters = [...password.normalize('NFKC')]
  if (characters.length < LEAST_PASSWORD_LENGTH) return 'too-short'
  if (characters.length > MOST_PASSWORD_LENGTH) return 'too-long'
  const plain = characters.join('').toLowerCase()
  if (common.has(plain) || common.has(withoutTail(plain))) return 'common'
  if (login.length >= 3 && plain.includes(login.toLowerCase())) return 'has-login'
  if (new Set(plain).size < LEAST_DIFFERENT || outsideRuns(plain) < LONGEST_SEQUENCE_LEFT) return 'too-simple'
  return null
}

/** A common word stays one with a year, an exclamation mark or some digits behind it. */
function withoutTail(plain: string): string {
  return plain.replace(/[\d!@#$%.]{1,6}$/, '')
}

/** Characters that do not go on as the two before them did: by one up, by one down, or the same. */
function outsideRuns(plain: string): number {
  let count = 0
  for (let at = 0; at < plain.length; at++) {
    const step = plain.charCodeAt(at) - plain.charCodeAt(at - 1)
    const before = plain.charCodeAt(at - 1) - plain.charCodeAt(at - 2)
    if (at < 2 || step !== before || Math.abs(step) > 1) count += 1
  }
  return count
}
