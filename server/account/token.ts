import { createHash, randomBytes } from 'node:crypto'

/** What a browser keeps to be known again: the county, and 256 random bits. */
export interface Token {
  county: string
  secret: string
}

export function newToken(county: string): Token {
  return { county, secret: randomBytes(32).toString('base64url') }
}

export function writeToken({ county, secret }: Token): string {
  return `${county}.${secret}`
}

/** Null for what we never wrote. */
export function readToken(text: string | null): Token | null {
  const [, county, secret] = /^(\d{6})\.([\w-]{43})$/.exec(text ?? '') ?? []
  return county === undefined || secret === undefined ? null : { county, secret }
}

/** What lies in the database in its place. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
