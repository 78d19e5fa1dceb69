import type { z } from 'zod'
import type { Post } from '#domain/account/post.ts'
import { planCatalogue } from '#domain/category/plan-catalogue.ts'
import { type CatalogueRow, readCatalogueRow } from '#domain/category/read-catalogue-row.ts'
import type { CatalogueRefusal, importCategories } from '#domain/contract/category.ts'
import { writeAudit } from '#server/account/audit.ts'
import { addDepartments } from '#server/account/departments.ts'
import type { Context } from '#server/context.ts'
import type { Queryable } from '#server/db.types.ts'
import { readCatalogueCsv } from './catalogue-csv.ts'
import { categoryRows, lockCategories, ownedElsewhere, writeCategories } from './category.query.ts'

type Answer = z.infer<typeof importCategories.answer>

export interface CatalogueImport {
  county: string
  /** Who does it. */
  post: Post
  csv: string
  dryRun: boolean
}

/** Tells what a CSV does to a county's catalogue, and does it unless it is a dry run or any line is refused. */
export async function importCatalogue({ db, now }: Context, given: CatalogueImport): Promise<Answer> {
  const { county, post, csv, dryRun } = given
  const read = readCatalogueCsv(csv)
  if (!read.ok) return { rows: 0, changes: [], refusals: [read.refusal], saved: false }
  const rows: CatalogueRow[] = []
  const refusals: CatalogueRefusal[] = []
  for (const { line, cells } of read.rows) {
    const result = readCatalogueRow(cells, line)
    if (result.ok) rows.push(result.row)
    else refusals.push(...result.refusals)
  }
  refusals.push(...(await foreign(db, county, rows)))
  return db.transaction(async (transaction) => {
    if (!dryRun) await lockCategories(transaction, [...new Set(rows.map(({ category }) => category))])
    const known = await categoryRows(transaction, { county, show: 'all', at: now() })
    const plan = planCatalogue(known, rows)
    const refused = [...refusals, ...plan.refusals].sort((a, b) => a.line - b.line)
    const answer = { rows: read.rows.length, changes: plan.changes, refusals: refused, saved: false }
    if (dryRun || refused.length > 0 || plan.categories.length === 0) return answer
    await writeCategories(transaction, plan.categories)
    const departments = plan.categories.map(({ department }) => department)
    await addDepartments(transaction, county, departments)
    await writeAudit(transaction, {
      at: now(),
      by: post,
      county,
      action: 'category.import',
      subject: county,
      path: `/${county}/`,
      after: { rows: read.rows.length, categories: plan.categories.map(({ code }) => code) },
    })
    return { ...answer, saved: true }
  })
}

async function foreign(db: Queryable, county: string, rows: readonly CatalogueRow[]): Promise<CatalogueRefusal[]> {
  const codes = new Set(await ownedElsewhere(db, county, [...new Set(rows.map(({ category }) => category))]))
  return rows
    .filter(({ category }) => codes.has(category))
    .map(({ line, category }) => ({ line, column: 'code', reason: 'other-county', value: category }))
}
