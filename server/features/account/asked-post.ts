import { covers } from '#domain/account/covers.ts'
import type { Post, Role } from '#domain/account/post.ts'
import { unitKindsOf } from '#domain/account/unit.ts'
import { titleOf } from '#server/account/title-of.ts'
import { unitRows } from '#server/account/unit.query.ts'
import type { Db } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'

export interface AskedPost {
  role: Role
  unit: string
  /** For a department: code of the area of its scope. */
  scope?: string | undefined
  title?: string | undefined
}

/**
 * The post as it may be written. Throws HttpProblem: 400 `unknown-unit`, `unit-does-not-fit`; 403 `outside-scope` for
 * one that reaches beyond the scope of who gives it.
 */
export async function postOf(
  db: Db,
  by: Post,
  { role, unit: code, scope, title }: AskedPost,
  now: Date,
): Promise<Pick<Post, 'role' | 'unit' | 'path' | 'name'>> {
  const { county } = by
  const [unit] = await unitRows(db, { county, now, code })
  if (unit === undefined || unit.closed)
    throw new HttpProblem(400, 'unknown-unit', `There is no unit ${code} in county ${county}.`, 'body.unit')
  if (!unitKindsOf[role].includes(unit.kind))
    throw new HttpProblem(
      400,
      'unit-does-not-fit',
      `Role ${role} has its place at a ${unitKindsOf[role].join(' or ')}; ${unit.name} is a ${unit.kind}.`,
      'body.unit',
    )
  const path = unit.kind === 'department' && scope !== undefined ? await pathOf(db, county, scope, now) : unit.path
  if (!covers(by.path, path))
    throw new HttpProblem(403, 'outside-scope', `${path} is not within your scope ${by.path}.`, 'body.unit')
  return { role, unit: code, path, name: title ?? titleOf(role, unit.name) }
}

async function pathOf(db: Db, county: string, code: string, now: Date): Promise<string> {
  const [area] = await unitRows(db, { county, now, code })
  if (area !== undefined && area.kind !== 'department') return area.path
  throw new HttpProblem(400, 'unknown-unit', `There is no area ${code} in county ${county}.`, 'body.scope')
}
