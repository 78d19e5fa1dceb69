import { type Path, ringDoubleArea } from './lattice.ts'
import { locate } from './locate.ts'
import type { Edge } from './node-edges.ts'
import { type HalfArc, ringPath, simpleRings, traceWalks } from './trace.ts'

/** A smallest region of the drawing and the faces that claim it. */
export interface Cell {
  /** Rings of the region: outer first, then holes; empty for the outside of everything. */
  rings: Path[]
  /** Indices of the faces that cover it, ascending. */
  claims: number[]
}

/** Places by number. */
type Vertices = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }

export interface Arrangement {
  cells: Cell[]
  /** For each edge the cell on its left and on its right, as indices into `cells`. */
  left: number[]
  right: number[]
}

/**
 * The cells noded edges cut the plane into, and which faces cover each: claims spread from the outside inward,
 * changing at every edge by the sides its rings named. Cell 0 is the outside.
 */
export function arrange(vertices: Vertices, edges: readonly Edge[]): Arrangement {
  const walks = traceWalks(edges.flatMap((edge, index) => bothHalves(vertices, edge, index + 1)))
  const cells: Cell[] = [{ rings: [], claims: [] }]
  const left = new Array<number>(edges.length).fill(-1)
  const right = new Array<number>(edges.length).fill(-1)
  const enclose = (walk: readonly HalfArc[], cell: number) => {
    for (const half of walk) (half.id > 0 ? left : right)[Math.abs(half.id) - 1] = cell
  }
  const outers: { cell: number; ring: Path; area: number; box: number[] }[] = []
  const loose: { walk: HalfArc[]; rings: Path[] }[] = []
  for (const walk of walks) {
    const rings = simpleRings(walk).map(ringPath)
    const areas = rings.map(ringDoubleArea)
    const outer = areas.findIndex((area) => area > 0)
    if (outer < 0) {
      loose.push({ walk, rings })
      continue
    }
    const [ring] = rings.splice(outer, 1)
    outers.push({ cell: cells.length, ring: ring!, area: areas[outer]!, box: boxOf(ring!) })
    enclose(walk, cells.length)
    cells.push({ rings: [ring!, ...rings], claims: [] })
  }
  outers.sort((a, b) => a.area - b.area)
  for (const { walk, rings } of loose) {
    const [x, y] = [rings[0]![0]!, rings[0]![1]!]
    const home = outers.find(({ ring, box }) => inBox(box, x, y) && locate([ring], x, y) === 1)
    enclose(walk, home ? home.cell : 0)
    if (home) cells[home.cell]!.rings.push(...rings)
  }
  spreadClaims(cells, edges, left, right)
  return { cells, left, right }
}

function bothHalves({ x, y }: Vertices, { from, to }: Edge, id: number): HalfArc[] {
  const points = [x[from]!, y[from]!, x[to]!, y[to]!]
  return [
    { id, from, to, points },
    { id: -id, from: to, to: from, points: [points[2]!, points[3]!, points[0]!, points[1]!] },
  ]
}

function spreadClaims(cells: Cell[], edges: readonly Edge[], left: number[], right: number[]): void {
  const borders = cells.map((): number[] => [])
  edges.forEach((_, index) => {
    borders[left[index]!]!.push(index)
    borders[right[index]!]!.push(index)
  })
  const counts = new Map<number, Map<number, number>>([[0, new Map()]])
  const queue = [0]
  for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) {
    const here = counts.get(cell)!
    cells[cell]!.claims = [...here].flatMap(([face, count]) => (count === 0 ? [] : [face])).sort((a, b) => a - b)
    for (const index of borders[cell]!) {
      const leftward = right[index] === cell
      const next = leftward ? left[index]! : right[index]!
      if (counts.has(next)) continue
      const there = new Map(here)
      for (const { face, sign } of edges[index]!.sides)
        there.set(face, (there.get(face) ?? 0) + (leftward ? sign : -sign))
      counts.set(next, there)
      queue.push(next)
    }
  }
}

function boxOf(ring: Path): number[] {
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0]!, ring[i]!)
    box[1] = Math.min(box[1]!, ring[i + 1]!)
    box[2] = Math.max(box[2]!, ring[i]!)
    box[3] = Math.max(box[3]!, ring[i + 1]!)
  }
  return box
}

function inBox(box: readonly number[], x: number, y: number): boolean {
  return box[0]! <= x && x <= box[2]! && box[1]! <= y && y <= box[3]!
}
