import { describe, expect, it } from 'vitest'
import { issueSource } from '#domain/contract/issue.ts'
import { unpackDays } from '#domain/heat/day-entries.ts'
import { seededRandom } from '#domain/heat/random.ts'
import { columnBytes } from '#server/test-support/column-bytes.ts'
import type { Periods } from './count-places.ts'
import { createHeatKeeper, type HistoryTask, NOT_KEPT, type SurfaceTask } from './heat-keeper.ts'
import type { ChangedIssue } from './issue-columns.ts'

const border: [number, number][][] = [
  [
    [120.7, 37.75],
    [120.8, 37.75],
    [120.8, 37.85],
    [120.7, 37.85],
    [120.7, 37.75],
  ],
]
const categories = ['heat', 'pipe', 'road']
const YEAR = 366 * 86_400_000_000
const start = Date.parse('2026-01-01T00:00:00Z') * 1000
const day = 86_400_000_000

const task: SurfaceTask = {
  county: '370699',
  plane: { longitude: 120.75, latitude: 37.8 },
  options: { bandwidthMeters: 300, cellMeters: 100 },
  question: { state: 'open', source: null, hours: null, weekdays: null, categories: null },
  window: { from: -Infinity, to: Infinity },
  before: null,
  windowName: '',
  breaks: null,
  known: null,
}
/** Questions of every kind; the last slides by a day with each round. */
const questions = (round: number): SurfaceTask[] => [
  task,
  { ...task, question: { ...task.question, state: 'all', hours: [7, 8, 9], weekdays: [1, 5] } },
  { ...task, question: { ...task.question, source: ['hotline', 'online'], categories: ['heat', 'pipe'] } },
  {
    ...task,
    question: { ...task.question, state: 'all' },
    window: { from: start + (100 + round) * day, to: Infinity },
    before: { from: start + (80 + round) * day, to: start + (100 + round) * day },
    windowName: '20 days',
  },
]

function someIssues(count: number, random: () => number, firstId = 1): ChangedIssue[] {
  return Array.from({ length: count }, (_, index) => ({
    id: firstId + index,
    filedAt: start + Math.floor(random() * YEAR),
    longitude: Math.round((120.69 + random() * 0.12) * 1e7),
    latitude: Math.round((37.74 + random() * 0.12) * 1e7),
    open: random() < 0.5,
    source: issueSource.options[Math.floor(random() * 6)]!,
    category: categories[Math.floor(random() * 3)]!,
    hourOfWeek: Math.floor(random() * 168),
    ...somePlace(random),
    day: Math.floor(random() * 366),
  }))
}

/** One of seven micro-grids of three grids, or outside. */
function somePlace(random: () => number): Pick<ChangedIssue, 'grid' | 'microGrid'> {
  const number = Math.floor(random() * 8)
  return number === 7 ? { grid: '', microGrid: '' } : { grid: `G${number % 3}`, microGrid: `G${number % 3}0${number}` }
}

function keeperOf(issues: readonly ChangedIssue[]) {
  const keeper = createHeatKeeper()
  keeper.ask({
    kind: 'keep',
    county: task.county,
    months: [columnBytes(issues, categories)],
    border,
    mostBytes: Infinity,
  })
  return {
    change: (changed: ChangedIssue[]) => keeper.ask({ kind: 'change', county: task.county, issues: changed }),
    surface: (asked: SurfaceTask) => {
      const answer = keeper.ask({ kind: 'surface', task: asked })
      if (!answer.ok) throw new Error('refused')
      return answer
    },
    count: ({ county, question, window }: SurfaceTask, periods: Periods | null) =>
      keeper.ask({ kind: 'count', county, question, window, periods }),
    rows: ({ county, question, window }: SurfaceTask) => keeper.ask({ kind: 'rows', county, question, window }),
    history: ({ county, question, window }: SurfaceTask, ground: HistoryTask['ground'], day: number | null) => {
      const told = keeper.ask({ kind: 'history', county, question, window, ground, day })
      if (!told.ok) throw new Error(told.reason)
      return told.page
    },
  }
}

