import type { AtomGraph } from './atom-graph.ts'
import { listsBy, type Norm } from './cut-tree.ts'
import { type Standing, type Wishes, worth } from './wishes.ts'

/** A part of a plan in the making. Lists of atoms are made anew, never changed. */
export interface Part {
  readonly atoms: readonly number[]
  readonly households: number
  readonly issues: number
  /** Households of each grid of today in it; empty where nobody asks for few moves. */
  readonly today: ReadonlyMap<number, number>
}

/** What a plan is judged by. */
export interface Judgement {
  norm: Norm
  aim: number
  wishes: Wishes
}

/** One change of a plan: the parts as they were and as they are, by number; null is none. */
export interface Step {
  numbers: readonly number[]
  before: readonly (Part | null)[]
  after: readonly (Part | null)[]
  /** How much worse the plan became: negative is better. */
  worse: number
}

/**
 * A plan of atoms that is changed in steps and knows what each step is worth. Labels are part numbers, -1 for atoms that
 * are not planned. All sums are kept, so that a step costs what its own atoms cost.
 */
export function createPlanState(graph: AtomGraph, labels: Int32Array, judgement: Judgement) {
  const { norm, aim, wishes } = judgement
  const parts: (Part | null)[] = []
  const free: number[] = []
  const totals = totalsOf(graph, labels)
  const expected = Math.max(1, totals.households / aim)
  const evenIssues = totals.issues / expected
  /** By grid of today: households of it in each part. */
  const spread = new Map<number, Map<number, number>>()

  for (const [number, atoms] of listsBy(labels, [...labels.keys()]).entries()) {
    const part = atoms.length === 0 ? null : partOf(atoms)
    parts[number] = part
    if (part) spreadPart(number, null, part)
    else free.push(number)
  }

  function partOf(atoms: readonly number[]): Part {
    let households = 0
    let issues = 0
    const today = new Map<number, number>()
    for (const atom of atoms) {
      households += graph.households[atom]!
      issues += graph.issues[atom]!
      const grid = graph.today[atom]!
      if (wishes.fewMoved > 0 && grid >= 0) today.set(grid, (today.get(grid) ?? 0) + graph.households[atom]!)
    }
    return { atoms, households, issues, today }
  }

  /** Costs of the borders between the given atoms' labels that lie inside of them: what a step can change. */
  function bordersWithin(lists: readonly (Part | null)[]): { meters: number; cost: number } {
    let meters = 0
    let cost = 0
    // edges to atoms beyond are borders before and after
    for (const part of lists)
      for (const atom of part?.atoms ?? [])
        for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
          const other = graph.neighbours[at]!
          if (labels[other] === labels[atom] || labels[other]! < 0 || !inside[other]) continue
          meters += graph.lengthMeters[at]! / 2
          cost += (graph.lengthMeters[at]! * graph.cost[at]!) / 2
        }
    return { meters, cost }
  }
  const inside = new Uint8Array(labels.length)

  function unevenOf(part: Part | null): { households: number; issues: number } {
    if (part === null) return { households: 0, issues: 0 }
    const off = (part.households - aim) / aim
    const offIssues = evenIssues === 0 ? 0 : (part.issues - evenIssues) / evenIssues
    return { households: off * off, issues: offIssues * offIssues }
  }

  /** Households that keep their grid both ways: not joined by strangers, not left by neighbours. */
  function keptBy(lists: readonly (Part | null)[]): number {
    let kept = 0
    for (const part of lists) if (part) kept += most(part.today.values())
    return kept
  }

  function spreadPart(number: number, old: Part | null, next: Part | null): void {
    for (const grid of old?.today.keys() ?? []) spread.get(grid)?.delete(number)
    for (const [grid, households] of next?.today ?? []) {
      const known = spread.get(grid) ?? new Map<number, number>()
      spread.set(grid, known.set(number, households))
    }
  }

  function keptOf(grids: ReadonlySet<number>): number {
    let kept = 0
    for (const grid of grids) kept += most(spread.get(grid)?.values() ?? [])
    return kept
  }

  /** Puts other lists of the same atoms in place of parts: `numbers` are theirs, more are taken as needed. */
  function change(numbers: readonly number[], lists: readonly (readonly number[])[]): Step {
    const all = [...numbers]
    while (all.length < lists.length) all.push(free.pop() ?? parts.push(null) - 1)
    return put(
      all,
      all.map((_, i) => (lists[i] ? partOf(lists[i]) : null)),
    )
  }

  function put(numbers: readonly number[], after: readonly (Part | null)[]): Step {
    const before = numbers.map((number) => parts[number] ?? null)
    const old = sumOf(before, after)
    numbers.forEach((number, i) => {
      const part = after[i]!
      parts[number] = part
      if (wishes.fewMoved > 0) spreadPart(number, before[i]!, part)
      if (part) for (const atom of part.atoms) labels[atom] = number
      else free.push(number)
    })
    const next = sumOf(after, before)
    return { numbers, before, after, worse: next - old }
  }

  /** What the parts of a step are worth as they stand; parts of the plan that the step leaves alone cancel. */
  function sumOf(standing: readonly (Part | null)[], other: readonly (Part | null)[]): number {
    for (const part of standing) for (const atom of part?.atoms ?? []) inside[atom] = 1
    const borders = bordersWithin(standing)
    for (const part of standing) for (const atom of part?.atoms ?? []) inside[atom] = 0
    const sum: Standing = { compact: 0, alongRoads: 0, evenHouseholds: 0, evenIssues: 0, fewMoved: 0 }
    sum.compact = (8 * borders.meters) / totals.meters
    sum.alongRoads = (16 * borders.cost) / totals.meters
    for (const part of standing) {
      const uneven = unevenOf(part)
      sum.evenHouseholds += (8 * uneven.households) / expected
      sum.evenIssues += uneven.issues / expected
    }
    if (wishes.fewMoved > 0) {
      const grids = new Set<number>()
      for (const part of [...standing, ...other]) for (const grid of part?.today.keys() ?? []) grids.add(grid)
      sum.fewMoved = -(keptBy(standing) + keptOf(grids)) / (2 * Math.max(1, totals.households))
    }
    return worth(sum, wishes)
  }

  /** Takes a step back. Steps are taken back in the order opposite to theirs. */
  function undo(step: Step): void {
    put(step.numbers, step.before)
    // `put` keeps numbers without a part free; those that came back are free no more
    for (const [i, number] of step.numbers.entries()) if (step.before[i] && !step.after[i]) removeFree(number)
  }

  function removeFree(number: number): void {
    const at = free.lastIndexOf(number)
    if (at >= 0) free.splice(at, 1)
  }

  const isLegal = (part: Part) => part.households >= norm[0] && part.households <= norm[1]

  /** The whole worth, from scratch. */
  function worthOfAll(): number {
    const standing = parts.filter((part) => part !== null)
    return sumOf(standing, standing)
  }

  return { parts, labels, change, undo, isLegal, worthOfAll }
}
export type PlanState = ReturnType<typeof createPlanState>

function most(values: Iterable<number>): number {
  let best = 0
  for (const value of values) if (value > best) best = value
  return best
}

function totalsOf(graph: AtomGraph, labels: Int32Array): { households: number; issues: number; meters: number } {
  let households = 0
  let issues = 0
  let meters = 0
  for (let atom = 0; atom < labels.length; atom++) {
    if (labels[atom]! < 0) continue
    households += graph.households[atom]!
    issues += graph.issues[atom]!
    for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) meters += graph.lengthMeters[at]! / 2
  }
  return { households, issues, meters: Math.max(meters, 1) }
}
