import { tally } from '#domain/partition/census.ts'
import { labelPosition } from '#domain/partition/label-position.ts'
import { toPositions } from '#domain/partition/lattice.ts'
import type { Face, Partition } from '#domain/partition/partition.types.ts'
import { multiPolygonOf } from '#domain/partition/polygon.ts'
import { normState } from './norm-state.ts'
import type { Work } from './work.ts'

type Features = GeoJSON.FeatureCollection

const shapes = new WeakMap<Face, { polygons: GeoJSON.MultiPolygon; label: GeoJSON.Point }>()

/** Ground of every face with its tone and how it stands to the norm; unchanged faces keep their coordinates by identity. */
export function faceFeatures(
  { draft, census, base }: Work,
  tones: ReadonlyMap<string, number>,
  norm: readonly [number, number],
): Features {
  return collection(
    [...draft.grids.values()].map(({ code, locked, kind }) => {
      const state = locked ? 'none' : normState(kind, tally(base.points, census.of.get(code)).households, norm)
      const tone = locked ? -1 : (tones.get(code) ?? 0)
      return feature(shapeOf(draft.partition, code).polygons, { code, locked, tone, state })
    }),
  )
}

/** A label in every open face: its name, its households, and how they stand to the norm. */
export function labelFeatures(
  { draft, census, base }: Work,
  norm: readonly [number, number],
  number: Intl.NumberFormat,
): Features {
  return collection(
    [...draft.grids.values()].flatMap((grid) => {
      if (grid.locked) return []
      const { households } = tally(base.points, census.of.get(grid.code))
      const state = normState(grid.kind, households, norm)
      const told = grid.kind === 'dedicated' && households === 0 ? '' : number.format(households)
      const properties = { code: grid.code, name: grid.name, households: told, state }
      return [feature(shapeOf(draft.partition, grid.code).label, properties)]
    }),
  )
}

/** Borders: between open faces, around them, and those of locked neighbours. */
export function borderFeatures({ draft }: Work): Features {
  const locked = (code: string | null) => code === null || draft.grids.get(code)?.locked !== false
  return collection(
    [...draft.partition.arcs.values()].map(({ points, left, right }) => {
      const rank = locked(left) && locked(right) ? 'beyond' : locked(left) || locked(right) ? 'rim' : 'inner'
      return feature({ type: 'LineString', coordinates: toPositions(points) }, { rank })
    }),
  )
}

/** Today's borders that the plan no longer has. */
export function goneBorders({ draft, base }: Work): Features {
  const standing = new Set([...draft.partition.arcs.values()].flatMap(({ points }) => edgesOf(points)))
  return collection(
    [...base.draft.partition.arcs.values()].flatMap(({ points }) => {
      const gone = edgesOf(points).every((edge) => !standing.has(edge))
      return gone ? [feature({ type: 'LineString', coordinates: toPositions(points) }, {})] : []
    }),
  )
}

/** Outlines of chosen faces. */
export function chosenFeatures({ draft }: Work, codes: readonly (string | null)[]): Features {
  return collection(
    codes.flatMap((code, index) =>
      code !== null && draft.partition.faces.has(code)
        ? [feature(shapeOf(draft.partition, code).polygons, { role: index === 0 ? 'chosen' : 'other' })]
        : [],
    ),
  )
}

function shapeOf(partition: Partition, code: string) {
  const face = partition.faces.get(code)!
  let shape = shapes.get(face)
  if (!shape) {
    shape = {
      polygons: { type: 'MultiPolygon', coordinates: multiPolygonOf(partition, code) },
      label: { type: 'Point', coordinates: labelPosition(partition, code) },
    }
    shapes.set(face, shape)
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
