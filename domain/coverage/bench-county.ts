import type { CoverageSource } from './model.ts'
import type { EdgeColumns } from './network.ts'
import { edgesOf, latticeLines } from './test-town.ts'

const SIDE = 329
const BLOCK_METERS = 65
export const BENCH_EDGES = 182_000
export const BENCH_HOUSEHOLDS = 500_000
export const BENCH_STATIONS = 500

/** A lattice the size of a county: BENCH_EDGES of its streets, thrown out at random. */
export function countyLattice(random: () => number): EdgeColumns {
  const lines = latticeLines(SIDE, BLOCK_METERS, 1, random)
  for (let index = lines.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const held = lines[index]!
    lines[index] = lines[other]!
    lines[other] = held
  }
  return edgesOf(lines.slice(0, BENCH_EDGES))
}

/** That lattice with every household in a building of its own, near its streets, and stations anywhere. */
export function benchCounty(random: () => number): CoverageSource {
  const edges = countyLattice(random)
  const beside = (stretch: number) => {
    const vertex = edges.vertexStart[Math.floor(random() * BENCH_EDGES)]!
    const at = 2 * vertex
    const share = random()
    const place = (axis: 0 | 1) =>
      edges.vertices[at + axis]! * (1 - share) + edges.vertices[at + 2 + axis]! * share + (random() - 0.5) * stretch
    return [place(0), place(1)] as [number, number]
  }
  const homes = Array.from({ length: BENCH_HOUSEHOLDS }, () => beside(4e-4))
  const zones = (size: number) =>
    Int32Array.from(homes, ([longitude, latitude]) => Math.floor(longitude / size) * 7919 + Math.floor(latitude / size))
  const areasOf = (zone: Int32Array) => {
    const codes = [...new Set(zone)].sort((a, b) => a - b)
    const index = new Map(codes.map((code, at) => [code, at]))
    return {
      areas: codes.map((code, at) => ({ code: `${code}`, name: `Area ${at}` })),
      column: zone.map((code) => index.get(code)!),
    }
  }
  const grids = areasOf(zones(0.006))
  const microGrids = areasOf(zones(0.0025))
  const communities = areasOf(zones(0.02))
  const streets = areasOf(zones(0.06))
  return {
    edges,
    edgeName: Array.from({ length: BENCH_EDGES }, (_, edge) => (edge % 3 === 0 ? '' : `Street ${edge % 900}`)),
    stations: Array.from({ length: BENCH_STATIONS }, (_, number) => ({
      code: `s${number}`,
      name: `Station ${number}`,
      position: beside(1e-4),
    })),
    compounds: [],
    grids: grids.areas,
    microGrids: microGrids.areas,
    communities: communities.areas,
    streets: streets.areas,
    buildings: {
      longitude: Float64Array.from(homes, ([longitude]) => longitude),
      latitude: Float64Array.from(homes, ([, latitude]) => latitude),
      households: new Int32Array(BENCH_HOUSEHOLDS).fill(1),
      elderly: Int32Array.from(homes, () => (random() < 0.3 ? 1 : 0)),
      compound: new Int32Array(BENCH_HOUSEHOLDS).fill(-1),
      grid: grids.column,
      microGrid: microGrids.column,
      community: communities.column,
      street: streets.column,
    },
  }
}
