import type { Position } from '#domain/contract/common.ts'
import { checkPieces } from './check-pieces.ts'
import { cutArcs } from './cut-arcs.ts'
import { type CutPiece, cutLine } from './cut-line.ts'
import { MAX_SPAN_STEPS, toPath, toPosition } from './lattice.ts'
import { ringsOf } from './locate.ts'
import { metersPerStep } from './metric.ts'
import type { Arc, Changed, Face, LatticePolygon, Partition, Patch, Refusal } from './partition.types.ts'
import { refuse } from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { doubleArea, polygonsOf, type Region, regionsOf } from './polygon.ts'
import { backward, forward, type HalfArc, halfOf } from './trace.ts'

/** What a split would do, before anything is changed: enough for a preview while the line is drawn. */
export interface SplitPlan {
  readonly ok: true
  readonly left: readonly LatticePolygon[]
  readonly right: readonly LatticePolygon[]
  readonly patch: Patch
}

/** A side smaller than this is a slip of the hand. */
const MIN_SIDE_SQUARE_METERS = 1

/**
 * Splits a face along a drawn line (degrees) that runs through it from border to border; `codes` name what lies left
 * and right of the line, one of them may be the old code. Other parts of the face stay with the nearer side.
 */
export function splitFace(
  partition: Partition,
  code: string,
  line: readonly (readonly number[])[],
  codes: readonly [string, string],
): Changed | Refusal {
  const plan = planSplit(partition, code, line, codes)
  return plan.ok ? { ok: true, ...applyPatch(partition, plan.patch) } : plan
}

/** The two sides and the patch of a split, without applying it. */
export function planSplit(
  partition: Partition,
  code: string,
  line: readonly (readonly number[])[],
  codes: readonly [string, string],
): SplitPlan | Refusal {
  const face = partition.faces.get(code)
  if (!face) return refuse('unknown-face')
  if (codes[0] === codes[1] || codes.some((next) => next !== code && partition.faces.has(next)))
    return refuse('code-taken')
  const path = toPath(line)
  const start = partition.arcs.get(face.arcs[0]!)!.points
  if (path.some((value, i) => !(Math.abs(value - start[i % 2]!) < MAX_SPAN_STEPS / 2))) return refuse('line-malformed')
  const rings = ringsOf(polygonsOf(partition, code))
  const arcs = face.arcs.map((id) => partition.arcs.get(id)!)
  const cut = cutLine(arcs, rings, path)
  if (!cut.ok) return cut
  const place = checkPieces(partition, arcs, cut.pieces)
  if (place) return refuse('line-too-close-to-border', toPosition(place[0], place[1]))
  return divide(partition, face, cut.pieces, codes)
}

function divide(
  partition: Partition,
  face: Face,
  pieces: readonly CutPiece[],
  codes: readonly [string, string],
): SplitPlan | Refusal {
  const cut = cutArcs(partition, face, pieces, codes)
  const drawn = new Set(cut.drawn.map((arc) => arc.id))
  const halves: HalfArc[] = cut.border.map((arc) => halfOf(arc, face.code)!)
  for (const arc of cut.drawn) halves.push(forward(arc), backward(arc))
  const sides = sortRegions(regionsOf(halves), drawn)
  const middle = toPosition(pieces[0]!.points[0]!, pieces[0]!.points[1]!)
  if (!sides) return refuse('line-does-not-separate', middle)
  const [left, right] = sides.map((regions) => regions.map((region) => region.polygon)) as [
    LatticePolygon[],
    LatticePolygon[],
  ]
  for (const side of [left, right])
    if (squareMeters(side) < MIN_SIDE_SQUARE_METERS) return refuse('side-too-small', placeOf(side, middle))
  return { ok: true, left, right, patch: relabel(face, cut, sides, codes) }
}

/** Regions left and right of the drawn arcs; parts the line does not touch join the nearer side. Null when one lies on both. */
function sortRegions(regions: readonly Region[], drawn: ReadonlySet<number>): [Region[], Region[]] | null {
  const sides: [Region[], Region[]] = [[], []]
  const untouched: Region[] = []
  for (const region of regions) {
    const onLeft = region.halves.some((half) => half.id > 0 && drawn.has(half.id))
    const onRight = region.halves.some((half) => half.id < 0 && drawn.has(-half.id))
    if (onLeft && onRight) return null
    if (onLeft) sides[0].push(region)
    else if (onRight) sides[1].push(region)
    else untouched.push(region)
  }
  const [left, right] = [[...sides[0]], [...sides[1]]]
  for (const region of untouched) sides[distance(region, left) <= distance(region, right) ? 0 : 1].push(region)
  return sides
}

/** Least squared distance between vertices. */
function distance(region: Region, others: readonly Region[]): number {
  let least = Number.POSITIVE_INFINITY
  const ring = region.polygon[0]!
  for (const other of others)
    for (let i = 0; i < ring.length; i += 2)
      for (let j = 0, to = other.polygon[0]!; j < to.length; j += 2)
        least = Math.min(least, (ring[i]! - to[j]!) ** 2 + (ring[i + 1]! - to[j + 1]!) ** 2)
  return least
}

function relabel(
  face: Face,
  cut: ReturnType<typeof cutArcs>,
  sides: readonly [Region[], Region[]],
  codes: readonly [string, string],
): Patch {
  const arcs = new Map<number, Arc>(cut.drawn.map((arc) => [arc.id, arc]))
  const faces: [string, Face | null][] = codes.includes(face.code) ? [] : [[face.code, null]]
  sides.forEach((regions, side) => {
    const ids = regions.flatMap((region) => region.halves.map((half) => Math.abs(half.id)))
    faces.push([codes[side]!, { code: codes[side]!, arcs: ids }])
    for (const arc of cut.border) {
      if (!ids.includes(arc.id)) continue
      const next = arc.left === face.code ? { ...arc, left: codes[side]! } : { ...arc, right: codes[side]! }
      arcs.set(arc.id, next)
    }
  })
  return {
    nodes: cut.nodes,
    arcs: [...cut.removed.map((id): [number, Arc | null] => [id, null]), ...arcs],
    faces: [...faces, ...cut.neighbours],
    nextId: cut.nextId,
  }
}

function squareMeters(polygons: readonly LatticePolygon[]): number {
  const scale = metersPerStep(polygons[0]?.[0]?.[1] ?? 0)
  return (doubleArea(polygons) / 2) * scale.x * scale.y
}

function placeOf(polygons: readonly LatticePolygon[], fallback: Position): Position {
  const ring = polygons[0]?.[0]
  return ring ? toPosition(ring[0]!, ring[1]!) : fallback
}
