import { Router } from 'express'
import type { Position } from '#domain/contract/common.ts'
import { GUIDE_BOX_DEGREES, getPlanGuides, type PlanGuide } from '#domain/contract/plan-guide.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { refuseBox } from '#server/plan/refuse-box.ts'
import { type GuideRow, guidesIn } from './plan-guide.query.ts'

/** What planners' borders may follow. */
export function planGuideRoutes({ db, now }: Context): Router {
  const router = Router()
  mount(router, getPlanGuides, async ({ query: { county, ...box } }) => {
    await askCounty(db, county, now())
    refuseBox(box, GUIDE_BOX_DEGREES, 'guides are')
    const { west, south, east, north } = box
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
