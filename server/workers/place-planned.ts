import type { Post } from '#domain/account/post.ts'
import { writeAudit } from '#server/account/audit.ts'
import { titleOf } from '#server/account/title-of.ts'
import type { Queryable } from '#server/db.types.ts'
import { giveGrids, planWorkerRows, workerPostRows } from './worker.query.ts'

/** Puts workers where a plan wants them, when it is published; in its transaction, after its grids stand. */
export async function placePlanned(
  transaction: Queryable,
  county: string,
  plan: string,
  codeOf: (draftCode: string) => string,
  { at, by }: { at: Date; by: Post | null },
): Promise<void> {
  const posts = new Map((await workerPostRows(transaction, county, `/${county}/`)).map((post) => [post.person, post]))
  for (const { person, grids } of await planWorkerRows(transaction, county, plan)) {
    const post = posts.get(person)
    // whoever left meanwhile is placed nowhere
    if (!post) continue
    const wanted = grids.map(codeOf)
    if (!(await giveGrids(transaction, county, person, wanted, (name) => titleOf('grid-worker', name)))) continue
    const unit = { before: { grids: [post.grid, ...post.care] }, after: { grids: wanted, plan } }
    await writeAudit(transaction, { county, at, by, action: 'worker.place', subject: person, path: post.path, ...unit })
  }
}
