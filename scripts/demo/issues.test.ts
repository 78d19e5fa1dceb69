import { describe, expect, it } from 'vitest'
import { clockStateOf } from '#domain/contract/issue.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { refuseAct } from '#domain/issue/refuse-act.ts'
import { drawCounty, sizes } from './draw-county.ts'
import { demoIssues } from './issues.ts'
import { nameCounty } from './name-county.ts'
import { names } from './names.ts'
import { seededRandom } from './random.ts'

const now = new Date('2026-11-20T15:20:00+08:00')
const drawn = drawCounty(3, sizes.default, { ...names.water, hills: names.hills })
const named = nameCounty(drawn, seededRandom('names'))
const issues = demoIssues(drawn, named, 40000, now, seededRandom('issues'))
const open = issues.filter(({ issue }) => issue.state !== 'closed')
const share = (part: number, whole: number): number => part / whole

describe('the issues of the demo county', () => {
  it('are about 40,000, some 400 of them open', () => {
    expect(issues.length).toBeGreaterThan(38000)
    expect(issues.length).toBeLessThan(42500)
    expect(open.length).toBeGreaterThan(330)
    expect(open.length).toBeLessThan(560)
  })

  it('are what their entries add up to, and every entry was allowed when it happened', () => {
    for (const { entries, issue } of issues.filter((_, i) => i % 7 === 0)) {
      expect(projectIssue(entries)).toEqual(issue)
      let before = projectIssue(entries.slice(0, 2))!
      for (let i = 2; i < entries.length; i++) {
        const entry = entries[i]!
        expect(refuseAct(before, entry, entry.at)).toBeNull()
        before = projectIssue(entries.slice(0, i + 1))!
      }
    }
  })

  it('hold nothing of the future', () => {
    for (const { entries } of issues) expect(entries[entries.length - 1]!.at).toBeLessThanOrEqual(now.getTime())
  })

  it('are answered in time by about 98 % and finished in time by about 94 %', () => {
    const closed = issues.filter(({ issue }) => issue.state === 'closed')
    const answered = closed.filter(({ issue }) => issue.answeredAt! <= issue.answerBy).length
    const finished = closed.filter(({ issue }) => issue.finishedAt! <= issue.finishBy).length
    expect(share(answered, closed.length)).toBeGreaterThan(0.965)
    expect(share(answered, closed.length)).toBeLessThan(0.995)
    expect(share(finished, closed.length)).toBeGreaterThan(0.92)
    expect(share(finished, closed.length)).toBeLessThan(0.97)
  })

  it('stand mostly on time now, some due within the hour, a few late', () => {
    const states = open.map(({ issue }) =>
      clockStateOf(
        {
          state: issue.state,
          finishBy: new Date(issue.finishBy).toISOString(),
          finishedAt: issue.finishedAt === null ? null : new Date(issue.finishedAt).toISOString(),
        },
        now.getTime(),
      ),
    )
    const count = (state: string): number => states.filter((one) => one === state).length
    expect(count('soon')).toBeGreaterThan(9)
    expect(count('soon')).toBeLessThan(60)
    expect(count('late')).toBeGreaterThan(3)
    expect(count('late')).toBeLessThan(50)
    expect(count('on-time')).toBeGreaterThan(open.length / 2)
  })

  it('cluster: the busiest tenth of micro-grids holds more than a third of them, unlike uniform points', () => {
    const counts = new Map<string, number>(named.microGrids.map((micro) => [micro.code, 0]))
    for (const { microGrid } of issues) counts.set(microGrid, counts.get(microGrid)! + 1)
    const sorted = [...counts.values()].sort((a, b) => b - a)
    const top = sorted.slice(0, Math.ceil(sorted.length / 10)).reduce((sum, value) => sum + value, 0)
    expect(share(top, issues.length)).toBeGreaterThan(0.33)
  })

  it('complain of heating only in the heating months', () => {
    const months = issues
      .filter(({ issue }) => issue.category === 'N01')
      .map(({ issue }) => new Date(issue.filedAt + 8 * 3_600_000).getUTCMonth() + 1)
    expect(months.length).toBeGreaterThan(500)
    expect(months.every((month) => month <= 3 || month >= 10)).toBe(true)
  })

  it('carry numbers of their day, each once', () => {
    expect(new Set(issues.map(({ number }) => number)).size).toBe(issues.length)
    for (const { number } of issues) expect(number).toMatch(/^YF20\d{6}-\d{4}$/)
  })

  it('are the same for the same seed and moment', () => {
    const again = demoIssues(drawn, named, 2000, now, seededRandom('again'))
    expect(demoIssues(drawn, named, 2000, now, seededRandom('again'))).toEqual(again)
  })
})
