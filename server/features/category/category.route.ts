import { Router } from 'express'
import { listCategories } from '#domain/contract/category.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { categoryRows } from './category.query.ts'

export function categoryRoutes(context: Context): Router {
  const router = Router()
  mount(router, listCategories, async ({ query: { county = null } }) => ({
    categories: await categoryRows(context.db, county),
  }))
  return router
}
