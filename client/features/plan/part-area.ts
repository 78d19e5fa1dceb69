import i18next from 'i18next'
import { ApiError, call } from '#client/api.ts'
import { lineBetween } from '#domain/autoplan/line-between.ts'
import type { Parted, PartInto } from '#domain/autoplan/part-grid.ts'
import { redrawStep } from '#domain/autoplan/redraw-step.ts'
import { BORDER_GROUND_DEGREES, getBorderGround } from '#domain/contract/border-ground.ts'
import { type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import { type Area, areaOf, facesAt, groundAt, type Level, pointsAt } from '#domain/partition/area.ts'
import { toPositions } from '#domain/partition/lattice.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import { proposeSplit } from '#domain/partition/propose-split.ts'
import { partHere } from './autoplan/part-here.ts'
import { newAreaName } from './modes/split.mode.ts'
import type { OpenDraft } from './plan-desk.ts'
import { previewSplit, splitOperation } from './split-preview.ts'
import { previewSteps } from './step-preview.ts'
import type { Proposal } from './tool/proposal.ts'

/** What would part an area; or why nothing does, the compound in the way by its name ('' for none). */
export type Offer =
  | { ok: true; proposal: Proposal }
  | { ok: false; none: (Extract<Parted, { ok: false }> & { compoundName: string }) | null }

/**
 * Steps that part a grid or a micro-grid along what stands on its ground. A straight line halves ground where nobody lives,
 * and any ground without a network. Throws ApiError when the server refuses to tell what stands there.
 */
export async function partArea(open: OpenDraft, level: Level, code: string, into: PartInto): Promise<Offer> {
  const { draft } = open.work
  const area = areaOf(draft, level, code)
  if (!area) return { ok: false, none: null }
  const ground = groundAt(draft, level, code)
  const [west, south, east, north] = boxOf(toMultiPolygon(ground).flat(2))
  if (Math.max(east - west, north - south) > BORDER_GROUND_DEGREES) return straight(open, level, area, into)
  const box = { west, south, east, north }
  const around = await groundIn(open.base.county, box)
  if (around === null) return straight(open, level, area, into, 'hint.halvedOffline')
  const { features, compoundNames } = around
  const units = facesAt(draft, level, code).map((face) => polygonsOf(draft.partition, face))
  const parted = await partHere({ units, features, into })
  if (!parted.ok)
    return parted.households < 2
      ? straight(open, level, area, into)
      : { ok: false, none: { ...parted, compoundName: compoundNames[parted.compound] ?? '' } }
  const compounds = parted.shared.map((compound) => compoundNames[compound]).join(i18next.t('plan:ground.and'))
  const how = parted.shared.length > 0 ? 'partedShared' : parted.cut.length > 0 ? 'partedCut' : 'parted'
  const words = { key: `hint.${how}`, values: { count: parted.parts.length, cut: parted.cut.length, compounds } }
  const split = parted.parts.length === 2 ? splitAlong(open, level, area, parted.parts) : null
  if (split) return { ok: true, proposal: { ...split, words } }
  const operation = level === 'grid' ? redrawInto(open, area, parted.parts) : null
  if (!operation || !previewSteps(open.work, level, [operation]).ok) return { ok: false, none: null }
  return { ok: true, proposal: { operations: [operation], level, words, choose: code } }
}

/** What stands on ground; null without a network: one draws on, by a straight line. */
async function groundIn(county: string, box: { west: number; south: number; east: number; north: number }) {
  try {
    return await call(getBorderGround, { query: { county, ...box } })
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unreachable') return null
    throw error
  }
}

type Parts = Extract<Parted, { ok: true }>['parts']

/** One split along the line between two parts; null where they touch otherwise, or it is longer than a step may hold. */
function splitAlong(open: OpenDraft, level: Level, area: Area, [one, other]: Parts) {
  const path = lineBetween(one!, other!)
  if (!path || path.length / 2 > planLimits.lineVertices - 2) return null
  const preview = previewSplit(open.work, level, toPositions(path), area.code)
  const operation = preview.ok && preview.area?.code === area.code ? splitOf(open, level, preview) : null
  return operation && { operations: [operation], level, line: preview.line, choose: area.code }
}

function splitOf(open: OpenDraft, level: Level, preview: ReturnType<typeof previewSplit>): PlanOperation | null {
  return splitOperation(open.work, preview, (fresh, around) => newAreaName(open, level, fresh, around))
}

/** One step that parts a grid into several: the first keeps its code and name. */
function redrawInto(open: OpenDraft, area: Area, parts: Parts): PlanOperation | null {
  const { code, name, kind, community } = area
  const step = redrawStep(open.work.draft, [code], {
    grids: parts.map((polygons, part) => ({
      ...{ code: part === 0 ? code : null, name, kind, community },
      ground: { type: 'MultiPolygon', coordinates: toMultiPolygon(polygons) },
    })),
    microGrids: [],
  })
  if (!step) return null
  const grids = step.grids.map((grid) =>
    grid.code === code ? grid : { ...grid, name: newAreaName(open, 'grid', grid.code, area) },
  )
  return { ...step, grids }
}

/** A straight line over ground that nothing stands on. */
function straight(open: OpenDraft, level: Level, area: Area, into: PartInto, words = 'hint.halved'): Offer {
  const { work } = open
  const list = pointsAt(work, level, area.code)
  const direction = into.kind === 'halves' ? into.direction : 'across'
  const line = proposeSplit(
    groundAt(work.draft, level, area.code),
    work.base.points,
    list,
    direction,
    (tried) => previewSplit(work, level, tried, area.code).ok,
  )
  const operation = line && splitOf(open, level, previewSplit(work, level, line, area.code))
  if (!line || !operation) return { ok: false, none: null }
  return {
    ok: true,
    proposal: { operations: [operation], level, line, words: { key: words }, choose: area.code },
  }
}
