import type { GroundFeatures } from '#domain/autoplan/ground-features.ts'
import { type Path, reversed, ringDoubleArea, toPath } from '#domain/partition/lattice.ts'
import type { Queryable } from '#server/db.types.ts'
import { buildingsIn, compoundsIn, roadsIn, waterIn } from './ground-features.query.ts'

/** What borders may follow inside a box in degrees, with the names of the compounds. */
export interface NamedFeatures extends GroundFeatures {
  compoundNames: readonly string[]
}

/** Degrees around a box in which lines are read too: a border at its rim may run along them. */
const RIM_DEGREES = 0.000_3

/** Reads what stands on the ground inside a box (west, south, east, north in degrees). */
export async function readFeatures(db: Queryable, county: string, box: readonly number[]): Promise<NamedFeatures> {
  const [lines, buildings] = await Promise.all([readLines(db, county, box), buildingsIn(db, county, box)])
  return {
    ...lines,
    buildings: buildings.map(({ x, y, households, footprint }) => ({
      x,
      y,
      households,
      footprint: (footprint?.coordinates ?? []).flatMap(([outer]) => (outer ? [ringPath(outer)] : [])),
    })),
  }
}

/** Reads the roads, water and compounds in a box, and a little around it. */
export async function readLines(
  db: Queryable,
  county: string,
  [west, south, east, north]: readonly number[],
): Promise<Omit<NamedFeatures, 'buildings'>> {
  const box = [west! - RIM_DEGREES, south! - RIM_DEGREES, east! + RIM_DEGREES, north! + RIM_DEGREES]
  const [roads, water, compounds] = await Promise.all([
    roadsIn(db, county, box),
    waterIn(db, county, box),
    compoundsIn(db, county, box),
  ])
  return {
    roads: roads.flatMap(({ class: kind, geom }) =>
      geom.coordinates.map((line) => ({
        kind: kind === 'motorway' ? ('arterial' as const) : kind,
        line: toPath(line),
      })),
    ),
    water: water.flatMap(({ geom }) => geom.coordinates.map((rings) => rings.map(ringPath))),
    compounds: compounds.map(({ code, geom }) => ({
      code,
      polygons: geom.coordinates.map((rings) => rings.map(turned).filter((ring) => ring.length >= 6)),
    })),
    compoundNames: compounds.map(({ name }) => name),
  }
}

/** A closed ring as a lattice path without its closing point. */
function ringPath(positions: readonly (readonly number[])[]): Path {
  const path = toPath(positions)
  if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
  return path
}

/** Outer rings counter-clockwise, holes clockwise: the ground is on the left. */
function turned(positions: readonly (readonly number[])[], place: number): Path {
  const path = ringPath(positions)
  if (path.length < 6) return path
  return ringDoubleArea(path) > 0 === (place === 0) ? path : reversed(path)
}
