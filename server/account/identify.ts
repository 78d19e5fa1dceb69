import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Context } from '#server/context.ts'
import { HttpProblem } from '#server/http.ts'
import { rememberAsker } from './asker.ts'
import { readCookie } from './cookie.ts'
import { type Displays, rememberDisplay } from './displays.ts'
import { readToken } from './token.ts'

export const SESSION_COOKIE = 'gridboard_session'
/** Token of a wall screen. */
export const DISPLAY_COOKIE = 'gridboard_display'
/** What a screen asks of its own token, and where somebody signs in on it; below `/api`. */
const openToDisplays = [
  '/display',
  '/session',
  '/session/demo',
  '/session/ways',
  '/session/provider',
  '/session/provider/begin',
]

/** Says who asks, by the session in the cookie, and refuses what another site had the browser send. */
export function identify({ accounts }: Pick<Context, 'accounts'>): RequestHandler {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const token = readToken(readCookie(request, SESSION_COOKIE))
    if (!isReading(request) && !isOwnSite(request, token !== null))
      throw new HttpProblem(403, 'other-site', 'This was sent from another site; do it on this one.')
    const asker = token && (await accounts.sessions.find(token))
    if (asker) rememberAsker(request, asker)
    else await admitDisplay(request, accounts.displays)
    next()
  }
}

/**
 * Lets a screen read and nothing else. Throws 403 `display-revoked` whatever one asks whose token was taken, and 403
 * `display-reads-only` for what would change something.
 */
async function admitDisplay(request: Request, displays: Displays): Promise<void> {
  const token = readToken(readCookie(request, DISPLAY_COOKIE))
  const row = token && (await displays.find(token))
  if (!row || openToDisplays.includes(request.path)) return
  if (row.revoked_at !== null)
    throw new HttpProblem(
      403,
      'display-revoked',
      `Screen ${row.name} may show nothing any more; ask an administrator for a new address.`,
    )
  if (!isReading(request))
    throw new HttpProblem(403, 'display-reads-only', `Screen ${row.name} only shows; sign in to change something.`)
  rememberDisplay(request, row)
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/**
 * A browser says where a request comes from: by Sec-Fetch-Site over https and on this machine, by Origin everywhere.
 * What says neither is no browser: let in where it brings no session either.
 */
function isOwnSite(request: Request, withSession: boolean): boolean {
  const site = request.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  const origin = request.get('Origin')
  if (origin === undefined) return !withSession
  return URL.canParse(origin) && new URL(origin).host === request.host
}
