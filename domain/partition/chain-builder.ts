import { indexArcs } from './arc-index.ts'
import type { EdgeTable } from './edge-table.ts'
import type { Arc, Face, Node, Partition } from './partition.types.ts'
import { TrieMap } from './trie-map.ts'

/** Chains the edges of a table into arcs from node to node; owners on their sides are numbers into `codes`, -1 nobody. */
export class ChainBuilder {
  private readonly arcs: [number, Arc][] = []
  private readonly nodes = new Map<number, { id: number; arcs: number[] }>()
  private readonly faceArcs = new Map<number, number[]>()
  private readonly used: Uint8Array
  private readonly starts: Uint32Array
  private readonly around: Uint32Array
  private nextId = 1

  constructor(
    private readonly table: EdgeTable,
    private readonly left: Int32Array,
    private readonly right: Int32Array,
    private readonly codes: readonly string[],
  ) {
    const { vertices, from, to, size } = table
    this.used = new Uint8Array(size)
    this.starts = new Uint32Array(vertices + 1)
    for (let edge = 0; edge < size; edge++) {
      this.starts[from[edge]! + 1]!++
      this.starts[to[edge]! + 1]!++
    }
    for (let vertex = 0; vertex < vertices; vertex++) this.starts[vertex + 1]! += this.starts[vertex]!
    const next = this.starts.slice()
    this.around = new Uint32Array(size * 2)
    for (let edge = 0; edge < size; edge++) {
      this.around[next[from[edge]!]!++] = edge
      this.around[next[to[edge]!]!++] = edge
    }
  }

  partition(): Partition {
    const { x, y } = this.table
    for (const nodesOnly of [true, false])
      for (let vertex = 0; vertex < this.table.vertices; vertex++)
        if (!nodesOnly || this.degree(vertex) !== 2)
          for (let i = this.starts[vertex]!; i < this.starts[vertex + 1]!; i++)
            if (this.used[this.around[i]!] === 0) this.walk(vertex, this.around[i]!)
    const nodes = [...this.nodes].map(([vertex, { id, arcs }]): [number, Node] => [
      id,
      { id, x: x[vertex]!, y: y[vertex]!, arcs, soft: false },
    ])
    const faces = [...this.faceArcs].map(([owner, arcs]): [string, Face] => [
      this.codes[owner]!,
      { code: this.codes[owner]!, arcs },
    ])
    return {
      nodes: TrieMap.from(nodes),
      arcs: TrieMap.from(this.arcs),
      faces: TrieMap.from(faces),
      index: indexArcs(this.arcs.map(([, arc]) => arc)),
      nextId: this.nextId,
    }
  }

  private degree(vertex: number): number {
    return this.starts[vertex + 1]! - this.starts[vertex]!
  }

  private walk(start: number, first: number): void {
    const { x, y, from, to } = this.table
    const ahead = from[first] === start
    const [left, right] = ahead ? [this.left[first]!, this.right[first]!] : [this.right[first]!, this.left[first]!]
    const points = [x[start]!, y[start]!]
    let vertex = start
    let edge = first
    for (;;) {
      this.used[edge] = 1
      vertex = from[edge] === vertex ? to[edge]! : from[edge]!
      points.push(x[vertex]!, y[vertex]!)
      if (vertex === start || this.degree(vertex) !== 2) break
      const [one, other] = [this.around[this.starts[vertex]!]!, this.around[this.starts[vertex]! + 1]!]
      edge = one === edge ? other : one
    }
    const [begin, end] = [this.nodeAt(start), this.nodeAt(vertex)]
    const id = this.nextId++
    const name = (owner: number) => (owner < 0 ? null : this.codes[owner]!)
    this.arcs.push([id, { id, from: begin.id, to: end.id, points, left: name(left), right: name(right) }])
    begin.arcs.push(id)
    end.arcs.push(id)
    for (const owner of [left, right]) {
      if (owner < 0) continue
      const list = this.faceArcs.get(owner)
      if (list) list.push(id)
      else this.faceArcs.set(owner, [id])
    }
  }

  private nodeAt(vertex: number): { id: number; arcs: number[] } {
    let node = this.nodes.get(vertex)
    if (!node) {
      node = { id: this.nextId++, arcs: [] }
      this.nodes.set(vertex, node)
    }
    return node
  }
}
