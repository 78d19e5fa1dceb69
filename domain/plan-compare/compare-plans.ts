import { createFlowTable } from './flow-table.ts'

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
  households: number
  moved: number
  /** The largest first. */
  flows: Flow[]
  /** By grid number: what it holds in the one and the other. */
  one: { households: Float64Array; issues: Float64Array }
  other: { households: Float64Array; issues: Float64Array }
}

/** Compares two plans in one pass over the points. */
export function comparePlans({ one, other, households, issues, grids }: PlanColumns): PlanComparison {
  const stayed = { households: new Int32Array(grids + 1), issues: new Int32Array(grids + 1) }
  const table = createFlowTable(grids)
  const { households: stay, issues: stayIssues } = stayed
  for (let i = 0; i < one.length; i++) {
    const from = one[i]!
    const to = other[i]!
    if (from === to) {
      stay[from + 1]! += households[i]!
      stayIssues[from + 1]! += issues[i]!
    } else table.add(from, to, households[i]!, issues[i]!)
  }
  const flows = table.entries().sort((x, y) => y.households - x.households || x.from - y.from || x.to - y.to)
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
  const all = stay.reduce((sum, own) => sum + own, moved)
  return { households: all, moved, flows, one: heldBy('from'), other: heldBy('to') }
}
