import type { GroundFeatures } from '#domain/autoplan/ground-features.ts'
import type { AutoplanTaskAnswer } from '#domain/contract/autoplan.ts'
import type { Path } from '#domain/partition/lattice.ts'

/** Features as they are sent to a browser. */
export function featuresTold({ roads, water, compounds, buildings }: GroundFeatures): AutoplanTaskAnswer['features'] {
  const numbers = (path: Path) => [...path]
  return {
    roads: roads.map(({ kind, line }) => ({ kind, line: numbers(line) })),
    water: water.map((rings) => rings.map(numbers)),
    compounds: compounds.map(({ code, polygons }) => ({
      code,
      polygons: polygons.map((rings) => rings.map(numbers)),
    })),
    buildings: buildings.map(({ footprint, ...one }) => ({ ...one, footprint: footprint.map(numbers) })),
  }
}
