import { type Arrangement, arrange } from '#domain/partition/arrangement.ts'
import type { Path } from '#domain/partition/lattice.ts'
import { locate } from '#domain/partition/locate.ts'
import { type Edge, nodeEdges, type Vertices } from '#domain/partition/node-edges.ts'

/** Numbers from here on are lines, which claim no ground. */
const FIRST_LINE = 1_000_000

/** Ground cut into cells: edges know what they run along (`origin`) and the cells on their sides. */
export interface CutGround extends Arrangement {
  edges: Edge[]
}

/** Gathers lines and rings to cut ground with; the first of several that fall together names the kind. */
export function createCutter(vertices: Vertices) {
  const edges: Edge[] = []
  let lines = FIRST_LINE

  /** A line that parts ground and claims none. */
  function line(path: Path, kind: number): void {
    for (let i = 2; i < path.length; i += 2)
      edges.push({
        from: vertices.at(path[i - 2]!, path[i - 1]!),
        to: vertices.at(path[i]!, path[i + 1]!),
        sides: [{ face: lines++, sign: 1 }],
        origin: kind,
      })
  }

  /** A ring without closing point, its ground on the left, claimed by `face`. */
  function ring(path: Path, face: number, kind: number): void {
    let from = vertices.at(path.at(-2)!, path.at(-1)!)
    for (let i = 0; i < path.length; i += 2) {
      const to = vertices.at(path[i]!, path[i + 1]!)
      edges.push({ from, to, sides: [{ face, sign: 1 }], origin: kind })
      from = to
    }
  }

  /** Cells of all that was gathered; ends of lines that part nothing fall away. */
  function cut(): CutGround {
    return arranged(vertices, nodeEdges(vertices, edges))
  }

  return { line, ring, cut }
}

/**
 * Cuts cells further by lines, each only inside of its own cell, or (`cell` -1) wherever it runs. The new cells claim just
 * the old one they lie in; cell 0 of the old ones (the outside) claims nothing.
 */
export function cutFurther(
  vertices: Vertices,
  ground: CutGround,
  lines: readonly { cell: number; path: Path; kind: number }[],
): CutGround {
  const before = ground.edges.map(
    ({ from, to, origin }, i): Edge => ({
      from,
      to,
      ...(origin === undefined ? {} : { origin }),
      settled: true,
      sides: sidesOf(ground, i),
    }),
  )
  const homes = new Map<number, number>()
  const added: Edge[] = []
  let number = FIRST_LINE
  for (const { cell, path, kind } of lines)
    for (let i = 2; i < path.length; i += 2) {
      homes.set(number, cell)
      added.push({
        from: vertices.at(path[i - 2]!, path[i - 1]!),
        to: vertices.at(path[i]!, path[i + 1]!),
        sides: [{ face: number++, sign: 1 }],
        origin: kind,
      })
    }
  const { x, y } = vertices
  const kept = nodeEdges(vertices, [...before, ...added]).filter(({ from, to, sides }) => {
    if (sides.some(({ face }) => face < FIRST_LINE)) return true
    const home = homes.get(sides[0]!.face)!
    if (home < 0) return true
    const { rings } = ground.cells[home]!
    return locate(rings, (x[from]! + x[to]!) / 2, (y[from]! + y[to]!) / 2) === 1
  })
  return arranged(vertices, kept)
}

function sidesOf({ left, right }: CutGround, edge: number): Edge['sides'] {
  const sides: Edge['sides'] = []
  if (left[edge] !== 0) sides.push({ face: left[edge]!, sign: 1 })
  if (right[edge] !== 0) sides.push({ face: right[edge]!, sign: -1 })
  return sides
}

function arranged(vertices: Vertices, noded: readonly Edge[]): CutGround {
  const pruned = withoutLooseEnds(noded)
  const arrangement = arrange(
    vertices,
    pruned.map(({ from, to, sides }) => ({ from, to, sides: sides.filter(({ face }) => face < FIRST_LINE) })),
  )
  return { ...arrangement, edges: pruned }
}

/** Edges without those at the end of which nothing goes on, again and again. */
function withoutLooseEnds(edges: readonly Edge[]): Edge[] {
  const degree = new Map<number, number>()
  const at = new Map<number, number[]>()
  edges.forEach(({ from, to }, i) => {
    for (const vertex of [from, to]) {
      degree.set(vertex, (degree.get(vertex) ?? 0) + 1)
      const list = at.get(vertex)
      if (list) list.push(i)
      else at.set(vertex, [i])
    }
  })
  const gone = new Uint8Array(edges.length)
  const ends = [...degree].flatMap(([vertex, count]) => (count === 1 ? [vertex] : []))
  for (let vertex = ends.pop(); vertex !== undefined; vertex = ends.pop()) {
    const last = at.get(vertex)!.find((i) => gone[i] === 0)
    if (last === undefined) continue
    gone[last] = 1
    const { from, to } = edges[last]!
    const other = from === vertex ? to : from
    degree.set(other, degree.get(other)! - 1)
    if (degree.get(other) === 1) ends.push(other)
  }
  return edges.filter((_, i) => gone[i] === 0)
}
