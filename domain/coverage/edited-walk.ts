import type { Position } from '#domain/contract/common.ts'
import { type AccessIndex, type AccessPoint, indexAccess } from './access.ts'
import { buildGraph } from './graph.ts'
import { addArc, addNode, barArc, packCost } from './label-rows.ts'
import { lineMeters } from './line.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'
import { buildNetwork } from './network.ts'
import { type EdgeKind, edgeKinds } from './profile.ts'
import type { TwoLabels } from './two-labels.ts'
import type { WalkAsked } from './walk-choice.ts'

/** A node in the middle of an edge, where a new path joins it. */
interface Joint {
  node: number
  along: number
}

/** An edge: its ends, and the cost of a search from its `from` to its `to` end and back; -1 where it may not be walked. */
interface EditedEdge {
  from: number
  to: number
  deciseconds: number
  backDeciseconds: number
}

/** Takes an edit back; edits are taken back in the opposite order, then the labels are settled. */
export type Revert = () => void

/** A walking graph in which paths can be added and edges blocked. Edges from `network.edgeCount` on are new ones. */
export interface EditedWalk {
  edge(edge: number): EditedEdge
  joints(edge: number): readonly Joint[]
  /** Whether any edge has, or had, joints. */
  hasJoints(): boolean
  /** Edges of the county as it is; those from here on are new. */
  oldEdges: number
  /** Edge that a node is a joint of; undefined for other nodes. */
  edgeOfJoint(node: number): number | undefined
  isBlocked(edge: number): boolean
  /** New edges, bridges too. */
  newEdges(): readonly { edge: number; line: readonly Position[] }[]
  /** The nearest edge, old or new, that may be walked. */
  nearest: AccessIndex['nearest']
  /** A new edge that joins others at points of them; null where the walker may not use its kind. */
  addPath(
    line: readonly Position[],
    kind: EdgeKind,
    first: AccessPoint | null,
    last: AccessPoint | null,
  ): { edge: number; index: AccessIndex; revert: Revert } | null
  blockEdge(edge: number): Revert
}

