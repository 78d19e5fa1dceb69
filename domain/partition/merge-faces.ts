import { inTriangle } from './in-triangle.ts'
import { orient, type Path, reversed } from './lattice.ts'
import {
  type Arc,
  type Changed,
  type Face,
  type Node,
  type Partition,
  type Patch,
  type Refusal,
  refuse,
} from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { canonical } from './polygon.ts'

/**
 * Merges two faces that share a border into one that keeps the code `into`. Nodes that no longer part three borders
 * vanish, and with them the vertices that only a cut had made: a split that is merged again leaves no trace.
 */
export function mergeFaces(partition: Partition, into: string, from: string): Changed | Refusal {
  const plan = planMerge(partition, into, from)
  return plan.ok ? { ok: true, ...applyPatch(partition, plan.patch) } : plan
}

/** The patch of a merge, without applying it. */
export function planMerge(partition: Partition, into: string, from: string): { ok: true; patch: Patch } | Refusal {
  if (into === from) return refuse('same-face')
  const [kept, taken] = [partition.faces.get(into), partition.faces.get(from)]
  if (!kept || !taken) return refuse('unknown-face')
  return areNeighbours(partition, into, from) ? planJoin(partition, into, from) : refuse('not-neighbours')
}

/** Gives the ground of a face to another, which need not touch it, or be there yet. */
export function planJoin(partition: Partition, into: string, from: string): { ok: true; patch: Patch } {
  const kept = partition.faces.get(into) ?? { code: into, arcs: [] }
  const taken = partition.faces.get(from)!
  const shared = new Set(kept.arcs.filter((id) => taken.arcs.includes(id)))
  const work = new Work(partition)
  for (const id of shared) work.removeArc(id)
  const remaining = [...kept.arcs, ...taken.arcs].filter((id) => !shared.has(id))
  for (const id of taken.arcs) if (!shared.has(id)) work.relabel(id, from, into)
  work.setFace({ code: into, arcs: remaining })
  work.dropFace(from)
  const ends = new Set([...shared].flatMap((id) => [partition.arcs.get(id)!.from, partition.arcs.get(id)!.to]))
  for (const node of ends) work.dissolve(node)
  return { ok: true, patch: work.patch() }
}

/** True when the two faces have a border in common. */
export function areNeighbours(partition: Partition, one: string, other: string): boolean {
  const arcs = partition.faces.get(one)?.arcs ?? []
  return (
    one !== other &&
    arcs.some((id) => {
      const arc = partition.arcs.get(id)!
      return arc.left === other || arc.right === other
    })
  )
}

/** Gathers changes over a partition that is itself left alone. */
class Work {
  private readonly nodes = new Map<number, Node | null>()
  private readonly arcs = new Map<number, Arc | null>()
  private readonly faces = new Map<string, Face | null>()
  private nextId: number

  constructor(private readonly partition: Partition) {
    this.nextId = partition.nextId
  }

  patch(): Patch {
    return { nodes: [...this.nodes], arcs: [...this.arcs], faces: [...this.faces], nextId: this.nextId }
  }

  setFace(face: Face): void {
    this.faces.set(face.code, face)
  }

  dropFace(code: string): void {
    this.faces.set(code, null)
  }

  relabel(id: number, from: string, into: string): void {
    const arc = this.arc(id)
    this.arcs.set(id, {
      ...arc,
      left: arc.left === from ? into : arc.left,
      right: arc.right === from ? into : arc.right,
    })
  }

  removeArc(id: number): void {
    const arc = this.arc(id)
    this.arcs.set(id, null)
    for (const end of new Set([arc.from, arc.to])) {
      const node = this.node(end)
      this.nodes.set(end, { ...node, arcs: node.arcs.filter((one) => one !== id) })
    }
  }

