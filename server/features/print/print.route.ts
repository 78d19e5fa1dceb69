import { type Request, Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import { cancelPrint, getPrint, getPrintFile, type PrintRequest, startPrint } from '#domain/contract/print.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound, postFor } from '#server/http.ts'
import { originOf } from '#server/origin-of.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { printerFor } from './may-print.ts'
import { createPrintRuns } from './print-runs.ts'
import type { PreparedPrint } from './print-task.ts'
import { prepareReport } from './report/prepare-report.ts'
import { prepareSheets } from './sheet/prepare-sheets.ts'
import { prepareSignboards } from './signboard/prepare-signboards.ts'
import { type ScopeRow, scopeRow } from './signboard/signboard.query.ts'

/** What is printed on paper: begun, asked about, cancelled, fetched. */
export function printRoutes(context: Context): Router {
  const { db, now, environment } = context
  const router = Router()
  const runs = createPrintRuns(context)

  mount(router, startPrint, async ({ query: { county }, body, post, request, response }) => {
    const code = body.kind === 'report' ? await scopeOfPlan(request, county, body.plan) : body.scope
    const scope = await scopeRow(db, county, code)
    if (!scope) throw notFound(`County ${county} has no area ${code}.`, 'unknown-area', 'body.scope')
    const printer = printerFor({ post }, county, scope.path)
    response.status(202)
    return runs.start(printer, body.kind, await prepare(county, scope, body, printer, request))
  })

  async function scopeOfPlan(request: Request, county: string, id: string): Promise<string> {
    return (await requirePlan(db.within(shownTo(request, county)), county, id, 'body.plan')).scope
  }

  async function prepare(
    county: string,
    scope: ScopeRow,
    body: PrintRequest,
    post: Post,
    request: Request,
  ): Promise<PreparedPrint> {
    switch (body.kind) {
      case 'signboards': {
        const origin = environment.publicUrl ?? originOf(request)
        return prepareSignboards(db, { county, scope, request: body, post, origin, now: now() })
      }
      case 'sheets':
        return prepareSheets(context, { county, scope, request: body, post })
      case 'report':
        return prepareReport(context, { county, scope, request: body, post })
    }
  }

  mount(router, getPrint, async ({ params, query: { county }, post }) =>
    runs.told(postFor({ post }, county), params.run),
  )

  mount(router, cancelPrint, async ({ params, query: { county }, post }) =>
    runs.cancel(postFor({ post }, county), params.run),
  )

  mount(router, getPrintFile, async ({ params, query: { county }, post, response }) => {
    const { file, name } = runs.fileOf(postFor({ post }, county), params.run)
    await new Promise<void>((resolve, reject) => {
      const headers = { 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store' }
      // who leaves while it comes has seen enough
      response.download(file, name, { headers, dotfiles: 'allow' }, (error) =>
        error && !response.headersSent ? reject(error) : resolve(),
      )
    })
    return undefined
  })

  return router
}
