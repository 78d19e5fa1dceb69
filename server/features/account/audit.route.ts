import { Router } from 'express'
import { type AuditEntry, listAudit, listUnits } from '#domain/contract/account.ts'
import { administratorFor } from '#server/account/administrator-for.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import { unitRows } from '#server/account/unit.query.ts'
import type { Context } from '#server/context.ts'
import type { Queryable } from '#server/db.types.ts'
import { mount, notFound } from '#server/http.ts'

/** What posts belong to, and what they changed. */
export function auditRoutes({ db, now }: Context): Router {
  const router = Router()

  mount(router, listUnits, async ({ query: { county, kind } }) => {
    const units = await unitRows(db, { county, now: now(), kind })
    if (units.length === 0 && (await unitRows(db, { county, now: now(), code: county })).length === 0)
      throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
    return { units }
  })

  mount(router, listAudit, async ({ query: { county, subject, limit, cursor }, post, response }) => {
    const by = administratorFor({ post }, county)
    const { path } = by
    const rows = await auditRows(db.within(scopeOfPost(by)), { county, path, subject, cursor, limit: limit + 1 })
    const page = rows.slice(0, limit)
    response.set('Cache-Control', 'no-store')
    return {
      entries: page.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      next: rows.length > page.length ? page.at(-1)!.id : null,
      now: now().toISOString(),
    }
  })
  return router
}

type AuditRow = Omit<AuditEntry, 'at'> & { at: Date }

async function auditRows(
  db: Queryable,
  asked: { county: string; path: string; subject: string | undefined; cursor: number | undefined; limit: number },
): Promise<AuditRow[]> {
  const { county, path, subject, cursor, limit } = asked
  return await db.query<AuditRow>(
    `select id, at, actor, action, subject, before, after from audit
     where county = $1::text and starts_with(path, $2::text) and ($3::text is null or subject = $3::text)
       and ($4::bigint is null or id < $4::bigint)
     order by id desc limit $5::integer`,
    [county, path, subject ?? null, cursor ?? null, limit],
  )
}
