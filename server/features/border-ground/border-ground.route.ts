import { Router } from 'express'
import { BORDER_GROUND_DEGREES, getBorderGround } from '#domain/contract/border-ground.ts'
import { featuresTold } from '#server/autoplan/features-told.ts'
import { readFeatures } from '#server/autoplan/read-features.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'
import { refuseBox } from '#server/plan/refuse-box.ts'

/** What a planner's browser parts a grid by. */
export function borderGroundRoutes({ db, now }: Context): Router {
  const router = Router()
  mount(router, getBorderGround, async ({ query: { county, ...box }, post }) => {
    await askCounty(db, county, now())
    await refuseUnlessPlanner(db, { post }, county)
    refuseBox(box, BORDER_GROUND_DEGREES, 'ground is')
    const { west, south, east, north } = box
    const { compoundNames, ...features } = await readFeatures(db, county, [west, south, east, north])
    return { features: featuresTold(features), compoundNames: [...compoundNames] }
  })
  return router
}
