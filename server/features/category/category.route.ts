import { Router } from 'express'
import { catalogueRows } from '#domain/category/catalogue-row.ts'
import {
  type CatalogueCategory,
  exportCategories,
  importCategories,
  listCategories,
  putCategory,
} from '#domain/contract/category.ts'
import { writeAudit } from '#server/account/audit.ts'
import { addDepartments } from '#server/account/departments.ts'
import { sharedEditorFor } from '#server/account/shared-editor-for.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { writeCatalogueCsv } from './catalogue-csv.ts'
import { categoryRows, lockCategories, ownedElsewhere, writeCategories } from './category.query.ts'
import { importCatalogue } from './import-catalogue.ts'
import { refuseCategory } from './refuse-category.ts'

export function categoryRoutes(context: Context): Router {
  const router = Router()
  const { db } = context
  const catalogueOf = (county: string) => categoryRows(db, { county, show: 'all', at: context.now() })

  mount(router, listCategories, async ({ query: { county = null, show } }) => ({
    categories: await categoryRows(db, { county, show, at: context.now() }),
  }))

  mount(router, exportCategories, async ({ query: { county }, response }) => {
    const csv = writeCatalogueCsv(catalogueRows(await catalogueOf(county)))
    response
      .type('text/csv; charset=utf-8')
      .set('Content-Disposition', `attachment; filename="catalogue-${county}.csv"`)
      .send(csv)
    return undefined
  })

  mount(router, putCategory, async (asked) => {
    const { county } = asked.query
    const { code } = asked.params
    const post = await sharedEditorFor(db, asked, county)
    const elsewhere = await ownedElsewhere(db, county, [code])
    if (elsewhere.length > 0)
      throw new HttpProblem(403, 'other-county', `Category ${code} belongs to another county.`, 'path.code')
    const known = await catalogueOf(county)
    const before = known.find((one) => one.code === code)
    const wanted: CatalogueCategory = { ...asked.body.category, code, version: asked.body.version }
    const refused = refuseCategory(known, wanted)
    if (refused !== null) throw new HttpProblem(400, refused.reason, refused.detail, refused.path)
    await db.transaction(async (transaction) => {
      const [standing] = await lockCategories(transaction, [code])
      if ((standing?.version ?? 0) !== wanted.version)
        throw new HttpProblem(
          409,
          'category-changed',
          `Category ${code} is at version ${standing?.version ?? 0}, you saw ${wanted.version}: look at it again.`,
          'body.version',
        )
      await writeCategories(transaction, [wanted])
      await addDepartments(transaction, county, [wanted.department])
      const action = before ? 'category.change' : 'category.create'
      await writeAudit(transaction, {
        at: context.now(),
        by: post,
        county,
        action,
        subject: code,
        path: `/${county}/`,
        ...(before ? { before } : {}),
        after: wanted,
      })
    })
    const category = (await catalogueOf(county)).find((one) => one.code === code)
    if (category === undefined) throw new Error(`category ${code} was written and is not there`)
    return { category }
  })

  mount(router, importCategories, async (asked) => {
    const { county } = asked.query
    const post = await sharedEditorFor(db, asked, county)
    return importCatalogue(context, { county, post, ...asked.body })
  })
  return router
}
