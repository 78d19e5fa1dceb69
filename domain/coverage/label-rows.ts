import { createWalkMemory, type WalkMemory } from './walk-memory.ts'

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

/**
 * A graph laid out for searching with packed labels, in which arcs can be added, barred and taken back.
 *
 * An arc is one word: its target in the lowest `targetBits`, its deciseconds above. Where they do not fit the word, or the
 * arc is barred, those bits are all ones and the cost stands in `memory.dear`. A search is as fast as its graph fits the processor's
 * caches: target and cost in a word each took half as long again. `npm run bench -- --only coverage.sweep`.
 */
export interface LabelRows {
  nodeCount: number
  /** Nodes there is room for. */
  readonly capacity: number
  /** Where rows and arcs stand, and the labels of the one that walks them two labels a node. */
  readonly memory: WalkMemory
  /** Entries of `memory.arcs` in use. */
  used: number
  readonly targetBits: number
  readonly ownerBits: number
}

/** Words of arcs kept free for each spare node: its own arcs, and the rows that move to the end to take one more. */
const WORDS_A_SPARE_NODE = 64

export function layRows(graph: Rows, ownerBits: number, spareNodes = 0): LabelRows {
  const { nodeCount, start, target, deciseconds } = graph
  const capacity = nodeCount + spareNodes
  const used = target.length
  const memory = createWalkMemory(capacity, used + WORDS_A_SPARE_NODE * spareNodes)
  const rows = { nodeCount, capacity, memory, used, targetBits: 32 - Math.clz32(capacity), ownerBits }
  for (let node = 0; node < nodeCount; node++) {
    memory.bounds[2 * node] = start[node]!
    memory.bounds[2 * node + 1] = start[node + 1]!
  }
  for (let arc = 0; arc < used; arc++) writeArc(rows, arc, target[arc]!, packCost(deciseconds[arc]!, ownerBits))
  return rows
}

/** Whether so many nodes more, and arcs between them and others, can be added. */
export function hasRoomFor({ nodeCount, capacity, memory, used }: LabelRows, nodes: number): boolean {
  return nodeCount + nodes <= capacity && used + nodes * WORDS_A_SPARE_NODE <= memory.arcs.length
}

/** A cost as it is added to a label. */
export function packCost(deciseconds: number, ownerBits: number): number {
  return Math.min(BARRED, deciseconds * 2 ** ownerBits)
}

export function targetOf({ memory, targetBits }: LabelRows, arc: number): number {
  return memory.arcs[arc]! & targetMaskFor(targetBits)
}

/** Cost of an arc as it is added to a label. */
export function costOf({ memory, targetBits, ownerBits }: LabelRows, arc: number): number {
  const code = memory.arcs[arc]! >>> targetBits
  return code === dearCodeFor(targetBits) ? memory.dear[arc]! : code << ownerBits
}

export function targetMaskFor(targetBits: number): number {
  return (1 << targetBits) - 1
}

/** What stands above a target whose cost is to be looked up in `dear`. */
export function dearCodeFor(targetBits: number): number {
  return -1 >>> targetBits
}

function writeArc({ memory, targetBits, ownerBits }: LabelRows, arc: number, target: number, cost: number): void {
  const dearCode = dearCodeFor(targetBits)
  const code = cost >>> ownerBits
  // barred is no whole number of deciseconds' own: it is looked up like the long ones
  const isDear = code >= dearCode || cost === BARRED
  memory.arcs[arc] = ((isDear ? dearCode : code) << targetBits) | target
  if (isDear) memory.dear[arc] = cost
}

/** Takes a new node without arcs; returns its index. Throws when there is no more room. */
export function addNode(rows: LabelRows): number {
  if (rows.nodeCount === rows.capacity) throw new RangeError(`no room for a node beyond ${rows.capacity}`)
  const node = rows.nodeCount++
  rows.memory.bounds[2 * node] = rows.used
  rows.memory.bounds[2 * node + 1] = rows.used
  return node
}

/**
 * Adds an arc; the row moves to the end of the arcs, where it can grow. Returns what takes it back, last added first. Throws
 * when there is no more room.
 */
export function addArc(rows: LabelRows, source: number, target: number, deciseconds: number): () => void {
  const { memory, ownerBits, used } = rows
  const { bounds, arcs, dear } = memory
  const begin = bounds[2 * source]!
  const end = bounds[2 * source + 1]!
  const added = used + end - begin
  if (added >= arcs.length) throw new RangeError(`no room for an arc beyond ${arcs.length}`)
  arcs.copyWithin(used, begin, end)
  dear.copyWithin(used, begin, end)
  writeArc(rows, added, target, packCost(deciseconds, ownerBits))
  bounds[2 * source] = used
  bounds[2 * source + 1] = added + 1
  rows.used = added + 1
  return () => {
    bounds[2 * source] = begin
    bounds[2 * source + 1] = end
    rows.used = used
  }
}

/** Bars one arc of this target and cost, if there is one; returns what takes it back, null where there is none. */
export function barArc(rows: LabelRows, source: number, target: number, deciseconds: number): (() => void) | null {
  const cost = packCost(deciseconds, rows.ownerBits)
  const { bounds } = rows.memory
  for (let arc = bounds[2 * source]!; arc < bounds[2 * source + 1]!; arc++) {
    if (targetOf(rows, arc) !== target || costOf(rows, arc) !== cost) continue
    writeArc(rows, arc, target, BARRED)
    return () => writeArc(rows, arc, target, cost)
  }
  return null
}
