import { randomInt } from 'node:crypto'

/** Without what looks like something else when it is read from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be handed over: 16 of 31 characters in fours, 79 bits. */
export function newPassword(): string {
  const fours = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  )
  return fours.join('-')
}
