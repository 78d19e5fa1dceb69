import type { AtomGraph } from './atom-graph.ts'
import { type CutTarget, cutTree, listsBy } from './cut-tree.ts'
import type { PlanState, Step } from './plan-state.ts'
import type { Random } from './random.ts'
import { createTreeDrawer, type SpanningTree } from './spanning-tree.ts'

/** Share of steps that may also change how many parts there are. */
const FLOATING = 0.15

/**
 * Steps of the chain: two neighbouring parts are put together, a spanning tree of both is drawn and cut where both sides
 * keep the norm (ReCom: DeFord, Duchin and Solomon 2021), now and then into as many parts as the norm allows.
 */
export function createRecombiner(graph: AtomGraph, state: PlanState, target: CutTarget, random: Random) {
  const draw = createTreeDrawer(graph, random)
  const { labels, parts } = state

  /** Puts two parts together and apart again; null when the tree drawn allows nothing. */
  function recombine(one: number, other: number, surcharge: number): Step | null {
    const atoms = [...parts[one]!.atoms, ...parts[other]!.atoms]
    const tree = draw(atoms, surcharge)
    if (!tree) return null
    const lists = random() < FLOATING ? listsOf(tree) : cutOnce(tree)
    return lists && state.change([one, other], lists)
  }

  /** All atoms of some parts shared out anew, as many parts as it takes; null when the tree drawn allows nothing. */
  function shareOut(numbers: readonly number[], surcharge: number): Step | null {
    const tree = draw(
      numbers.flatMap((number) => parts[number]!.atoms),
      surcharge,
    )
    const lists = tree && listsOf(tree)
    return lists && state.change(numbers, lists)
  }

  function listsOf(tree: SpanningTree): number[][] | null {
    const part = cutTree(tree, graph.households, target, random)
    return part && listsBy(part, tree.atoms)
  }

  /** Both sides of one edge of the tree, one of those that keep the norm. */
  function cutOnce(tree: SpanningTree): number[][] | null {
    const count = tree.atoms.length
    const [least, most] = target.norm
    const below = new Int32Array(count)
    for (let place = 0; place < count; place++) below[place] = graph.households[tree.atoms[place]!]!
    let chosen = -1
    let ways = 0
    for (let i = count - 1; i > 0; i--) {
      const place = tree.order[i]!
      below[tree.parent[place]!]! += below[place]!
    }
    const whole = below[tree.order[0]!]!
    for (let i = 1; i < count; i++) {
      const here = below[tree.order[i]!]!
      if (here < least || here > most || whole - here < least || whole - here > most) continue
      // one of all ways, each as likely
      if (random() * ++ways < 1) chosen = tree.order[i]!
    }
    if (chosen < 0) return null
    const isBelow = new Uint8Array(count)
    const lists: [number[], number[]] = [[], []]
    for (const place of tree.order) {
      if (place === chosen || (tree.parent[place]! >= 0 && isBelow[tree.parent[place]!] === 1)) isBelow[place] = 1
      lists[isBelow[place]!]!.push(tree.atoms[place]!)
    }
    return lists
  }

  /** Numbers of the parts that touch a part, each once. */
  function beside(number: number): number[] {
    const found = new Set<number>()
    for (const atom of parts[number]!.atoms)
      for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
        const label = labels[graph.neighbours[at]!]!
        if (label >= 0 && label !== number) found.add(label)
      }
    return [...found]
  }

  return { recombine, shareOut, beside }
}
export type Recombiner = ReturnType<typeof createRecombiner>