  /** Joins the two arcs of a node that parts nothing any more; removes a node without arcs. */
  dissolve(id: number): void {
    const node = this.node(id)
    if (node.arcs.length === 0) this.nodes.set(id, null)
    if (node.arcs.length !== 2) return
    if (node.arcs[0] === node.arcs[1]) return this.reroot(node)
    const [first, second] = [this.arc(node.arcs[0]!), this.arc(node.arcs[1]!)]
    const before = first.to === id ? first : turned(first)
    const after = second.from === id ? second : turned(second)
    const drop = node.soft && this.isFree(before, after)
    const joined: Arc = {
      id: this.nextId++,
      from: before.from,
      to: after.to,
      points: [...before.points.slice(0, drop ? -2 : undefined), ...after.points.slice(2)],
      left: before.left,
      right: before.right,
    }
    this.nodes.set(id, null)
    for (const [old, end] of [
      [first.id, before.from],
      [second.id, after.to],
    ] as const) {
      this.arcs.set(old, null)
      const far = this.node(end)
      const at = far.arcs.indexOf(old)
      this.nodes.set(end, { ...far, arcs: far.arcs.with(at, joined.id) })
    }
    this.arcs.set(joined.id, joined)
    for (const code of [joined.left, joined.right])
      if (code !== null) {
        const face = this.face(code)
        this.setFace({ code, arcs: [...face.arcs.filter((one) => one !== first.id && one !== second.id), joined.id] })
      }
  }

  /** A closed border that begins at a vertex only a cut had made begins at its smallest vertex again. */
  private reroot(node: Node): void {
    const arc = this.arc(node.arcs[0]!)
    if (!node.soft || arc.points.length <= 8 || !this.isFree(arc, arc)) return
    const ring = canonical(arc.points.slice(2, -2))
    const [x, y] = [ring[0]!, ring[1]!]
    const root: Node = { id: this.nextId++, x, y, arcs: [arc.id, arc.id], soft: false }
    this.nodes.set(node.id, null)
    this.nodes.set(root.id, root)
    // same number, other points: the faces on both sides must be new objects, for what is known of them is kept by object
    this.arcs.set(arc.id, { ...arc, from: root.id, to: root.id, points: [...ring, x, y] })
    for (const code of [arc.left, arc.right]) if (code !== null) this.setFace({ ...this.face(code) })
  }

  /**
   * Whether the border may be straightened over a vertex: it lies on the straight line but for the rounding of the cut
   * that made it, no other vertex lies in the thin triangle, and no other border runs along the straight line.
   */
  private isFree(before: Arc, after: Arc): boolean {
    const [ax, ay, px, py] = before.points.slice(-4) as [number, number, number, number]
    const [bx, by] = [after.points[2]!, after.points[3]!]
    // a closed border of three vertices would collapse
    if (before.points.length + after.points.length <= 8 && before.from === after.to) return false
    const steps = Math.hypot(bx - ax, by - ay)
    if (steps === 0 || Math.abs(orient(ax, ay, bx, by, px, py)) > steps) return false
    if ((px - ax) * (bx - px) + (py - ay) * (by - py) <= 0) return false
    return !this.vertices(before).some((path) => {
      let last = 'other'
      for (let i = 0; i < path.length; i += 2) {
        const [x, y] = [path[i]!, path[i + 1]!]
        const here = x === ax && y === ay ? 'a' : x === bx && y === by ? 'b' : x === px && y === py ? 'p' : 'other'
        if (here === 'other' && inTriangle(ax, ay, px, py, bx, by, x, y)) return true
        if ((last === 'a' && here === 'b') || (last === 'b' && here === 'a')) return true
        last = here
      }
      return false
    })
  }

  private vertices(arc: Arc): Path[] {
    const paths: Path[] = []
    for (const code of [arc.left, arc.right])
      if (code !== null) for (const id of this.face(code).arcs) paths.push(this.arc(id).points)
    if (arc.left === null || arc.right === null)
      for (const other of this.partition.arcs.values())
        if (other.left === null || other.right === null) paths.push(other.points)
    return paths
  }

  private node(id: number): Node {
    return this.nodes.get(id) ?? this.partition.nodes.get(id)!
  }

  private arc(id: number): Arc {
    return this.arcs.get(id) ?? this.partition.arcs.get(id)!
  }

  private face(code: string): Face {
    return this.faces.get(code) ?? this.partition.faces.get(code)!
  }
}

function turned(arc: Arc): Arc {
  return { ...arc, from: arc.to, to: arc.from, points: reversed(arc.points), left: arc.right, right: arc.left }
}
