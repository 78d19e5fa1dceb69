import { Router } from 'express'
import { BORDER_GROUND_DEGREES, getBorderGround } from '#domain/contract/border-ground.ts'
import { featuresTold } from '#server/autoplan/features-told.ts'
import { readFeatures } from '#server/autoplan/read-features.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { refuseUnlessPlanner } from '#server/plan/planner-for.ts'

/** What a planner's browser parts a grid by. */
export function borderGroundRoutes({ db, now }: Context): Router {
  const router = Router()
  mount(router, getBorderGround, async ({ query: { county, west, south, east, north }, post }) => {
    await askCounty(db, county, now())
    await refuseUnlessPlanner(db, { post }, county)
    const [wide, tall] = [east - west, north - south]
    if (!(wide > 0 && tall > 0 && wide <= BORDER_GROUND_DEGREES && tall <= BORDER_GROUND_DEGREES))
      throw new HttpProblem(
        422,
        'box-too-large',
        `The box is ${wide.toFixed(4)} x ${tall.toFixed(4)} degrees; ground is given for more than 0 and at most ${BORDER_GROUND_DEGREES}.`,
        'query.east',
      )
    const { compoundNames, ...features } = await readFeatures(db, county, [west, south, east, north])
    return { features: featuresTold(features), compoundNames: [...compoundNames] }
  })
  return router
}
