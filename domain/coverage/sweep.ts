import { UNREACHED } from './graph.ts'
import { LAST_LABEL, layRows, NO_LABEL, ownerBitsFor, type Rows } from './label-rows.ts'
import { createOneLabel } from './one-label.ts'
import { createTwoLabels } from './two-labels.ts'

/** Where walking starts, as columns: a node, who owns it (0 or more), and the deciseconds already spent on the way to it. */
export interface Sources {
  node: Int32Array
  owner: Int32Array
  deciseconds: Int32Array
}

/** One entry a node. UNREACHED and owner -1 where nothing reaches it. Of two owners as near, the lower one is the nearest. */
export interface NearestSweep {
  deciseconds: Int32Array
  owner: Int32Array
}

/** The nearest source of another owner beside it. */
export interface Sweep extends NearestSweep {
  secondDeciseconds: Int32Array
  secondOwner: Int32Array
}

export interface Sweeper {
  /** Time and owner of the nearest source for every node. The answer is overwritten by the sweeper's next call. */
  nearest(sources: Sources): NearestSweep
  /** The same with the second-nearest owner. The answer is overwritten by the sweeper's next call. */
  nearestTwo(sources: Sources): Sweep
  /** Nodes within some deciseconds, in no order: costs what it finds, not the whole county. */
  within(sources: Sources, limitDeciseconds: number): Reach
}

/** Nodes that a bounded search reached, and the time of each. */
export interface Reach {
  node: Int32Array
  deciseconds: Int32Array
}

/**
 * Multi-source shortest paths over a graph with whole costs: label correcting, first in, first out, both labels of a node in
 * one pass. On streets, whose edges are of one order of length, few nodes are looked at again; buckets (Dial 1969) take a
 * pass for each label and keep lists. `npm run bench -- --only coverage.sweep`.
 */
export function createSweeper(graph: Rows): Sweeper {
  const sweep: Sweep = {
    deciseconds: new Int32Array(graph.nodeCount),
    owner: new Int32Array(graph.nodeCount),
    secondDeciseconds: new Int32Array(graph.nodeCount),
    secondOwner: new Int32Array(graph.nodeCount),
  }
  let laid: ReturnType<typeof layFor> | null = null

  function layFor(ownerBits: number) {
    const rows = layRows(graph, ownerBits)
    return { rows, one: createOneLabel(rows), two: createTwoLabels(rows) }
  }

  /** The graph laid out for these owners; for more than before it is laid out anew. */
  function laidFor({ owner }: Sources) {
    const bits = ownerBitsFor(owner.reduce((most, one) => Math.max(most, one + 1), 1))
    if (laid === null || bits > laid.rows.ownerBits) laid = layFor(bits)
    return laid
  }

  return {
    nearest(sources) {
      const { rows, one } = laidFor(sources)
      one.search(seedsOf(sources, rows.ownerBits))
      unpackOne(one.labels, rows.ownerBits, sweep)
      return sweep
    },
    nearestTwo(sources) {
      const { rows, two } = laidFor(sources)
      two.sweep(seedsOf(sources, rows.ownerBits))
      unpackTwo(two.labels, rows.ownerBits, sweep)
      return sweep
    },
    within(sources, limitDeciseconds) {
      const { rows, one } = laidFor(sources)
      const lastLabel = Math.min(LAST_LABEL, (limitDeciseconds + 1) * 2 ** rows.ownerBits - 1)
      one.search(seedsOf(sources, rows.ownerBits), lastLabel)
      const node = one.reached.slice(0, one.reachedCount)
      return { node, deciseconds: node.map((at) => one.labels[at]! >> rows.ownerBits) }
    },
  }
}

/** Seeds as node and label in turn, by node: neighbours on the ground, whose rows lie together, are walked together. */
function seedsOf({ node, owner, deciseconds }: Sources, ownerBits: number): Int32Array {
  // node and index in one number: sorted without a comparing function
  const order = Float64Array.from(node, (one, at) => one * node.length + at).sort()
  const seeds = new Int32Array(2 * node.length)
  for (let place = 0; place < order.length; place++) {
    const at = order[place]! % node.length
    seeds[2 * place] = node[at]!
    seeds[2 * place + 1] = Math.min(NO_LABEL, deciseconds[at]! * 2 ** ownerBits + owner[at]!)
  }
  return seeds
}

function unpackOne(labels: Int32Array, ownerBits: number, { deciseconds, owner }: NearestSweep): void {
  const ownerMask = 2 ** ownerBits - 1
  for (let node = 0; node < deciseconds.length; node++) {
    const label = labels[node]!
    const none = label === NO_LABEL
    deciseconds[node] = none ? UNREACHED : label >> ownerBits
    owner[node] = none ? -1 : label & ownerMask
  }
}

function unpackTwo(labels: Int32Array, ownerBits: number, sweep: Sweep): void {
  const { deciseconds, owner, secondDeciseconds, secondOwner } = sweep
  const ownerMask = 2 ** ownerBits - 1
  for (let node = 0; node < deciseconds.length; node++) {
    const first = labels[2 * node]!
    const second = labels[2 * node + 1]!
    deciseconds[node] = first === NO_LABEL ? UNREACHED : first >> ownerBits
    owner[node] = first === NO_LABEL ? -1 : first & ownerMask
    secondDeciseconds[node] = second === NO_LABEL ? UNREACHED : second >> ownerBits
    secondOwner[node] = second === NO_LABEL ? -1 : second & ownerMask
  }
}
