import { acrossFrom, type Face, type Mesh } from './mesh.ts'
import { area } from './polygon.ts'

/** Outline of a connected group of faces: outer ring first, then holes, as vertex ids; every vertex is kept. */
export function dissolve(mesh: Mesh, faces: Iterable<Face>): number[][] {
  const group = new Set(faces)
  const outgoing = new Map<number, number[]>()
  for (const face of group)
    face.ring.forEach((from, i) => {
      const to = face.ring[(i + 1) % face.ring.length]!
      const other = acrossFrom(mesh, from, to)
      if (other && group.has(other)) return
      const list = outgoing.get(from)
      if (list) list.push(to)
      else outgoing.set(from, [to])
    })
  const rings: number[][] = []
  for (const start of [...outgoing.keys()])
    while ((outgoing.get(start)?.length ?? 0) > 0) rings.push(traceRing(mesh, outgoing, start))
  const size = (ring: number[]): number => area(ring.map((vertex) => mesh.points[vertex]!))
  return rings.sort((a, b) => size(b) - size(a))
}

function traceRing(mesh: Mesh, outgoing: Map<number, number[]>, start: number): number[] {
  const ring = [start]
  let before = -1
  let at = start
  for (;;) {
    const choices = outgoing.get(at)!
    const to = before < 0 || choices.length === 1 ? choices[0]! : firstTurn(mesh, before, at, choices)
    choices.splice(choices.indexOf(to), 1)
    if (to === start) return ring
    ring.push(to)
    before = at
    at = to
  }
}

/** At a corner touched twice, the next side round the outside, so that a touching hole stays a ring of its own. */
function firstTurn(mesh: Mesh, before: number, at: number, choices: readonly number[]): number {
  const here = mesh.points[at]!
  const angleTo = (vertex: number): number => {
    const there = mesh.points[vertex]!
    return Math.atan2(there[1] - here[1], there[0] - here[0])
  }
  const back = angleTo(before)
  const turned = (vertex: number): number => {
    const angle = angleTo(vertex) - back
    return angle <= 1e-12 ? angle + 2 * Math.PI : angle
  }
  return choices.reduce((best, vertex) => (turned(vertex) < turned(best) ? vertex : best))
}
