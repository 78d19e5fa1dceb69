/** What a graph is searched along: the arcs that leave node n stand at `start[n]` to `start[n + 1] - 1`. */
export interface Rows {
  nodeCount: number
  start: Int32Array
  target: Int32Array
  /** Whole cost of each arc, 0 or more. */
  deciseconds: Int32Array
}

/** No label: later than every label, all ones; with the dearest arc's cost it still fits 31 bits. */
export const NO_LABEL = 2 ** 30 - 1
/** The latest label that is kept. */
export const LAST_LABEL = 2 ** 30 - 2
/** Cost of an arc that cannot be walked: beyond LAST_LABEL from anywhere. */
const BARRED = 2 ** 30

/**
 * Labels are packed: deciseconds above, owner in the lowest `ownerBits`, so that one comparison orders by time and then
 * by owner, and adding an arc's cost (moved up by `ownerBits`) keeps the owner. Times from `2 ** (30 - ownerBits)` on
 * count as unreached: 29 hours for 1,024 owners, 1.8 hours for 16,384.
 */
export function ownerBitsFor(owners: number): number {
  const bits = 32 - Math.clz32(Math.max(1, owners - 1))
  if (bits > 16) throw new RangeError(`${owners} owners: at most ${2 ** 16} can be told apart`)
  return bits
}

/** A graph laid out for searching with packed labels, in which arcs can be added, barred and taken back. */
export interface LabelRows {
  nodeCount: number
  /** Nodes there is room for. */
  readonly capacity: number
  /** Where the row of node n begins (2n) and ends (2n + 1) in `arcs`. */
  readonly bounds: Int32Array
  /** Target and cost (packed) in turn. */
  arcs: Int32Array
  /** Entries of `arcs` in use. */
  used: number
  readonly ownerBits: number
}

export function layRows(rows: Rows, ownerBits: number, spareNodes = 0): LabelRows {
  const { nodeCount, start, target, deciseconds } = rows
  const bounds = new Int32Array(2 * (nodeCount + spareNodes))
  for (let node = 0; node < nodeCount; node++) {
    bounds[2 * node] = 2 * start[node]!
    bounds[2 * node + 1] = 2 * start[node + 1]!
  }
  const used = 2 * target.length
  const arcs = new Int32Array(used + 32 * spareNodes)
  for (let arc = 0; arc < target.length; arc++) {
    arcs[2 * arc] = target[arc]!
    arcs[2 * arc + 1] = packCost(deciseconds[arc]!, ownerBits)
  }
  return { nodeCount, capacity: nodeCount + spareNodes, bounds, arcs, used, ownerBits }
}

/** A cost as arcs carry it. */
export function packCost(deciseconds: number, ownerBits: number): number {
  return Math.min(BARRED, deciseconds * 2 ** ownerBits)
}

/** Takes a new node without arcs; returns its index. Throws when there is no more room. */
export function addNode(rows: LabelRows): number {
  if (rows.nodeCount === rows.capacity) throw new RangeError(`no room for a node beyond ${rows.capacity}`)
  const node = rows.nodeCount++
  rows.bounds[2 * node] = rows.used
  rows.bounds[2 * node + 1] = rows.used
  return node
}

/** Adds an arc; the row moves to the end of `arcs`, where it can grow. Returns what takes it back, last added first. */
export function addArc(rows: LabelRows, source: number, target: number, deciseconds: number): () => void {
  const { bounds, ownerBits, used } = rows
  const begin = bounds[2 * source]!
  const end = bounds[2 * source + 1]!
  const room = used + end - begin + 2
  if (room > rows.arcs.length) {
    const larger = new Int32Array(2 * room)
    larger.set(rows.arcs)
    rows.arcs = larger
  }
  rows.arcs.copyWithin(used, begin, end)
  rows.arcs[room - 2] = target
  rows.arcs[room - 1] = packCost(deciseconds, ownerBits)
  bounds[2 * source] = used
  bounds[2 * source + 1] = room
  rows.used = room
  return () => {
    bounds[2 * source] = begin
    bounds[2 * source + 1] = end
    rows.used = used
  }
}

/** Bars one arc of this target and cost, if there is one; returns what takes it back, null where there is none. */
export function barArc(rows: LabelRows, source: number, target: number, deciseconds: number): (() => void) | null {
  const cost = packCost(deciseconds, rows.ownerBits)
  for (let arc = rows.bounds[2 * source]!; arc < rows.bounds[2 * source + 1]!; arc += 2) {
    if (rows.arcs[arc] !== target || rows.arcs[arc + 1] !== cost) continue
    rows.arcs[arc + 1] = BARRED
    return () => {
      rows.arcs[arc + 1] = cost
    }
  }
  return null
}
