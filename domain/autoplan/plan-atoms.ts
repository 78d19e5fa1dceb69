import { type AtomGraph, piecesOf } from './atom-graph.ts'
import { cutTree, listsBy } from './cut-tree.ts'
import { createPlanState, type Judgement } from './plan-state.ts'
import { polish, type Watch } from './polish.ts'
import { type Random, randomFrom } from './random.ts'
import { createRecombiner } from './recombine.ts'
import { repair } from './repair.ts'
import { createTreeDrawer } from './spanning-tree.ts'
import { type NoPlan, whyNone } from './why-none.ts'

export interface AtomPlanRequest extends Judgement {
  seed: number
  /** Whether to begin with the grids of today and mend them, or anew. */
  start: 'anew' | 'today'
  /** Recombinations while polishing; about 60 a part make a good plan. */
  steps: number
}

export interface AtomPlan {
  /** Part of each atom, numbered from 0 without gaps; -1 where no plan was found. */
  labels: Int32Array
  parts: number
  /** Pieces of ground without a plan, with the reason. */
  unplanned: NoPlan[]
  /** What polishing gained, in the worth of the wishes (0 or more). */
  gained: number
}

/** Trees drawn of a whole piece in the hope that one can be cut without a breach; a large piece has breaches in any. */
const STRICT_TREES = 12
const LARGE_PIECE = 600
/** Trees whose breaches are mended, before the piece is given up. */
const LENIENT_TREES = 6

/**
 * A plan of atoms: each connected piece is cut into parts that keep the norm (a random spanning tree and its exact best
 * cuts), mended where no tree allowed it, then polished. The same request gives the same plan. Null when cancelled.
 */
export function planAtoms(graph: AtomGraph, request: AtomPlanRequest, watch?: Watch): AtomPlan | null {
  const random = randomFrom(request.seed)
  const labels = new Int32Array(graph.households.length).fill(-1)
  const unplanned: NoPlan[] = []
  let parts = 0
  for (const atoms of piecesOf(graph)) {
    if (watch?.cancelled()) return null
    const none = whyNone(graph, atoms, request.norm)
    const seeded = none === null ? seedPiece(graph, atoms, request, random, watch) : null
    if (seeded === null)
      unplanned.push(none ?? { reason: 'not-found', households: sum(graph, atoms), atom: null, atoms })
    else
      for (const list of seeded) {
        for (const atom of list) labels[atom] = parts
        parts++
      }
  }
  if (parts === 0) return watch?.cancelled() ? null : { labels, parts, unplanned, gained: 0 }
  const state = createPlanState(graph, labels, request)
  const gained = polish(state, createRecombiner(graph, state, request, random), random, request.steps, watch)
  return watch?.cancelled() ? null : { ...numbered(labels), unplanned, gained }
}

/** Lists of atoms that all keep the norm; null when none were found. */
function seedPiece(
  graph: AtomGraph,
  atoms: readonly number[],
  request: AtomPlanRequest,
  random: Random,
  watch: Watch | undefined,
): number[][] | null {
  if (request.start === 'today') {
    const mended = mend(graph, partsOfToday(graph, atoms), request, random, watch)
    if (mended) return mended
  }
  const draw = createTreeDrawer(graph, random)
  const strict = atoms.length > LARGE_PIECE ? 0 : STRICT_TREES
  for (let i = 0; i < strict + LENIENT_TREES; i++) {
    const tree = draw(atoms, i % 2 === 0 ? 1.5 : 0)!
    const part = cutTree(tree, graph.households, request, random, i >= strict)
    if (!part) continue
    const lists = listsBy(part, tree.atoms)
    const kept = i < strict ? lists : mend(graph, lists, request, random, watch)
    if (kept) return kept
  }
  return null
}

/** Connected pieces of each grid of today. */
function partsOfToday(graph: AtomGraph, atoms: readonly number[]): number[][] {
  const grids = new Map<number, Set<number>>()
  for (const atom of atoms) {
    const grid = graph.today[atom]!
    grids.set(grid, (grids.get(grid) ?? new Set()).add(atom))
  }
  return [...grids].sort(([a], [b]) => a - b).flatMap(([, members]) => piecesOf(graph, (atom) => members.has(atom)))
}

function mend(
  graph: AtomGraph,
  lists: readonly (readonly number[])[],
  request: AtomPlanRequest,
  random: Random,
  watch: Watch | undefined,
): number[][] | null {
  const labels = new Int32Array(graph.households.length).fill(-1)
  lists.forEach((list, number) => {
    for (const atom of list) labels[atom] = number
  })
  const state = createPlanState(graph, labels, request)
  const tries = 40 + lists.length * 12
  const recombiner = createRecombiner(graph, state, request, random)
  if (!repair(state, recombiner, random, tries, () => watch?.cancelled() ?? false)) return null
  return state.parts.flatMap((part) => (part ? [[...part.atoms]] : []))
}

function sum(graph: AtomGraph, atoms: readonly number[]): number {
  return atoms.reduce((households, atom) => households + graph.households[atom]!, 0)
}

/** The same labels without gaps, by the first atom of each part. */
function numbered(labels: Int32Array): { labels: Int32Array; parts: number } {
  const number = new Map<number, number>()
  const next = labels.map((label) => {
    if (label < 0) return -1
    if (!number.has(label)) number.set(label, number.size)
    return number.get(label)!
  })
  return { labels: next, parts: number.size }
}
