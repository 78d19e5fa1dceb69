import { Router } from 'express'
import { getBrief } from '#domain/contract/brief.ts'
import type { Context } from '#server/context.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { mount } from '#server/http.ts'
import { createBriefPrinter } from './brief-printer.ts'
import { fileNameOf } from './file-name.ts'
import { gatherMaterial } from './gather-material.ts'

export function briefRoutes(context: Context): Router {
  const router = Router()
  const store = coverageStoreOf(context)
  const printer = createBriefPrinter()

  mount(router, getBrief, async ({ query, response, signal }) => {
    const now = context.now()
    let name = ''
    const bytes = await printer.print(async () => {
      const material = await gatherMaterial(context.db, store, query, now)
      name = fileNameOf(material)
      return material
    }, signal)
    if (bytes === null) return undefined
    response
      .attachment(name)
      .set({ 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store', 'Content-Length': String(bytes.length) })
      .end(bytes)
    return undefined
  })
  return router
}
