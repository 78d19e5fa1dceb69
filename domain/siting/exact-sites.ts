import type { Reach } from './reach.ts'

/** Solves a mixed-integer program in CPLEX LP form to the end: its value and its columns; null where time ran out or nothing fits. */
export type SolveProgram = (program: string) => { value: number; columns: ReadonlyMap<string, number> } | null

/** Entries (demand by candidate) above which a program is not worth beginning. */
export const MOST_EXACT_ENTRIES = 8_000

/** Number of pairs of demand and candidate with a benefit, as far as `most` + 1. */
export function countEntries(reach: Reach, most: number): number {
  let entries = 0
  for (let candidate = 0; candidate < reach.candidateCount && entries <= most; candidate++)
    entries += reach.benefitsOf(candidate).count
  return entries
}

/** The best `sites` candidates, proven by branch and bound over the program of Church and ReVelle (1974); null as `solve` does. */
export function exactBest(reach: Reach, sites: number, solve: SolveProgram): { sites: number[]; total: number } | null {
  const { benefits, rules, ranges, all } = programOf(reach)
  const solved = solve(
    ['Maximize', ` ${benefits}`, 'Subject To', ...rules, ` ${all.join('\n + ')} <= ${sites}`, ...ranges, 'End'].join(
      '\n',
    ),
  )
  return solved && { sites: chosenColumns(solved.columns), total: solved.value }
}

/** The fewest candidates whose total is at least the target (all demands: Toregas et al. 1971); null as `solve` does. */
export function exactFewest(reach: Reach, target: number, solve: SolveProgram): number[] | null {
  const { benefits, rules, ranges, all } = programOf(reach)
  const solved = solve(
    ['Minimize', ` ${all.join('\n + ')}`, 'Subject To', ...rules, ` ${benefits} >= ${target}`, ...ranges, 'End'].join(
      '\n',
    ),
  )
  return solved && chosenColumns(solved.columns)
}

/** x: a site stands there; y: how far a demand is served, by pair where its benefit differs from site to site. */
function programOf(reach: Reach) {
  const terms: string[] = []
  const rules: string[] = []
  const shares: string[] = []
  entriesByDemand(reach).forEach((row, demand) => {
    if (row.length === 0) return
    if (row.every(({ benefit }) => benefit === row[0]!.benefit)) {
      terms.push(`${row[0]!.benefit} y${demand}`)
      rules.push(` y${demand} - ${row.map(({ candidate }) => `x${candidate}`).join('\n - ')} <= 0`)
      shares.push(` y${demand} <= 1`)
      return
    }
    for (const { candidate, benefit } of row) {
      terms.push(`${benefit} y${demand}_${candidate}`)
      rules.push(` y${demand}_${candidate} - x${candidate} <= 0`)
    }
    rules.push(` ${row.map(({ candidate }) => `y${demand}_${candidate}`).join('\n + ')} <= 1`)
  })
  const all = Array.from({ length: reach.candidateCount }, (_, candidate) => `x${candidate}`)
  return {
    benefits: terms.join('\n + '),
    rules,
    ranges: ['Bounds', ...shares, 'Binaries', ` ${all.join('\n ')}`],
    all,
  }
}

function entriesByDemand(reach: Reach): { candidate: number; benefit: number }[][] {
  const rows: { candidate: number; benefit: number }[][] = Array.from({ length: reach.demandCount }, () => [])
  for (let candidate = 0; candidate < reach.candidateCount; candidate++) {
    const { count, demand, benefit } = reach.benefitsOf(candidate)
    for (let at = 0; at < count; at++) rows[demand[at]!]!.push({ candidate, benefit: benefit[at]! })
  }
  return rows
}

function chosenColumns(columns: ReadonlyMap<string, number>): number[] {
  return [...columns].flatMap(([name, value]) => (name.startsWith('x') && value > 0.5 ? [Number(name.slice(1))] : []))
}
