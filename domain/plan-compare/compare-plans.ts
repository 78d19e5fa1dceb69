import { FlowTable } from './flow-table.ts'

/** Who lives where in two plans: columns over the same buildings and issues. */
export interface PlanColumns {
  /** Grid of each point in the one and the other plan, as a number below `grids`; -1 for none. */
  readonly one: Int32Array
  readonly other: Int32Array
  readonly households: Int32Array
  readonly issues: Int32Array
  /** Grids of each plan. A grid that both have under one code has the same number in both. */
  readonly grids: number
}

/** Households that change hands between two grids. */
export interface Flow {
  /** Number of the grid, -1 for none. */
  from: number
  to: number
  households: number
  issues: number
}

export interface PlanComparison {
  /** Of all grids of either plan. */
  households: number
  moved: number
  /** The largest first. */
  flows: Flow[]
  /** By grid number: what it holds in the one and the other. */
  one: { households: Float64Array; issues: Float64Array }
  other: { households: Float64Array; issues: Float64Array }
}

/** No grid: what a run of points has not yet gone to. */
const NOWHERE = -2

/** Compares two plans in one pass over the points. */
export function comparePlans({ one, other, households, issues, grids }: PlanColumns): PlanComparison {
  const stay = new Int32Array(grids + 1)
  const stayIssues = new Int32Array(grids + 1)
  const table = new FlowTable(grids)
  sumRuns(one, other, households, issues, one.length, stay, stayIssues, table)
  const flows = largestFirst(table.entries(), grids)
  const heldBy = (end: 'from' | 'to') => {
    const held = { households: Float64Array.from(stay.subarray(1)), issues: Float64Array.from(stayIssues.subarray(1)) }
    for (const flow of flows) {
      if (flow[end] < 0) continue
      held.households[flow[end]]! += flow.households
      held.issues[flow[end]]! += flow.issues
    }
    return held
  }
  const moved = flows.reduce((sum, flow) => sum + flow.households, 0)
  const all = stay.subarray(1).reduce((sum, own) => sum + own, moved)
  return { households: all, moved, flows, one: heldBy('from'), other: heldBy('to') }
}

/**
 * Points that follow each other mostly lie in one grid: its run is summed in registers, all points and those that stay,
 * without a branch that nobody can foretell; what went to another grid is the difference, told when the goal changes. A
 * function of its own: it is compiled while its first call runs, and nothing stands around the loop to be guessed wrongly.
 */
function sumRuns(
  one: Int32Array,
  other: Int32Array,
  households: Int32Array,
  issues: Int32Array,
  count: number,
  stay: Int32Array,
  stayIssues: Int32Array,
  table: FlowTable,
): void {
  for (let begin = 0, end = 0; begin < count; begin = end) {
    const from = one[begin]!
    while (end < count && one[end] === from) end++
    let to = NOWHERE
    let people = 0
    let filed = 0
    let stayed = 0
    let stayedFiled = 0
    for (let i = begin; i < end; i++) {
      const now = other[i]!
      const apart = now ^ from
      // all bits set where it goes elsewhere
      const goes = (apart | -apart) >> 31
      if (((now ^ to) & goes) !== 0) {
        if (to !== NOWHERE) table.add(from, to, people - stayed, filed - stayedFiled)
        to = now
        people = stayed
        filed = stayedFiled
      }
      const own = households[i]!
      const ownFiled = issues[i]!
      // sums stay whole numbers of 32 bits, without a look at each whether they do
      people = (people + own) | 0
      filed = (filed + ownFiled) | 0
      stayed = (stayed + (own & ~goes)) | 0
      stayedFiled = (stayedFiled + (ownFiled & ~goes)) | 0
    }
    if (to !== NOWHERE) table.add(from, to, people - stayed, filed - stayedFiled)
    stay[from + 1]! += stayed
    stayIssues[from + 1]! += stayedFiled
  }
}

/** Flows by households, the largest first, else by `from` and `to`: sorted as numbers, without a comparison to call. */
function largestFirst(flows: readonly Flow[], grids: number): Flow[] {
  const count = flows.length
  const placed = new Float64Array(count)
  for (let i = 0; i < count; i++) placed[i] = ((flows[i]!.from + 1) * (grids + 1) + flows[i]!.to + 1) * count + i
  placed.sort()
  const ranked = new Float64Array(count)
  // the households of a flow and the flows are whole numbers below 2^31 and 2^22: their product is exact
  for (let place = 0; place < count; place++) ranked[place] = place - flows[placed[place]! % count]!.households * count
  ranked.sort()
  const sorted: Flow[] = []
  for (const rank of ranked) sorted.push(flows[placed[((rank % count) + count) % count]! % count]!)
  return sorted
}
