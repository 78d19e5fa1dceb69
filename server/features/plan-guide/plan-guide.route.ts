import { Router } from 'express'
import type { Position } from '#domain/contract/common.ts'
import { GUIDE_BOX_DEGREES, getPlanGuides, type PlanGuide } from '#domain/contract/plan-guide.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { type GuideRow, guidesIn } from './plan-guide.query.ts'

/** What planners' borders may follow. */
export function planGuideRoutes({ db, now }: Context): Router {
  const router = Router()
  mount(router, getPlanGuides, async ({ query: { county, west, south, east, north } }) => {
    await askCounty(db, county, now())
    const [wide, tall] = [east - west, north - south]
    if (!(wide > 0 && tall > 0 && wide <= GUIDE_BOX_DEGREES && tall <= GUIDE_BOX_DEGREES))
      throw new HttpProblem(
        422,
        'box-too-large',
        `The box is ${wide.toFixed(4)} x ${tall.toFixed(4)} degrees; guides are given for more than 0 and at most ${GUIDE_BOX_DEGREES}.`,
        'query.east',
      )
    return { guides: (await guidesIn(db, county, [west, south, east, north])).flatMap(linesOf) }
  })
  return router
}

/** Lines and rings of a geometry, each a guide; coordinates to the lattice of plans. */
function linesOf({ kind, name, geom }: GuideRow): PlanGuide[] {
  const lines: PlanGuide[] = []
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return
    if (isLine(part)) lines.push({ kind, name, line: part.map(([x, y]) => [rounded(x), rounded(y)]) })
    else for (const inner of part) visit(inner)
  }
  visit(geom.coordinates)
  return lines
}

function isLine(part: unknown[]): part is Position[] {
  return Array.isArray(part[0]) && typeof part[0][0] === 'number'
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}
