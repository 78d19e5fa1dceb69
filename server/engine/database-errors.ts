import pg from 'pg'
import { DatabaseUnavailable, RowsHeld, StatementTimeout } from '#server/db.types.ts'

/** SQLSTATEs that say "not now" rather than "wrong": connection exceptions, too many connections, shutting down. */
const unavailableStates = /^(08...|53300|57P0[1-5])$/
const queryCanceled = '57014'
const lockNotAvailable = '55P03'
const featureNotSupported = '0A000'

const cutNetwork = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
/** What the driver itself says when a connection is lost; it gives these errors no code. */
const lostConnection =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Client was closed/

/** Tells the three kinds of failure apart: not available now, ran out of time, or wrong (returned as it came). */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable || error instanceof StatementTimeout)
    return error
  if (error.message === 'Query read timeout') return new StatementTimeout(error.message, { cause: error })
  if (error instanceof pg.DatabaseError) {
    if (error.code === queryCanceled && error.message.includes('statement timeout'))
      return new StatementTimeout(error.message, { cause: error })
    if (error.code === lockNotAvailable) return new RowsHeld(error.message, { cause: error })
    // a column came or went under a kept plan: the connection is given up, and with it the plan
    if (error.code === featureNotSupported && error.message.startsWith('cached plan'))
      return new DatabaseUnavailable(error.message, { cause: error })
    return unavailableStates.test(error.code ?? '') ? new DatabaseUnavailable(error.message, { cause: error }) : error
  }
  return isLostConnection(error) ? new DatabaseUnavailable(error.message, { cause: error }) : error
}

function isLostConnection(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return cutNetwork.has(code) || lostConnection.test(error.message) || error instanceof AggregateError
}
