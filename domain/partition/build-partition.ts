import type { Position } from '#domain/contract/common.ts'
import { type Arrangement, arrange, type Cell } from './arrangement.ts'
import { chainArcs } from './chain-arcs.ts'
import { interiorPoint } from './interior-point.ts'
import { MAX_SPAN_STEPS, ringDoubleArea, toPath, toPosition } from './lattice.ts'
import { metersPerStep } from './metric.ts'
import { type Edge, nodeEdges, Vertices } from './node-edges.ts'
import type { Partition } from './partition.types.ts'

/** A stored area: its code and MultiPolygon coordinates in degrees. */
export interface StoredFace {
  code: string
  polygons: readonly (readonly (readonly (readonly number[])[])[])[]
}

/** What stored areas that should share borders do not: told, never thrown. */
export interface BuildFinding {
  /** gap: ground enclosed by faces but claimed by none. overlap: claimed by several. lost: a face with no ground left. malformed: a ring that is no ring. */
  kind: 'gap' | 'overlap' | 'lost' | 'malformed'
  /** Faces concerned: for a gap those around it, for an overlap the claimants, the one that got it first. */
  codes: string[]
  areaSquareMeters: number
  /** Area over half the perimeter: about the width of a sliver. */
  widthMeters: number
  at: Position | null
}

/**
 * Builds a partition from stored multipolygons: borders are noded (a neighbour's vertex on a border becomes a vertex of
 * both), holes and several parts are kept. Overlapping ground goes to the smaller claimant, gaps stay open; both are told.
 * Among the areas may be micro-grids of others (`gridOfMicroGrid`, by code): a micro-grid has ground only inside of its
 * grid, where it comes first; what reaches out is told as an overlap, or a gap where nobody else claims it.
 * Throws when the faces spread over more than 6.7 degrees.
 */
export function buildPartition(
  stored: readonly StoredFace[],
  gridOfMicroGrid: ReadonlyMap<string, string> = new Map(),
): { partition: Partition; findings: BuildFinding[] } {
  const faces = byCode(stored)
  const findings: BuildFinding[] = []
  const { vertices, edges, areas } = readRings(faces, findings)
  const noded = nodeEdges(vertices, edges)
  const arrangement = arrange(vertices, noded)
  const numbers = new Map(faces.map(({ code }, number) => [code, number]))
  const parents = faces.map(({ code }) => numbers.get(gridOfMicroGrid.get(code) ?? '') ?? null)
  const isMicro = faces.map(({ code }) => gridOfMicroGrid.has(code))
  const owners = arrangement.cells.map((cell) => ownerOf(cell, areas, parents, isMicro))
  const partition = chainArcs(
    vertices,
    noded.map((edge, i) => ({ ...edge, left: owners[arrangement.left[i]!]!, right: owners[arrangement.right[i]!]! })),
    faces.map((face) => face.code),
  )
  findings.push(...cellFindings(faces, noded, arrangement, owners, parents))
  // a grid all ground of which is in its micro-grids stands by them
  const filled = new Set([...gridOfMicroGrid].flatMap(([code, grid]) => (partition.faces.has(code) ? [grid] : [])))
  for (const { code } of faces)
    if (!partition.faces.has(code) && !filled.has(code))
      findings.push({ kind: 'lost', codes: [code], areaSquareMeters: 0, widthMeters: 0, at: null })
  return { partition, findings }
}

/** Rows of one code are one face of several parts. */
function byCode(stored: readonly StoredFace[]): StoredFace[] {
  const faces = new Map<string, StoredFace>()
  for (const { code, polygons } of stored)
    faces.set(code, { code, polygons: [...(faces.get(code)?.polygons ?? []), ...polygons] })
  return [...faces.values()]
}

function readRings(faces: readonly StoredFace[], findings: BuildFinding[]) {
  const rings: { face: number; path: number[]; turned: boolean }[] = []
  const areas = new Array<number>(faces.length).fill(0)
  faces.forEach(({ code, polygons }, face) => {
    for (const polygon of polygons)
      polygon.forEach((positions, place) => {
        const path = toPath(positions)
        if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
        const area = path.length < 6 || path.some((value) => !Number.isFinite(value)) ? 0 : ringDoubleArea(path)
        if (area === 0) {
          const at = Number.isFinite(path[0]) && Number.isFinite(path[1]) ? toPosition(path[0]!, path[1]!) : null
          findings.push({ kind: 'malformed', codes: [code], areaSquareMeters: 0, widthMeters: 0, at })
          return
        }
        areas[face]! += place === 0 ? Math.abs(area) : -Math.abs(area)
        // outer rings counter-clockwise, holes clockwise: the face is always on the left
        rings.push({ face, path, turned: area > 0 !== (place === 0) })
      })
  })
  const [west, south] = extent(rings.map((ring) => ring.path))
  const vertices = new Vertices(west, south)
  const edges = rings.flatMap(({ face, path, turned }) => ringEdges(vertices, face, path, turned ? -1 : 1))
  return { vertices, edges, areas }
}

