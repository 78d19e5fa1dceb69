import { Router } from 'express'
import { LRUCache } from 'lru-cache'
import { handLimits, type OtherHand, showPlanHand } from '#domain/contract/plan-hand.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'
import { isDraft } from './plan-hand.query.ts'

/** Drafts whose hands are held in memory at once. */
const KEPT_DRAFTS = 500

/** Hands of all who draw in one draft, told to each other and kept nowhere. */
export function planHandRoutes({ db, now }: Context): Router {
  const router = Router()
  const drafts = new LRUCache<string, Map<string, { hand: OtherHand; at: number }>>({ max: KEPT_DRAFTS })

  mount(router, showPlanHand, async ({ params: { plan }, query: { county }, body, post, request }) => {
    await refuseUnlessPlanner(db, { post }, county)
    if (!(await isDraft(db.within(shownTo(request, county)), county, plan)))
      throw notFound(`County ${county} has no draft ${plan}.`, 'unknown-plan', 'path.plan')
    const key = `${county} ${plan}`
    const pages = drafts.get(key) ?? new Map<string, { hand: OtherHand; at: number }>()
    drafts.set(key, pages)
    const moment = now().getTime()
    for (const [page, { at }] of pages) if (moment - at > handLimits.keptMilliseconds) pages.delete(page)
    if (pages.has(body.page) || pages.size < handLimits.pages)
      pages.set(body.page, { hand: { ...body, name: post?.county === county ? post.name : '' }, at: moment })
    return { hands: [...pages.values()].map(({ hand }) => hand).filter(({ page }) => page !== body.page) }
  })
  return router
}
