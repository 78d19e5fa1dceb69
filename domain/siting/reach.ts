/** What one candidate gives to whom, as parallel lists of `count` entries; overwritten by the next question. */
export interface Benefits {
  count: number
  demand: Int32Array
  benefit: Float64Array
}

/**
 * Who gains what where: `demandCount` demands (the households of a building) by `candidateCount` places where a station could
 * stand. The benefit of a demand from a candidate is 0 or more, in the unit of the question (households, or households x
 * deciseconds saved); of several sites a demand takes the best one.
 */
export interface Reach {
  demandCount: number
  candidateCount: number
  /** The largest benefit of each demand from any candidate. */
  mostBenefit: Float64Array
  /**
   * Adds to `gain[c]` what candidate c gives beyond what each demand has: `times` x the sum of max(0, benefit - floor[d]),
   * over all demands, or over those listed. Exact where weights and floors are whole numbers.
   */
  addGains(floor: Float64Array, gain: Float64Array, times: number, demands?: ArrayLike<number>): void
  benefitsOf(candidate: number): Benefits
  /**
   * For each demand, the largest of these gains among the candidates that serve it; null where a demand's benefit differs
   * from candidate to candidate.
   */
  topGains(gain: Float64Array): Float64Array | null
}

/** A reach written out: demand d owns entries `start[d]` to `start[d + 1]` - 1, one a candidate that it can use. */
export interface ReachRows {
  candidateCount: number
  start: Int32Array
  candidate: Int32Array
  /** Benefit of each entry is `weight[d]` x `saved`; null: all are 1. */
  saved: Float64Array | Int32Array | null
  weight: Float64Array
}

/** The reach over rows that are written out. */
export function reachOfRows(rows: ReachRows): Reach {
  const { candidateCount, start, candidate, saved, weight } = rows
  const demandCount = weight.length
  const columns = columnsOf(rows)
  const benefits: Benefits = {
    count: 0,
    demand: new Int32Array(columns.longest),
    benefit: new Float64Array(columns.longest),
  }

  return {
    demandCount,
    candidateCount,
    mostBenefit: mostOf(rows),
    addGains(floor, gain, times, demands) {
      const count = demands ? demands.length : demandCount
      for (let index = 0; index < count; index++) {
        const demand = demands ? demands[index]! : index
        const each = weight[demand]!
        const had = floor[demand]!
        const end = start[demand + 1]!
        if (saved === null) {
          if (each <= had) continue
          const more = times * (each - had)
          for (let entry = start[demand]!; entry < end; entry++) gain[candidate[entry]!]! += more
          continue
        }
        for (let entry = start[demand]!; entry < end; entry++) {
          const more = each * saved[entry]! - had
          if (more > 0) gain[candidate[entry]!]! += times * more
        }
      }
    },
    benefitsOf(site) {
      benefits.count = 0
      for (let at = columns.start[site]!; at < columns.start[site + 1]!; at++) {
        const entry = columns.entry[at]!
        const demand = columns.demand[at]!
        benefits.demand[benefits.count] = demand
        benefits.benefit[benefits.count++] = weight[demand]! * (saved === null ? 1 : saved[entry]!)
      }
      return benefits
    },
    topGains(gain) {
      if (saved !== null) return null
      const top = new Float64Array(demandCount)
      for (let demand = 0; demand < demandCount; demand++)
        for (let entry = start[demand]!; entry < start[demand + 1]!; entry++)
          top[demand] = Math.max(top[demand]!, gain[candidate[entry]!]!)
      return top
    },
  }
}

function mostOf({ start, saved, weight }: ReachRows): Float64Array {
  return weight.map((each, demand) => {
    let most = 0
    for (let entry = start[demand]!; entry < start[demand + 1]!; entry++)
      most = Math.max(most, saved === null ? 1 : saved[entry]!)
    return each * most
  })
}

/** The entries by candidate: a counting sort. */
function columnsOf({ candidateCount, start, candidate, weight }: ReachRows) {
  const columnStart = new Int32Array(candidateCount + 1)
  for (let entry = 0; entry < candidate.length; entry++) columnStart[candidate[entry]! + 1]!++
  let longest = 0
  for (let site = 0; site < candidateCount; site++) {
    longest = Math.max(longest, columnStart[site + 1]!)
    columnStart[site + 1]! += columnStart[site]!
  }
  const next = columnStart.slice()
  const entries = new Int32Array(candidate.length)
  const demands = new Int32Array(candidate.length)
  for (let demand = 0; demand < weight.length; demand++)
    for (let entry = start[demand]!; entry < start[demand + 1]!; entry++) {
      const at = next[candidate[entry]!]!++
      entries[at] = entry
      demands[at] = demand
    }
  return { start: columnStart, entry: entries, demand: demands, longest }
}
