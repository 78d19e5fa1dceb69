import { issueSource } from '#domain/contract/issue.ts'
import { seededRandom } from '#domain/heat/random.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { createHeatKeeper, type SurfaceTask } from '#server/heat/heat-keeper.ts'
import type { ChangedIssue } from '#server/heat/issue-columns.ts'
import { columnBytes } from '#server/test-support/column-bytes.ts'
import { border, clusteredPositions } from './bench-ground.ts'

const [FEW, MANY] = [1_000, 1_000_000]
const DAYS = 395
const DAY = 86_400_000_000
const FIRST_DAY = Date.parse('2025-10-20T00:00:00Z') * 1000
const NEW_MASK = 'of a bandwidth'
const COUNTY = '370699'
const categories = Array.from({ length: 40 }, (_, ordinal) => `c${ordinal}`)

export const benchmarks: Benchmark[] = [
  {
    name: 'heat.million',
    unit: 'ms',
    budget: { atMost: 200 },
    limitSeconds: 300,
    async run({ seed }) {
      const few = await questionsOver(FEW, seed)
      const many = await questionsOver(MANY, seed)
      const told = (taken: Record<string, number>) =>
        Object.entries(taken)
          .map(([name, value]) => `${name} ${value.toFixed(0)}`)
          .join(', ')
      const slowest = ({ [NEW_MASK]: _, ...rest }: Record<string, number>) => Math.max(...Object.values(rest))
      return [
        {
          value: slowest(many),
          peer: { name: 'the same over 1,000 issues', value: slowest(few) },
          note: `the slowest kind of question that nobody has asked before, over 1,000,000 issues of 13 months in memory, 50 m cells, to the packed surface; medians over a million: ${told(many)}; over a thousand: ${told(few)}`,
        },
        {
          name: '.bandwidth',
          value: many[NEW_MASK]!,
          budget: null,
          peer: { name: 'the same over 1,000 issues', value: few[NEW_MASK]! },
          note: 'a new bandwidth: another mask of the county, and nothing kept to begin from',
        },
      ]
    },
  },
]

/** Milliseconds of new questions of every kind over so many issues. */
async function questionsOver(count: number, seed: number): Promise<Record<string, number>> {
  const keeper = createHeatKeeper()
  const months = [columnBytes(someIssues(count, seed), categories)]
  keeper.ask({ kind: 'keep', county: COUNTY, months, border: [border()], mostBytes: Infinity })
  const ask = (asked: Partial<SurfaceTask>) => {
    const answer = keeper.ask({
      kind: 'surface',
      task: { ...usual, windowName: JSON.stringify(asked.window), ...asked },
    })
    if (!answer.ok) throw new Error(answer.reason)
  }
  const kinds: Record<string, (turn: number) => Partial<SurfaceTask>> = {
    'all but an hour': (turn) => ({ question: { ...usual.question, hours: hoursBut(turn) } }),
    'of a category': (turn) => ({ question: { ...usual.question, categories: [`c${turn}`] } }),
    'of ninety days': (turn) => ({
      window: { from: FIRST_DAY + 20 * turn * DAY, to: FIRST_DAY + (20 * turn + 90) * DAY },
    }),
    [NEW_MASK]: (turn) => ({ options: { bandwidthMeters: 301 + turn, cellMeters: 50 } }),
  }
  ask({})
  const taken: Record<string, number> = {}
  for (const [name, askedAt] of Object.entries(kinds)) {
    let turn = 0
    taken[name] = median(await time(() => ask(askedAt(turn++)), { warmUps: 2, times: 7 }))
  }
  return taken
}

const usual: SurfaceTask = {
  county: COUNTY,
  plane: { longitude: 120.75, latitude: 37.8 },
  options: { bandwidthMeters: 300, cellMeters: 50 },
  question: { state: 'all', source: null, hours: null, weekdays: null, categories: null },
  window: { from: -Infinity, to: Infinity },
  before: null,
  windowName: '',
  breaks: null,
  known: null,
}

function hoursBut(turn: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour !== turn % 24)
}

function someIssues(count: number, seed: number): ChangedIssue[] {
  const random = seededRandom(seed)
  const positions = clusteredPositions(seed, count)
  return Array.from({ length: count }, (_, index) => {
    const day = Math.floor(random() * DAYS)
    return {
      id: index + 1,
      filedAt: FIRST_DAY + day * DAY,
      longitude: Math.round(positions[2 * index]! * 1e7),
      latitude: Math.round(positions[2 * index + 1]! * 1e7),
      open: random() < 0.1,
      source: issueSource.options[Math.floor(random() * 6)]!,
      category: categories[Math.floor(random() * categories.length)]!,
      hourOfWeek: Math.floor(random() * 168),
      grid: '',
      microGrid: '',
      day: FIRST_DAY / DAY + day,
    }
  })
}
