import { type Request, Router } from 'express'
import { covers } from '#domain/account/covers.ts'
import {
  createDisplay,
  type Display,
  getOwnDisplay,
  listDisplays,
  openDisplay,
  revokeDisplay,
} from '#domain/contract/display.ts'
import { administratorFor } from '#server/account/administrator-for.ts'
import { writeAudit } from '#server/account/audit.ts'
import { readCookie, setCookie } from '#server/account/cookie.ts'
import {
  announceDisplay,
  type DisplayRow,
  displayRows,
  endDisplay,
  insertDisplay,
} from '#server/account/display.query.ts'
import { DISPLAY_COOKIE } from '#server/account/identify.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import { hashOf, newToken, readToken, writeToken } from '#server/account/token.ts'
import { unitRows } from '#server/account/unit.query.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'

/** Browsers keep a cookie no longer than 400 days; each start of the screen begins them anew. */
const COOKIE_SECONDS = 400 * 24 * 3600

/** Screens that show a county without anybody signed in: given a token, opened by it, and taken it again. */
export function displayRoutes({ db, now, accounts: { displays } }: Context): Router {
  const router = Router()

  mount(router, listDisplays, async ({ query: { county }, post }) => {
    const by = administratorFor({ post }, county)
    const rows = await displayRows(db.within(scopeOfPost(by)), county, { scope: by.path })
    return { displays: rows.map(toDisplay), now: now().toISOString() }
  })

  mount(router, createDisplay, async ({ query: { county }, body, post, response }) => {
    const by = administratorFor({ post }, county)
    const at = now()
    const [area] = await unitRows(db, { county, now: at, code: body.area })
    if (area === undefined || !['county', 'street', 'community'].includes(area.kind))
      throw new HttpProblem(400, 'unknown-unit', `There is no area ${body.area} in county ${county}.`, 'body.area')
    if (!covers(by.path, area.path))
      throw new HttpProblem(403, 'outside-scope', `${area.path} is not within your scope ${by.path}.`, 'body.area')
    const token = newToken(county)
    const id = newId()
    const made = { county, id, name: body.name, area: area.code, path: area.path, created_by: by.name }
    await db.transaction(async (transaction) => {
      await insertDisplay(transaction, { ...made, tokenHash: hashOf(token.secret), now: at })
      const after = { name: body.name, area: area.code }
      await writeAudit(transaction, { at, by, county, action: 'display.create', subject: id, path: area.path, after })
    })
    const [row] = await displayRows(db.within(scopeOfPost(by)), county, { id })
    response.status(201).set('Cache-Control', 'no-store')
    return { display: toDisplay(row!), token: writeToken(token) }
  })

  mount(router, revokeDisplay, async ({ params, query: { county }, post }) => {
    const by = administratorFor({ post }, county)
    const [row] = await displayRows(db.within(scopeOfPost(by)), county, { scope: by.path, id: params.display })
    if (row === undefined)
      throw notFound(`There is no screen ${params.display} within your scope.`, 'unknown-display', 'path.display')
    const at = now()
    await db.transaction(async (transaction) => {
      if (!(await endDisplay(transaction, county, row.id, at))) return
      const before = { name: row.name, area: row.area }
      const told = { at, by, county, subject: row.id, path: row.path }
      await writeAudit(transaction, { ...told, action: 'display.revoke', before })
      await announceDisplay(transaction, county, row.id)
    })
    displays.forget()
    const [revoked] = await displayRows(db.within(scopeOfPost(by)), county, { id: row.id })
    return { display: toDisplay(revoked ?? row) }
  })

  mount(router, openDisplay, async ({ body, request, response }) => {
    const token = readToken(body.token)
    const row = token && (await displays.find(token))
    if (token === null || row === null)
      throw new HttpProblem(403, 'unknown-display', 'No screen has this token; ask an administrator for a new address.')
    if (row.revoked_at !== null) throw revoked(row)
    setCookie(request, response, DISPLAY_COOKIE, writeToken(token), COOKIE_SECONDS)
    response.set('Cache-Control', 'no-store')
    return { display: toDisplay(row) }
  })

  mount(router, getOwnDisplay, async ({ request, response }) => {
    response.set('Cache-Control', 'no-store')
    const token = tokenOf(request)
    const row = token && (await displays.find(token))
    if (!row) return { display: null }
    // a screen whose token was taken keeps it: it is refused after every start, until it is given another
    if (row.revoked_at === null) setCookie(request, response, DISPLAY_COOKIE, writeToken(token), COOKIE_SECONDS)
    return { display: toDisplay(row) }
  })
  return router
}

/** What a screen is told whose token was taken. */
function revoked({ name }: DisplayRow): HttpProblem {
  return new HttpProblem(
    403,
    'display-revoked',
    `Screen ${name} may show nothing any more; ask an administrator for a new address.`,
  )
}

function tokenOf(request: Request) {
  return readToken(readCookie(request, DISPLAY_COOKIE))
}

function toDisplay(row: DisplayRow): Display {
  const { id, county, name, area, area_name, created_at, created_by, last_seen_at, revoked_at } = row
  return {
    id,
    county,
    name,
    area,
    areaName: area_name,
    createdAt: created_at.toISOString(),
    createdBy: created_by,
    lastSeenAt: last_seen_at?.toISOString() ?? null,
    revokedAt: revoked_at?.toISOString() ?? null,
  }
}
