import type { Position } from '#domain/contract/common.ts'
import type { CoverageSource } from './model.ts'
import type { EdgeColumns } from './network.ts'
import { METERS_PER_DEGREE, metersPerLongitude, sphereMeters } from './sphere.ts'

const SOUTH_WEST: Position = [120.7, 37.6]
const EAST = metersPerLongitude(SOUTH_WEST[1])

/** Degrees of a place given in meters east and north of the test town's corner. */
export function at(eastMeters: number, northMeters: number): Position {
  return [SOUTH_WEST[0] + eastMeters / EAST, SOUTH_WEST[1] + northMeters / METERS_PER_DEGREE]
}

/** Edges from lists of positions; ends that share a position share a node. */
export function edgesOf(lines: readonly Position[][], kinds: readonly number[] = []): EdgeColumns {
  const nodes = new Map<string, number>()
  const nodeOf = (position: Position) => {
    const key = position.map((degrees) => degrees.toFixed(7)).join()
    const found = nodes.get(key) ?? nodes.size
    nodes.set(key, found)
    return found
  }
  const start = [0]
  for (const line of lines) start.push(start.at(-1)! + line.length)
  return {
    from: Int32Array.from(lines, (line) => nodeOf(line[0]!)),
    to: Int32Array.from(lines, (line) => nodeOf(line.at(-1)!)),
    lengthMeters: Float64Array.from(lines, (line) =>
      line.slice(1).reduce((meters, point, before) => meters + sphereMeters(...line[before]!, ...point), 0),
    ),
    kind: Uint8Array.from(lines, (_, edge) => kinds[edge] ?? 1),
    vertexStart: Uint32Array.from(start),
    vertices: Float64Array.from(lines.flat(2)),
  }
}

/** Streets of a lattice of blocks with jittered crossings, some of them missing: a plausible old town. */
export function latticeLines(side: number, blockMeters: number, share: number, random: () => number): Position[][] {
  const crossings = Array.from({ length: side * side }, (_, node) =>
    at(((node % side) + 0.4 * random()) * blockMeters, (Math.floor(node / side) + 0.4 * random()) * blockMeters),
  )
  const lines: Position[][] = []
  for (let node = 0; node < crossings.length; node++) {
    if ((node + 1) % side !== 0 && random() < share) lines.push([crossings[node]!, crossings[node + 1]!])
    if (node + side < crossings.length && random() < share) lines.push([crossings[node]!, crossings[node + side]!])
  }
  return lines
}

interface TownParts {
  lines: Position[][]
  kinds?: number[]
  names?: string[]
  stations: Position[]
  homes: { position: Position; households?: number; elderly?: number; compound?: number }[]
  compounds?: CoverageSource['compounds']
}

/** A county of these parts; stations are called s0, s1 ... */
export function townOf({ lines, kinds = [], names = [], stations, homes, compounds = [] }: TownParts): CoverageSource {
  return {
    edges: edgesOf(lines, kinds),
    edgeName: lines.map((_, edge) => names[edge] ?? ''),
    stations: stations.map((position, number) => ({ code: `s${number}`, name: `Station ${number}`, position })),
    compounds,
    grids: [],
    buildings: {
      longitude: Float64Array.from(homes, ({ position }) => position[0]),
      latitude: Float64Array.from(homes, ({ position }) => position[1]),
      households: Int32Array.from(homes, ({ households }) => households ?? 1),
      elderly: Int32Array.from(homes, ({ elderly }) => elderly ?? 0),
      compound: Int32Array.from(homes, ({ compound }) => compound ?? -1),
      grid: Int32Array.from(homes, () => -1),
    },
  }
}

/** A town of `side` x `side` crossings with stations and homes scattered by `random`. */
export function randomTown(side: number, stations: number, homes: number, random: () => number): CoverageSource {
  const anywhere = () => at(random() * side * 100, random() * side * 100)
  return townOf({
    lines: latticeLines(side, 100, 0.85, random),
    stations: Array.from({ length: stations }, anywhere),
    homes: Array.from({ length: homes }, () => ({
      position: anywhere(),
      households: 1 + Math.floor(random() * 40),
      elderly: Math.floor(random() * 10),
    })),
  })
}
