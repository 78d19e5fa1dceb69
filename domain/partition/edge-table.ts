import { between, MAX_SPAN_STEPS, orient } from './lattice.ts'

/** Edges between vertices, each known once with what lies on its two sides; columns, for millions of them. */
export class EdgeTable {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
  /** Micro-grid, and grid, on the left and right of an edge; -1 for none. */
  readonly fineLeft: Int32Array
  readonly fineRight: Int32Array
  readonly gridLeft: Int32Array
  readonly gridRight: Int32Array
  private readonly vertexSlots: Int32Array
  private readonly edgeSlots: Int32Array
  vertices = 0
  size = 0

  /** Room for as many places as all rings have. */
  constructor(places: number) {
    const column = (value: number) => new Int32Array(places).fill(value)
    const slots = 2 ** Math.ceil(Math.log2(Math.max(2, places * 1.5)))
    this.x = column(0)
    this.y = column(0)
    this.from = column(0)
    this.to = column(0)
    this.fineLeft = column(-1)
    this.fineRight = column(-1)
    this.gridLeft = column(-1)
    this.gridRight = column(-1)
    this.vertexSlots = new Int32Array(slots).fill(-1)
    this.edgeSlots = new Int32Array(slots).fill(-1)
  }

  /** Adds a ring (steps, without closing point) with an area on its left; false when its side is taken already. */
  addRing(level: 'fine' | 'grid', area: number, path: readonly number[], turned: boolean): boolean {
    const left = level === 'fine' ? this.fineLeft : this.gridLeft
    const right = level === 'fine' ? this.fineRight : this.gridRight
    let before = this.vertexAt(path[path.length - 2]!, path[path.length - 1]!)
    for (let i = 0; i < path.length; i += 2) {
      const vertex = this.vertexAt(path[i]!, path[i + 1]!)
      const edge = this.edgeBetween(before, vertex)
      const side = (this.from[edge] === before) !== turned ? left : right
      if (side[edge] !== -1) return false
      side[edge] = area
      before = vertex
    }
    return true
  }

  /**
   * Whether edges meet in their ends and nowhere else, no vertex lies within a step of an edge or of another vertex, and
   * all lie within MAX_SPAN_STEPS. Every two edges in one square of a fine lattice are compared.
   */
  isClean(): boolean {
    const { x, y, from, to, size } = this
    if (size === 0) return true
    let [west, south, east, north, along] = [x[0]!, y[0]!, x[0]!, y[0]!, 0]
    for (let i = 0; i < this.vertices; i++) {
      if (x[i]! < west) west = x[i]!
      if (x[i]! > east) east = x[i]!
      if (y[i]! < south) south = y[i]!
      if (y[i]! > north) north = y[i]!
    }
    if (east - west > MAX_SPAN_STEPS || north - south > MAX_SPAN_STEPS) return false
    for (let edge = 0; edge < size; edge++)
      along += Math.abs(x[to[edge]!]! - x[from[edge]!]!) + Math.abs(y[to[edge]!]! - y[from[edge]!]!)
    const square = Math.max(64, along / size, Math.sqrt(((east - west) * (north - south)) / (size * 4)))
    const columns = Math.floor((east - west + 4) / square) + 2
    const each = (call: (square: number, edge: number) => void) => {
      for (let edge = 0; edge < size; edge++) this.squaresOf(edge, west - 2, south - 2, square, columns, call)
    }
    const starts = new Uint32Array(columns * (Math.floor((north - south + 4) / square) + 2) + 1)
    each((at) => starts[at + 1]!++)
    for (let at = 0; at + 1 < starts.length; at++) starts[at + 1]! += starts[at]!
    const edges = new Uint32Array(starts.at(-1)!)
    const next = starts.slice()
    each((at, edge) => {
      edges[next[at]!++] = edge
    })
    for (let at = 0; at + 1 < starts.length; at++)
      for (let i = starts[at]!; i < starts[at + 1]!; i++)
        for (let j = i + 1; j < starts[at + 1]!; j++) if (this.meet(edges[i]!, edges[j]!)) return false
    return true
  }