/** The filter in plain words. */
function answers(issue: ChangedIssue, { question, window }: SurfaceTask): boolean {
  const { state, source, hours, weekdays, categories } = question
  return (
    (state === 'all' || issue.open) &&
    (source === null || source.includes(issue.source)) &&
    (hours === null || hours.includes(issue.hourOfWeek % 24)) &&
    (weekdays === null || weekdays.includes(Math.floor(issue.hourOfWeek / 24) + 1)) &&
    (categories === null || categories.includes(issue.category)) &&
    issue.filedAt >= window.from &&
    issue.filedAt < window.to
  )
}

function tallied(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** What a keeper counts, by names of places. */
function toldBy(kept: ReturnType<typeof keeperOf>, question: SurfaceTask, periods: Periods) {
  const all = kept.count(question, null)
  const byWeek = kept.count(question, periods)
  const { x, y, place, day, grids, microGrids } = kept.rows(question)
  const nameOf = (at: number) => `${grids[at]} ${microGrids[at]}`
  const counted = (filed: Int32Array, keyOf: (index: number) => string) =>
    Object.fromEntries([...filed].flatMap((count, index) => (count > 0 ? [[keyOf(index), count]] : [])))
  return {
    places: counted(all.filed, nameOf),
    weeks: counted(
      byWeek.filed,
      (index) => `${Math.floor(index / grids.length)} ${nameOf(index % byWeek.grids.length)}`,
    ),
    rows: [...x].map((east, row) => [east, y[row], nameOf(place[row]!), day[row]].join(' ')).sort(),
  }
}

/** Every page of a history, as `day place count`. */
function pagesOf(kept: ReturnType<typeof keeperOf>, question: SurfaceTask, ground: HistoryTask['ground']) {
  const lines: string[] = []
  let page = kept.history(question, ground, null)
  const { totals } = page
  for (let pages = 0; ; pages++) {
    for (const [at, { place, filed }] of unpackDays(page.bytes, page.days).entries())
      for (const [entry, one] of place.entries())
        lines.push(`${page.firstDay + at} ${page.codes[one] ?? one} ${filed[entry]}`)
    if (page.next === null) return { lines, totals, pages: pages + 1 }
    page = kept.history(question, ground, page.next)
  }
}

describe('heat keeper', () => {
  it('answers a question near one that was asked as one that asks nothing else, to the bit, also when the other is behind', () => {
    const random = seededRandom(5)
    const issues = someIssues(3_000, random)
    const kept = keeperOf(issues)
    const all = { ...task, question: { ...task.question, state: 'all' as const } }
    kept.surface(all)
    const turned = issues.slice(0, 400).map((issue) => ({ ...issue, open: !issue.open }))
    kept.change(turned)
    const fresh = () => keeperOf([...turned, ...issues.slice(400)])
    for (let hour = 0; hour < 24; hour += 5) {
      const but = Array.from({ length: 24 }, (_, other) => other).filter((other) => other !== hour)
      const near = { ...all, question: { ...all.question, hours: but } }
      const { version: _, ...answer } = kept.surface(near)
      const { version: __, ...alone } = fresh().surface(near)
      expect(answer.count).toBeGreaterThan(1_000)
      expect(answer).toEqual(alone)
    }
    // what was copied from goes on as it was
    const { version: _, ...again } = kept.surface(all)
    const { version: __, ...alone } = fresh().surface(all)
    expect(again).toEqual(alone)
  })

  it('shows after 10,000 random changes the very surface it would from scratch, and counts by place and week what a recount does, whatever is asked', () => {
    const random = seededRandom(21)
    const issues = new Map(someIssues(2_000, random).map((issue) => [issue.id, issue]))
    const kept = keeperOf([...issues.values()])
    for (let round = 0; round < 20; round++) {
      for (const question of questions(round)) kept.surface(question)
      const changed = Array.from({ length: 500 }, () => {
        const id = 1 + Math.floor(random() * (issues.size + 1))
        const [fresh] = someIssues(1, random, id)
        const known = issues.get(id)
        const issue = known && random() < 0.6 ? { ...known, open: random() < 0.5, category: fresh!.category } : fresh!
        issues.set(id, issue)
        return issue
      })
      kept.change(changed)
    }
    const anew = keeperOf([...issues.values()])
    const periods = { firstDay: 50, days: 7, count: 20 }
    for (const question of questions(20)) {
      const matching = [...issues.values()].filter((issue) => answers(issue, question))
      const { places, weeks, rows } = toldBy(kept, question, periods)
      expect(places).toEqual(tallied(matching.map(({ grid, microGrid }) => `${grid} ${microGrid}`)))
      expect(weeks).toEqual(
        tallied(
          matching.flatMap(({ grid, microGrid, day }) =>
            day >= 50 && day < 190 ? [`${Math.floor((day - 50) / 7)} ${grid} ${microGrid}`] : [],
          ),
        ),
      )
      expect(rows).toEqual(
        matching.map((one) => [one.longitude, one.latitude, one.grid, one.microGrid, one.day].join(' ')).sort(),
      )
      const { version: _, ...now } = kept.surface({ ...question, breaks: [1, 5] })
      const { version: __, ...fromScratch } = anew.surface({ ...question, breaks: [1, 5] })
      expect(now.count).toBeGreaterThan(20)
      expect(now).toEqual(fromScratch)
    }
  })

  it('tells a history page by page that is after 10,000 changes what a recount finds, by grid and by cell', () => {
    const random = seededRandom(24)
    const issues = new Map(someIssues(55_000, random).map((issue) => [issue.id, issue]))
    const kept = keeperOf([...issues.values()])
    const question: SurfaceTask = {
      ...task,
      question: { ...task.question, state: 'all', hours: [7, 8, 9, 10, 11, 12] },
    }
    const cells = { kind: 'cells' as const, plane: task.plane, cellMeters: 50 }
    const grids = { kind: 'areas' as const, of: 'grid' as const, codes: ['G2', 'G0', 'G7'] }
    pagesOf(kept, question, cells)
    for (let round = 0; round < 10; round++) {
      // what comes after is not in the index of days yet
      if (round === 7) pagesOf(kept, question, cells)
      kept.change(
        Array.from({ length: 1_000 }, () => {
          const id = 1 + Math.floor(random() * (issues.size + 1))
          const [fresh] = someIssues(1, random, id)
          issues.set(id, { ...fresh!, day: random() < 0.01 ? -5 : fresh!.day })
          return issues.get(id)!
        }),
      )
    }
    const matching = [...issues.values()].filter((issue) => answers(issue, question))
    const byGrid = pagesOf(kept, question, grids)
    const known = matching.filter(({ grid }) => grids.codes.includes(grid))
    const counted = tallied(known.map(({ day, grid }) => `${day} ${grid}`))
    expect(byGrid.lines.toSorted()).toEqual(
      Object.entries(counted)
        .map(([name, count]) => `${name} ${count}`)
        .sort(),
    )
    expect(byGrid.totals?.firstDay).toBe(Math.min(...known.map(({ day }) => day)))
    expect(byGrid.totals?.filed.reduce((sum, filed) => sum + filed, 0)).toBe(known.length)
    const everything = { ...question, question: { ...question.question, hours: null } }
    const byCell = pagesOf(kept, everything, cells)
    // 55,000 issues do not fit on a page of 32,768 entries
    expect(byCell.pages).toBeGreaterThan(1)
    const anew = keeperOf([...issues.values()])
    expect(pagesOf(anew, everything, cells)).toEqual(byCell)
    const inside = kept.surface({ ...everything, windowName: 'all' }).count
    expect(byCell.totals?.filed.reduce((sum, filed) => sum + filed, 0)).toBe(inside)
    expect(byCell.lines.reduce((sum, line) => sum + Number(line.split(' ')[2]), 0)).toBe(inside)
  })

  it('lets the county go that was asked least recently, once all take more than the bound, and never the newest', () => {
    const keeper = createHeatKeeper()
    const issues = columnBytes(someIssues(5_000, seededRandom(25)), categories)
    const keep = (county: string, mostBytes: number) =>
      keeper.ask({ kind: 'keep', county, months: [issues], border, mostBytes }).evicted
    const { question, window } = task
    const count = (county: string) => keeper.ask({ kind: 'count', county, question, window, periods: null })
    expect(keep('1', 0)).toEqual([])
    const { bytes } = keeper.ask({ kind: 'held' })
    // 28 bytes of columns and an eighth more, 48 of the number by number
    expect(bytes / 5_000).toBeGreaterThan(70)
    expect(bytes / 5_000).toBeLessThan(90)
    const room = 2.5 * bytes
    expect([keep('2', room), keep('3', room)]).toEqual([[], ['1']])
    count('2')
    expect(keep('4', room)).toEqual(['3'])
    expect(keeper.ask({ kind: 'held' })).toEqual({ counties: 2, issues: 10_000, bytes: 2 * bytes, evictions: 2 })
    expect(() => count('3')).toThrow(NOT_KEPT)
    count('2')
  })

  it('sends no picture to who has it, and another version only when the surface changed', () => {
    const [first, second] = someIssues(2, seededRandom(22))
    const open = { ...first!, open: true, longitude: 1_207_500_000, latitude: 378_000_000 }
    const kept = keeperOf([open, { ...second!, open: false }])
    const { version, picture } = kept.surface(task)
    expect(picture?.sum).toBeCloseTo(1, 2)
    kept.change([{ ...second!, open: false, category: 'road' }])
    expect(kept.surface({ ...task, known: version })).toMatchObject({ version, picture: null, count: 1 })
    kept.change([{ ...open, open: false }])
    const after = kept.surface({ ...task, known: version })
    expect(after.version).not.toBe(version)
    expect(after.picture).toMatchObject({ sum: 0, peak: 0, width: 0 })
  })

  it('shows more and less than before with their signs', () => {
    const place = {
      ...someIssues(1, seededRandom(23))[0]!,
      open: true,
      longitude: 1_207_500_000,
      latitude: 378_000_000,
    }
    const there = { ...place, longitude: 1_207_700_000 }
    const kept = keeperOf([
      { ...place, id: 1, filedAt: start + 5 * day },
      { ...there, id: 2, filedAt: start + 2 * day },
      { ...there, id: 3, filedAt: start + 3 * day },
    ])
    const compared = kept.surface({
      ...task,
      window: { from: start + 4 * day, to: start + 8 * day },
      before: { from: start, to: start + 4 * day },
      windowName: 'four days',
      breaks: [1],
    })
    expect([compared.count, compared.beforeCount]).toEqual([1, 2])
    expect(compared.picture!.sum).toBeCloseTo(-1, 1)
    const earlier = compared.picture!.before!
    const mass = earlier.steps.reduce((sum, steps) => sum + steps, 0) * earlier.stepPerSquareKilometer * 0.01
    expect(mass).toBeCloseTo(2, 1)
    expect(Math.max(...compared.picture!.steps) * 2).toBeLessThan(Math.abs(Math.min(...compared.picture!.steps)) + 2)
    expect(compared.bands!.map((band) => band.class)).toEqual([-1, -2, 1, 2])
  })

  it('is told what it does not keep', () => {
    expect(() => createHeatKeeper().ask({ kind: 'surface', task })).toThrow('not kept')
  })
})
