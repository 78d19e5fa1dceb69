import { arrange } from '#domain/partition/arrangement.ts'
import { chainArcs } from '#domain/partition/chain-arcs.ts'
import { type Path, reversed, ringDoubleArea, toPath } from '#domain/partition/lattice.ts'
import { type Edge, nodeEdges, Vertices } from '#domain/partition/node-edges.ts'
import type { LatticePolygon, Partition } from '#domain/partition/partition.types.ts'
import { doubleArea, polygonsOf } from '#domain/partition/polygon.ts'
import type { Ground, GroundArea } from './ground.ts'

/**
 * Lays micro-grids under grids whose borders moved: each piece of a micro-grid belongs to the grid over it, on borders
 * that both levels share to the bit. The piece that lies in the micro-grid's own grid keeps its code, else the largest;
 * every other piece is a new micro-grid. Ground of a micro-grid under none of the grids is left out.
 */
export function layMicroGrids(grids: readonly GroundArea[], microGrids: readonly GroundArea[]): Ground {
  const areas = [...grids, ...microGrids]
  const { vertices, edges } = ringsToEdges(areas)
  const noded = nodeEdges(vertices, edges)
  const { cells, left, right } = arrange(vertices, noded)
  const gridOf = cells.map(({ claims }) => claims.find((claim) => claim < grids.length) ?? null)
  const pieces = new Map<string, { grid: GroundArea; micro: GroundArea }>()
  const names: string[] = []
  const numbers = new Map<string, number>()
  const pieceOf = cells.map(({ claims }, cell) => {
    const micro = claims.find((claim) => claim >= grids.length)
    const grid = gridOf[cell]
    if (micro === undefined || grid === null || grid === undefined) return null
    const key = `${micro}/${grid}`
    if (!numbers.has(key)) {
      numbers.set(key, names.length)
      names.push(key)
      pieces.set(key, { grid: areas[grid]!, micro: areas[micro]! })
    }
    return numbers.get(key)!
  })
  const chained = (owners: readonly (number | null | undefined)[], codes: readonly string[]): Partition =>
    chainArcs(
      vertices,
      noded.map((edge, i) => ({ ...edge, left: owners[left[i]!] ?? null, right: owners[right[i]!] ?? null })),
      codes,
    )
  const upper = chained(
    gridOf,
    grids.map((grid) => grid.code),
  )
  const lower = chained(pieceOf, names)
  return {
    grids: grids
      .filter((grid) => upper.faces.has(grid.code))
      .map((grid) => ({ ...grid, polygons: polygonsOf(upper, grid.code) })),
    microGrids: namePieces(
      [...pieces]
        .filter(([key]) => lower.faces.has(key))
        .map(([key, piece]) => ({ ...piece, polygons: polygonsOf(lower, key) })),
    ),
  }
}

interface Piece {
  grid: GroundArea
  micro: GroundArea
  polygons: readonly LatticePolygon[]
}

/** Which piece keeps the micro-grid's code: the one in its own grid, else the largest. */
function namePieces(pieces: readonly Piece[]): GroundArea[] {
  const keepers = new Map<string, Piece>()
  const rank = (piece: Piece) => [Number(piece.grid.code === piece.micro.parent), doubleArea(piece.polygons)] as const
  for (const piece of pieces) {
    const best = keepers.get(piece.micro.code)
    if (best === undefined) keepers.set(piece.micro.code, piece)
    else {
      const [a, b] = [rank(piece), rank(best)]
      if (a[0] > b[0] || (a[0] === b[0] && a[1] > b[1])) keepers.set(piece.micro.code, piece)
    }
  }
  return pieces.map((piece) => {
    const { grid, micro, polygons } = piece
    const code = keepers.get(micro.code) === piece ? micro.code : `${micro.code}@${grid.code}`
    return { code, name: micro.name, parent: grid.code, kind: null, polygons }
  })
}

function ringsToEdges(areas: readonly GroundArea[]): { vertices: Vertices; edges: Edge[] } {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  for (const { polygons } of areas)
    for (const ring of polygons.flat())
      for (let i = 0; i < ring.length; i += 2) {
        west = Math.min(west, ring[i]!)
        south = Math.min(south, ring[i + 1]!)
      }
  const vertices = new Vertices(areas.length === 0 ? 0 : west, areas.length === 0 ? 0 : south)
  const edges = areas.flatMap(({ polygons }, face) =>
    polygons.flat().flatMap((ring) => ringEdges(vertices, face, ring)),
  )
  return { vertices, edges }
}

/** Outer rings run counter-clockwise and holes clockwise: the area is always on the left. */
function ringEdges(vertices: Vertices, face: number, ring: Path): Edge[] {
  const edges: Edge[] = []
  let from = vertices.at(ring.at(-2)!, ring.at(-1)!)
  for (let i = 0; i < ring.length; i += 2) {
    const to = vertices.at(ring[i]!, ring[i + 1]!)
    if (to !== from) edges.push({ from, to, sides: [{ face, sign: 1 }] })
    from = to
  }
  return edges
}

/** MultiPolygon coordinates in degrees as lattice polygons, outer rings counter-clockwise, holes clockwise. */
export function toLatticePolygons(
  coordinates: readonly (readonly (readonly (readonly number[])[])[])[],
): LatticePolygon[] {
  return coordinates.map((polygon) =>
    polygon.map((positions, place) => {
      const path = toPath(positions)
      if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
      return turned(path, place === 0)
    }),
  )
}

function turned(path: number[], counterClockwise: boolean): Path {
  return ringDoubleArea(path) > 0 === counterClockwise ? path : reversed(path)
}