  /** Squares that an edge and a step around it may touch: in each row the stretch between where it comes and goes. */
  private squaresOf(
    edge: number,
    west: number,
    south: number,
    square: number,
    columns: number,
    call: (square: number, edge: number) => void,
  ): void {
    const { x, y, from, to } = this
    const upward = y[from[edge]!]! <= y[to[edge]!]!
    const low = upward ? from[edge]! : to[edge]!
    const high = upward ? to[edge]! : from[edge]!
    const ax = x[low]! - west
    const ay = y[low]! - south
    const bx = x[high]! - west
    const by = y[high]! - south
    const slope = by === ay ? 0 : (bx - ax) / (by - ay)
    const lastRow = Math.floor((by + 2) / square)
    for (let row = Math.floor((ay - 2) / square); row <= lastRow; row++) {
      const one = by === ay ? ax : ax + (Math.max(ay, row * square - 2) - ay) * slope
      const two = by === ay ? bx : ax + (Math.min(by, (row + 1) * square + 2) - ay) * slope
      const last = Math.floor((Math.max(one, two) + 2) / square)
      for (let column = Math.floor((Math.min(one, two) - 2) / square); column <= last; column++)
        call(row * columns + column, edge)
    }
  }

  private meet(one: number, other: number): boolean {
    const { x, y } = this
    const a = this.from[one]!
    const b = this.to[one]!
    const c = this.from[other]!
    const d = this.to[other]!
    const ax = x[a]!
    const ay = y[a]!
    const bx = x[b]!
    const by = y[b]!
    const cx = x[c]!
    const cy = y[c]!
    const dx = x[d]!
    const dy = y[d]!
    if (Math.max(ax, bx) + 1 < Math.min(cx, dx) || Math.max(cx, dx) + 1 < Math.min(ax, bx)) return false
    if (Math.max(ay, by) + 1 < Math.min(cy, dy) || Math.max(cy, dy) + 1 < Math.min(ay, by)) return false
    if (c !== a && c !== b && isNear(ax, ay, bx, by, cx, cy)) return true
    if (d !== a && d !== b && isNear(ax, ay, bx, by, dx, dy)) return true
    if (a !== c && a !== d && isNear(cx, cy, dx, dy, ax, ay)) return true
    if (b !== c && b !== d && isNear(cx, cy, dx, dy, bx, by)) return true
    if (a === c || a === d || b === c || b === d) return false
    const left = orient(ax, ay, bx, by, cx, cy) > 0 !== orient(ax, ay, bx, by, dx, dy) > 0
    return left && orient(cx, cy, dx, dy, ax, ay) > 0 !== orient(cx, cy, dx, dy, bx, by) > 0
  }

  private vertexAt(x: number, y: number): number {
    const mask = this.vertexSlots.length - 1
    let slot = hash(x, y) & mask
    for (;;) {
      const known = this.vertexSlots[slot]!
      if (known === -1) break
      if (this.x[known] === x && this.y[known] === y) return known
      slot = (slot + 1) & mask
    }
    this.vertexSlots[slot] = this.vertices
    this.x[this.vertices] = x
    this.y[this.vertices] = y
    return this.vertices++
  }

  private edgeBetween(one: number, other: number): number {
    const low = Math.min(one, other)
    const high = Math.max(one, other)
    const mask = this.edgeSlots.length - 1
    let slot = hash(low, high) & mask
    for (;;) {
      const known = this.edgeSlots[slot]!
      if (known === -1) break
      if (this.from[known] === low && this.to[known] === high) return known
      slot = (slot + 1) & mask
    }
    this.edgeSlots[slot] = this.size
    this.from[this.size] = low
    this.to[this.size] = high
    return this.size++
  }
}

function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/** A place within a step of an edge, or of one of its ends. */
function isNear(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (Math.abs(x - ax) <= 1 && Math.abs(y - ay) <= 1) return true
  if (Math.abs(x - bx) <= 1 && Math.abs(y - by) <= 1) return true
  const dx = bx - ax
  const dy = by - ay
  const along = (x - ax) * dx + (y - ay) * dy
  const squared = dx * dx + dy * dy
  if (along <= 0 || along >= squared) return false
  const off = dx * (y - ay) - dy * (x - ax)
  return off === 0 ? between(ax, ay, bx, by, x, y) : off * off < squared
}
