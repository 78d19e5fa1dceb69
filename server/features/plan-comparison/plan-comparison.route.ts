import { type Request, Router } from 'express'
import { comparePlansOf } from '#domain/contract/plan-comparison.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { draftStoreOf, type KnownBase } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import type { PlanWithOperations } from '#server/plan/plan-row.query.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { type ComparedDraft, compareDrafts } from '#server/plan-comparison/compare-drafts.ts'

/** Two plans beside each other, or one beside the grids of its base date. */
export function planComparisonRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)

  mount(router, comparePlansOf, async ({ query: { county, one, other }, request }) => {
    await askCounty(db, county, now())
    const rows = [
      one === 'today' ? null : await askPlan(request, county, one),
      other === 'today' ? null : await askPlan(request, county, other),
    ]
    const about = rows[1] ?? rows[0]
    if (!about) throw new HttpProblem(422, 'nothing-to-compare', 'Name at least one plan to compare.', 'query.other')
    if (rows.some((row) => row && row.scope !== about.scope))
      throw new HttpProblem(422, 'other-scope', 'Plans of different areas cannot be compared.', 'query.one')
    const stood = await store.baseOf(county, about.scope, about.base_date)
    const [before, after] = [
      await comparedOf(county, rows[0] ?? null, stood),
      await comparedOf(county, rows[1] ?? null, stood),
    ]
    return compareDrafts(context, stood, before, after)
  })

  async function comparedOf(county: string, row: PlanWithOperations | null, stood: KnownBase): Promise<ComparedDraft> {
    if (!row) return { id: '', name: '', draft: stood.drafted.draft }
    const known = await store.baseOfPlan(county, row)
    return { id: row.id, name: row.name, draft: store.replayed(row.id, known, row.operations).draft }
  }

  async function askPlan(request: Request, county: string, id: string): Promise<PlanWithOperations> {
    return requirePlan(db.within(shownTo(request, county)), county, id, 'query.one')
  }

  return router
}