function ringEdges(vertices: Vertices, face: number, path: readonly number[], sign: 1 | -1): Edge[] {
  const edges: Edge[] = []
  let from = vertices.at(path.at(-2)!, path.at(-1)!)
  for (let i = 0; i < path.length; i += 2) {
    const to = vertices.at(path[i]!, path[i + 1]!)
    edges.push({ from, to, sides: [{ face, sign }] })
    from = to
  }
  return edges
}

function extent(paths: readonly (readonly number[])[]): [number, number] {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const path of paths)
    for (let i = 0; i < path.length; i += 2) {
      west = Math.min(west, path[i]!)
      east = Math.max(east, path[i]!)
      south = Math.min(south, path[i + 1]!)
      north = Math.max(north, path[i + 1]!)
    }
  if (east - west > MAX_SPAN_STEPS || north - south > MAX_SPAN_STEPS)
    throw new Error(
      `faces spread over ${east - west} x ${north - south} steps of 1e-7 degree; at most ${MAX_SPAN_STEPS}`,
    )
  return paths.length === 0 ? [0, 0] : [west, south]
}

/** The smallest claimant: a dedicated grid drawn over a base grid keeps its ground; in it, its smallest micro-grid. */
function ownerOf(
  cell: Cell,
  areas: readonly number[],
  parents: readonly (number | null)[],
  isMicro: readonly boolean[],
): number | null {
  const smallest = (claims: readonly number[]) =>
    claims.reduce<number | null>((one, claim) => (one === null || areas[claim]! < areas[one]! ? claim : one), null)
  const grid = smallest(cell.claims.filter((claim) => !isMicro[claim]))
  if (grid === null) return null
  return smallest(cell.claims.filter((claim) => parents[claim] === grid)) ?? grid
}

function cellFindings(
  faces: readonly StoredFace[],
  edges: readonly Edge[],
  { cells, left, right }: Arrangement,
  owners: readonly (number | null)[],
  parents: readonly (number | null)[],
): BuildFinding[] {
  const around = new Map<number, Set<number>>()
  edges.forEach((_, i) => {
    for (const [cell, other] of [
      [left[i]!, right[i]!],
      [right[i]!, left[i]!],
    ] as const)
      if (owners[other] !== null) around.set(cell, (around.get(cell) ?? new Set()).add(owners[other]!))
  })
  return cells.flatMap((cell, i) => {
    const owner = owners[i]
    // a micro-grid and its own grid agree about their ground
    const claims = cell.claims.filter((claim) => claim === owner || claim !== parents[owner ?? -1])
    if (i === 0 || (claims.length === 1 && claims[0] === owner)) return []
    const kind = owner === null ? 'gap' : 'overlap'
    const concerned =
      owner === null || owner === undefined
        ? [...(around.get(i) ?? [])]
        : [owner, ...claims.filter((claim) => claim !== owner)]
    return [{ kind, codes: concerned.map((face) => faces[face]!.code), ...measureCell(cell) } as BuildFinding]
  })
}

/** Area, width and a place of a cell. */
export function measureCell({ rings }: Cell): Pick<BuildFinding, 'areaSquareMeters' | 'widthMeters' | 'at'> {
  const scale = metersPerStep(rings[0]![1]!)
  let doubled = 0
  let perimeterMeters = 0
  for (const ring of rings) {
    doubled += ringDoubleArea(ring)
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      perimeterMeters += Math.hypot((ring[next]! - ring[i]!) * scale.x, (ring[next + 1]! - ring[i + 1]!) * scale.y)
    }
  }
  const areaSquareMeters = (doubled / 2) * scale.x * scale.y
  const [x, y] = interiorPoint(rings)
  return {
    areaSquareMeters,
    widthMeters: perimeterMeters === 0 ? 0 : (2 * areaSquareMeters) / perimeterMeters,
    at: toPosition(x, y),
  }
}
