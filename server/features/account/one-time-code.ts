import { Secret, TOTP } from 'otpauth'
import type { Queryable } from '#server/db.types.ts'

const PERIOD_SECONDS = 30

/** A new secret and the address that brings it into an authenticator app. */
export function newSecret(label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: totpOf(secret.base32, label).toString() }
}

/**
 * Number of the period for which a code is right at `now` (RFC 6238, six digits a 30 seconds, one period late or early
 * is taken); null when it is wrong.
 */
export function periodOfCode(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret, '').validate({ token: code, window: 1, timestamp: now.getTime() })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** Uses a period up: false when this or a later one was used already, a code seen over a shoulder. */
export async function spendPeriod(db: Queryable, county: string, person: string, period: number): Promise<boolean> {
  const rows = await db.query(
    `update person set totp_period = $3::bigint
     where county = $1::text and id = $2::text and totp_period < $3::bigint returning 1`,
    [county, person, period],
  )
  return rows.length === 1
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Gridboard', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
}
