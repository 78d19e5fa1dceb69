import { facesNear } from '#domain/partition/arc-index.ts'
import { type Area, areaOf, areasOf, countAt, facesAt, groundAt, type Level } from '#domain/partition/area.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import { toLattice, toPositions } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import { arcsNear, positionsOf } from './border-index.ts'
import { type Norm, normState } from './norm-state.ts'
import type { Work } from './work.ts'

type Features = GeoJSON.FeatureCollection
/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

const shapes = new WeakMap<readonly LatticePolygon[], { polygons: GeoJSON.MultiPolygon; label: GeoJSON.Point }>()

/** Ground of every grid with its tone and how it stands to the norm; unchanged ground keeps its coordinates by identity. */
export function gridFeatures(work: Work, tones: ReadonlyMap<string, number>, norm: Norm): Features {
  return collection(areasOf(work.draft, 'grid').map((area) => groundFeature(work, 'grid', area, tones, norm)))
}

/** Ground of the micro-grids in a box, in the tone of their grid. */
export function microGridFeatures(work: Work, tones: ReadonlyMap<string, number>, norm: Norm, box: Box): Features {
  return collection(microGridsIn(work.draft, box).map((area) => groundFeature(work, 'micro-grid', area, tones, norm)))
}

/** A label in every open grid: its name, its households, and how they stand to the norm. */
export function gridLabels(work: Work, norm: Norm, number: Intl.NumberFormat): Features {
  return collection(
    areasOf(work.draft, 'grid')
      .filter((area) => !area.locked)
      .map((area) => labelFeature(work, 'grid', area, norm, number)),
  )
}

/** A label in every open micro-grid in a box. */
export function microGridLabels(work: Work, norm: Norm, number: Intl.NumberFormat, box: Box): Features {
  return collection(
    microGridsIn(work.draft, box)
      .filter((area) => !area.locked && !area.rest)
      .map((area) => labelFeature(work, 'micro-grid', area, norm, number)),
  )
}

/** Borders of grids: between open ones, around them, and those of locked neighbours. */
export function gridBorders({ draft }: Work): Features {
  const locked = (grid: string | null) => grid === null || draft.grids.get(grid)?.locked !== false
  return collection(
    [...draft.partition.arcs.values()].flatMap((arc) => {
      const [left, right] = [arc.left, arc.right].map((face) => (face === null ? null : gridOf(draft, face))) as [
        string | null,
        string | null,
      ]
      if (left === right) return []
      const rank = locked(left) && locked(right) ? 'beyond' : locked(left) || locked(right) ? 'rim' : 'inner'
      return [feature({ type: 'LineString', coordinates: positionsOf(arc) }, { rank })]
    }),
  )
}

/** Borders between micro-grids of one grid in a box. */
export function microGridBorders({ draft }: Work, box: Box): Features {
  return collection(
    arcsNear(draft, box).flatMap((arc) => {
      if (arc.left === null || arc.right === null) return []
      const grid = gridOf(draft, arc.left)
      if (grid !== gridOf(draft, arc.right)) return []
      const locked = draft.grids.get(grid)?.locked !== false
      return [feature({ type: 'LineString', coordinates: positionsOf(arc) }, { locked })]
    }),
  )
}

/** Today's borders of a level that the plan no longer has. */
export function goneBorders({ draft, base }: Work, level: Level): Features {
  const bordersOf = (of: Draft) =>
    [...of.partition.arcs.values()].filter(
      ({ left, right }) =>
        level === 'micro-grid' || left === null || right === null || gridOf(of, left) !== gridOf(of, right),
    )
  const standing = new Set(bordersOf(draft).flatMap(({ points }) => edgesOf(points)))
  return collection(
    bordersOf(base.draft).flatMap(({ points }) => {
      const gone = edgesOf(points).every((edge) => !standing.has(edge))
      return gone ? [feature({ type: 'LineString', coordinates: toPositions(points) }, {})] : []
    }),
  )
}

/** Outlines of chosen areas. */
export function chosenFeatures({ draft }: Work, level: Level, codes: readonly (string | null)[]): Features {
  return collection(
    codes.flatMap((code, index) =>
      code !== null && facesAt(draft, level, code).length > 0
        ? [feature(shapeOf(groundAt(draft, level, code)).polygons, { role: index === 0 ? 'chosen' : 'other' })]
        : [],
    ),
  )
}

function microGridsIn(draft: Draft, [west, south, east, north]: Box): Area[] {
  const faces = facesNear(draft.partition, [toLattice(west), toLattice(south), toLattice(east), toLattice(north)])
  return [...faces].flatMap((face) => areaOf(draft, 'micro-grid', face) ?? [])
}

function groundFeature(
  work: Work,
  level: Level,
  area: Area,
  tones: ReadonlyMap<string, number>,
  norm: Norm,
): GeoJSON.Feature {
  const { code, locked, grid } = area
  const state = locked ? 'none' : normState(area, countAt(work, work.base.points, level, code).households, norm)
  const tone = locked ? -1 : (tones.get(grid) ?? 0)
  return feature(shapeOf(groundAt(work.draft, level, code)).polygons, { code, locked, tone, state })
}

function labelFeature(work: Work, level: Level, area: Area, norm: Norm, number: Intl.NumberFormat): GeoJSON.Feature {
  const { households } = countAt(work, work.base.points, level, area.code)
  const state = normState(area, households, norm)
  const told = area.kind === 'dedicated' && households === 0 ? '' : number.format(households)
  const properties = { code: area.code, name: area.name, households: told, state }
  return feature(shapeOf(groundAt(work.draft, level, area.code)).label, properties)
}

function shapeOf(ground: readonly LatticePolygon[]) {
  let shape = shapes.get(ground)
  if (!shape) {
    shape = {
      polygons: { type: 'MultiPolygon', coordinates: toMultiPolygon(ground) },
      label: { type: 'Point', coordinates: labelPosition(ground) },
    }
    shapes.set(ground, shape)
  }
  return shape
}

function edgesOf(points: readonly number[]): string[] {
  const edges: string[] = []
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [a, b] = [`${points[i]},${points[i + 1]}`, `${points[i + 2]},${points[i + 3]}`]
    edges.push(a < b ? `${a} ${b}` : `${b} ${a}`)
  }
  return edges
}

function feature(geometry: GeoJSON.Geometry, properties: Record<string, unknown>): GeoJSON.Feature {
  return { type: 'Feature', geometry, properties }
}

function collection(features: GeoJSON.Feature[]): Features {
  return { type: 'FeatureCollection', features }
}
