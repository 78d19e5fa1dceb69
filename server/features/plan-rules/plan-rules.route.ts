import { Router } from 'express'
import type { Post, Role } from '#domain/account/post.ts'
import { countySettings } from '#domain/contract/county.ts'
import { type CountyPlanRules, getPlanRules, putPlanRules } from '#domain/contract/plan-rules.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, postFor } from '#server/http.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { storePlanRules } from './plan-rules.query.ts'

const changing: readonly Role[] = ['planner', 'administrator']

/** Norms and rules that plans are held to: read by everybody, set by planners and administrators of the whole county. */
export function planRulesRoutes({ db, now }: Context): Router {
  const router = Router()

  const rulesOf = async (county: string): Promise<CountyPlanRules> => {
    const settings = countySettings.parse((await askCounty(db, county, now())).settings)
    const { gridHouseholds, microGridHouseholds, planRules } = settings
    return { gridHouseholds, microGridHouseholds, planRules }
  }

  mount(router, getPlanRules, async ({ query: { county }, post }) => ({
    ...(await rulesOf(county)),
    mayChange: post !== null && mayChange(post, county),
  }))

  mount(router, putPlanRules, async ({ query: { county }, body, post }) => {
    const before = await rulesOf(county)
    const by = postFor({ post }, county)
    if (!mayChange(by, county))
      throw new HttpProblem(403, 'not-allowed', 'Rules are set by planners and administrators of the whole county.')
    await db.transaction(async (transaction) => {
      await storePlanRules(transaction, county, body)
      const record = { county, at: now(), by, action: 'plan-rules.change', subject: county, path: `/${county}/` }
      await writeAudit(transaction, { ...record, before: { ...before }, after: { ...body } })
    })
    return { ...(await rulesOf(county)), mayChange: true }
  })

  return router
}

function mayChange(post: Post, county: string): boolean {
  return post.county === county && changing.includes(post.role) && post.path === `/${county}/`
}
