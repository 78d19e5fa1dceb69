import type { Position } from '#domain/contract/common.ts'
import type { ArcIndex } from './arc-index.ts'
import type { Path } from './lattice.ts'
import type { TrieMap } from './trie-map.ts'

/** Where arcs meet. */
export interface Node {
  readonly id: number
  readonly x: number
  readonly y: number
  /** Arcs that begin or end here; a closed arc stands twice. */
  readonly arcs: readonly number[]
  /** Made by a cut in the middle of an edge: when the cut goes, so does the vertex. */
  readonly soft: boolean
}

/** A border between two faces, both sides sharing the very same points. */
export interface Arc {
  readonly id: number
  readonly from: number
  readonly to: number
  readonly points: Path
  /** Face on the left when walking along `points`; null is outside of every face. */
  readonly left: string | null
  readonly right: string | null
}

/** A region of the plan, known by its borders in no special order. */
export interface Face {
  readonly code: string
  readonly arcs: readonly number[]
}

/** A planar partition: plain data, never changed in place. */
export interface Partition {
  readonly nodes: TrieMap<number, Node>
  readonly arcs: TrieMap<number, Arc>
  readonly faces: TrieMap<string, Face>
  /** Where arcs run. */
  readonly index: ArcIndex
  /** Next number for a node or arc. */
  readonly nextId: number
}

/** Other points for a stretch of an arc: from vertex `at` on, `drop` vertices make way for `points`. */
export interface ArcEdit {
  readonly at: number
  readonly drop: number
  readonly points: Path
}

/**
 * What an operation changes, in order: new values by key, null removes. An edit says only what is other about an arc, so
 * that a step of the hand costs a few numbers to keep; `moved` is a face whose borders stay the same arcs but run
 * elsewhere. Its application returns its inverse.
 */
export interface Patch {
  readonly nodes: readonly (readonly [number, Node | null])[]
  readonly arcs: readonly (readonly [number, Arc | ArcEdit | null])[]
  readonly faces: readonly (readonly [string, Face | 'moved' | null])[]
  readonly nextId: number
}

/** Why an operation is refused; the view has the words. */
export type RefusalReason =
  | 'unknown-face'
  | 'face-locked'
  | 'code-taken'
  | 'same-face'
  | 'not-neighbours'
  | 'line-too-short'
  | 'line-malformed'
  | 'line-crosses-itself'
  | 'line-does-not-cross'
  | 'line-starts-inside'
  | 'line-ends-inside'
  | 'line-does-not-separate'
  | 'line-too-close-to-border'
  | 'side-too-small'
  | 'nothing-changes'
  | 'unknown-vertex'
  | 'unknown-edge'
  | 'vertex-joins-borders'
  | 'border-too-short'
  | 'crosses-border'
  | 'outer-border'
  | 'place-too-far'
  | 'no-ring'
  | 'ring-crosses-itself'
  | 'outside-of-plan'
  | 'hands-over-everything'
  | 'line-not-on-border'
  | 'unknown-micro-grid'
  | 'other-grid'

export interface Refusal {
  readonly ok: false
  readonly reason: RefusalReason
  /** Where, when the refusal has a place. */
  readonly at: Position | null
}

export interface Changed {
  readonly ok: true
  readonly partition: Partition
  /** Undoes the change. */
  readonly inverse: Patch
}

export function refuse(reason: RefusalReason, at: Position | null = null): Refusal {
  return { ok: false, reason, at }
}

/** One polygon: outer ring counter-clockwise, then holes clockwise; rings without closing point. */
export type LatticePolygon = readonly Path[]
