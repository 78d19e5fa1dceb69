import { randomInt } from 'node:crypto'

/** A new id of 12 letters and digits, none of which is taken for another. */
export function newId(): string {
  return Array.from({ length: 12 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[randomInt(32)]).join('')
}
