import { walkRingWasm } from './walk-ring.wasm.ts'

/** The columns that a walk over two labels a node touches, in one memory, and the walk itself. */
export interface WalkMemory {
  /** First (2n) and second (2n + 1) label of node n. */
  readonly labels: Int32Array
  /** Nodes whose arcs are to be looked at: a power of two of places. */
  readonly ring: Int32Array
  /** 1 for a node that stands in the ring. */
  readonly waits: Uint8Array
  /** Where the row of node n begins (2n) and ends (2n + 1) in `arcs`. */
  readonly bounds: Int32Array
  readonly arcs: Int32Array
  /** Cost of an arc, moved up by `ownerBits`; said only of an arc whose word has no room for it. */
  readonly dear: Int32Array
  /**
   * Walks until nobody waits, of whom the first `waiting` places of the ring hold all; how many were walked. The first of
   * them, as many as the ring has room for, stand in it then.
   */
  walkRing(waiting: number, targetBits: number, ownerBits: number): number
}

const PAGE_BYTES = 65_536
/** Every column begins on a line of the processor's cache. */
const LINE_BYTES = 64

/** What of WebAssembly is used here: the domain is compiled without a browser's types. */
interface Wasm {
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer }
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: { walkRing: (...told: number[]) => number } }
}
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: Wasm }
const module = new wasm.Module(Uint8Array.from(walkRingWasm.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)))

/**
 * Memory for so many nodes and arcs, zeroed. The walk is WebAssembly because a loop over six typed arrays asks each for its
 * place and length at every step: it took 1.4 times as long in JavaScript. Throws RangeError where there is no memory.
 */
export function createWalkMemory(nodes: number, arcRoom: number): WalkMemory {
  // one more than may wait: a target is written to the end before it is known whether it stays
  const places = 2 ** Math.ceil(Math.log2(nodes + 1))
  const [at, bytes] = layOneAfterAnother({
    labels: 8 * nodes,
    ring: 4 * places,
    waits: nodes,
    bounds: 8 * nodes,
    arcs: 4 * arcRoom,
    dear: 4 * arcRoom,
  })
  const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  const { walkRing } = new wasm.Instance(module, { walk: { memory } }).exports
  const { labels, ring, waits, bounds, arcs, dear } = at
  return {
    labels: new Int32Array(memory.buffer, labels, 2 * nodes),
    ring: new Int32Array(memory.buffer, ring, places),
    waits: new Uint8Array(memory.buffer, waits, nodes),
    bounds: new Int32Array(memory.buffer, bounds, 2 * nodes),
    arcs: new Int32Array(memory.buffer, arcs, arcRoom),
    dear: new Int32Array(memory.buffer, dear, arcRoom),
    walkRing: (waiting, targetBits, ownerBits) =>
      walkRing(labels, ring, waits, bounds, arcs, dear, places - 1, waiting, targetBits, ownerBits),
  }
}

/** Where columns of these bytes begin, and the bytes of all. */
function layOneAfterAnother<Name extends string>(sizes: Record<Name, number>): [Record<Name, number>, number] {
  let bytes = 0
  const at = { ...sizes }
  for (const name in sizes) {
    at[name] = bytes
    bytes += Math.ceil(sizes[name] / LINE_BYTES) * LINE_BYTES
  }
  return [at, bytes]
}