export function createEditedWalk(
  { network, index }: CoverageModel,
  { graph }: ProfileWalk,
  { profile, withSteps = false }: WalkAsked,
  two: TwoLabels,
): EditedWalk {
  const { rows } = two
  const added: { edge: EditedEdge; index: AccessIndex; line: readonly Position[]; aside: boolean }[] = []
  const jointsOf = new Map<number, Joint[]>()
  const edgeOfJoint = new Map<number, number>()
  const blocked = new Set<number>()

  function edgeAt(edge: number): EditedEdge {
    if (edge >= network.edgeCount) return added[edge - network.edgeCount]!.edge
    return {
      from: network.from[edge]!,
      to: network.to[edge]!,
      deciseconds: graph.edgeDeciseconds[edge]!,
      backDeciseconds: graph.edgeBackDeciseconds[edge]!,
    }
  }

  const usable = (edge: number) => !blocked.has(edge) && edgeAt(edge).deciseconds >= 0

  const nearest: AccessIndex['nearest'] = (longitude, latitude, limitMeters, allowed = () => true) => {
    let found = index.nearest(longitude, latitude, limitMeters, (edge, x, y) => usable(edge) && allowed(edge, x, y))
    for (const [number, { index: own, aside }] of added.entries()) {
      const edge = network.edgeCount + number
      if (aside || !usable(edge)) continue
      const point = own.nearest(longitude, latitude, found?.offMeters ?? limitMeters, (_, x, y) => allowed(edge, x, y))
      if (point && (!found || point.offMeters < found.offMeters)) found = { ...point, edge }
    }
    return found
  }

  /** Arcs both ways between two nodes. */
  function link(a: number, b: number, cost: number, back: number): Edit[] {
    const arcs = [
      { source: a, target: b, cost },
      { source: b, target: a, cost: back },
    ]
    two.wake(a)
    two.wake(b)
    return arcs.map((arc) => ({ arc, revert: addArc(rows, arc.source, arc.target, arc.cost) }))
  }

  function newNode(): { node: number; edit: Edit } {
    const node = addNode(rows)
    return { node, edit: { revert: () => void rows.nodeCount-- } }
  }

  /** Arcs of an edge between all of its nodes that stand next to a point of it. */
  function joinAt({ edge, along }: AccessPoint, edits: Edit[]): number {
    const { from, to, deciseconds, backDeciseconds } = edgeAt(edge)
    const held = jointsOf.get(edge) ?? []
    const stops = [{ node: from, along: 0 }, { node: to, along: 1 }, ...held]
    const there = stops.find((stop) => stop.along === along)
    if (there) return there.node
    const { node, edit } = newNode()
    edits.push(edit)
    for (const stop of stops) {
      const ahead = stretch(deciseconds, stop.along, along)
      const behind = stretch(backDeciseconds, stop.along, along)
      edits.push(...(stop.along < along ? link(stop.node, node, ahead, behind) : link(stop.node, node, behind, ahead)))
    }
    jointsOf.set(edge, [...held, { node, along }])
    edgeOfJoint.set(node, edge)
    edits.push({
      revert() {
        if (held.length > 0) jointsOf.set(edge, held)
        else jointsOf.delete(edge)
        edgeOfJoint.delete(node)
      },
    })
    return node
  }

  function revertEdits(edits: readonly Edit[]): void {
    for (const { arc } of edits) if (arc) two.eraseAlong(arc.source, arc.target, packCost(arc.cost, rows.ownerBits))
    for (const { revert } of edits.toReversed()) revert()
  }

  return {
    edge: edgeAt,
    joints: (edge) => jointsOf.get(edge) ?? [],
    hasJoints: () => jointsOf.size > 0,
    oldEdges: network.edgeCount,
    edgeOfJoint: (node) => edgeOfJoint.get(node),
    isBlocked: (edge) => blocked.has(edge),
    newEdges: () => added.map(({ line }, number) => ({ edge: network.edgeCount + number, line })),
    nearest,
    addPath(line, kind, first, last) {
      const whole = [...placeOf(first), ...line, ...placeOf(last)]
      const mini = oneEdge(whole, kind)
      const cost = buildGraph(mini, profile, { withSteps }).edgeDeciseconds[0]!
      if (cost < 0) return null
      const edits: Edit[] = []
      const end = (point: AccessPoint | null) => {
        if (point) return joinAt(point, edits)
        const { node, edit } = newNode()
        edits.push(edit)
        return node
      }
      const from = end(first)
      const to = end(last)
      edits.push(...link(from, to, cost, cost))
      const own = indexAccess(mini)
      added.push({
        edge: { from, to, deciseconds: cost, backDeciseconds: cost },
        index: own,
        line: whole,
        aside: kind === 'bridge',
      })
      edits.push({ revert: () => void added.pop() })
      return { edge: network.edgeCount + added.length - 1, index: own, revert: () => revertEdits(edits) }
    },
    blockEdge(edge) {
      if (blocked.has(edge)) return () => {}
      blocked.add(edge)
      const { from, to, deciseconds, backDeciseconds } = edgeAt(edge)
      const opens: Revert[] = [() => void blocked.delete(edge)]
      if (deciseconds < 0) return opens[0]!
      const stops = [{ node: from, along: 0 }, { node: to, along: 1 }, ...(jointsOf.get(edge) ?? [])]
      for (const a of stops)
        for (const b of stops) {
          if (a === b) continue
          const cost = stretch(a.along < b.along ? deciseconds : backDeciseconds, a.along, b.along)
          two.eraseAlong(a.node, b.node, packCost(cost, rows.ownerBits))
          const open = barArc(rows, a.node, b.node, cost)
          if (open) opens.push(open, () => two.wake(a.node))
        }
      return () => {
        for (const open of opens.toReversed()) open()
      }
    },
  }
}

/** One change of the graph; what came along an arc is erased before it is taken back. */
interface Edit {
  arc?: { source: number; target: number; cost: number }
  revert: Revert
}

/** Cost of the stretch of an edge between two shares of its length. */
export function stretch(whole: number, one: number, other: number): number {
  return Math.abs(Math.round(whole * one) - Math.round(whole * other))
}

function placeOf(point: AccessPoint | null): Position[] {
  return point ? [[point.longitude, point.latitude]] : []
}

function oneEdge(points: readonly Position[], kind: EdgeKind) {
  return buildNetwork({
    from: Int32Array.of(0),
    to: Int32Array.of(1),
    lengthMeters: Float64Array.of(lineMeters(points)),
    kind: Uint8Array.of(edgeKinds.indexOf(kind)),
    vertexStart: Uint32Array.of(0, points.length),
    vertices: Float64Array.from(points.flat()),
  })
}
