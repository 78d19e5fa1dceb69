import { describe, expect, it } from 'vitest'
import { mergeIssues } from '#client/ui/wall/merge-issues.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { hourTicks, trendPath, yOf } from './trend-shape.ts'

const issue = (number: string, minute: number, version = 1): IssueSummary => ({
  number,
  version,
  category: 'lamp',
  categoryName: '路灯不亮',
  categoryNameEn: 'Street lamp out',
  source: 'patrol',
  state: 'filed',
  title: '路灯不亮',
  place: '',
  emergency: false,
  street: '',
  streetName: '',
  community: '',
  communityName: '',
  grid: '',
  gridName: '',
  microGrid: '',
  position: [120, 37],
  filedAt: new Date(minute * 60_000).toISOString(),
  answerBy: new Date((minute + 60) * 60_000).toISOString(),
  finishBy: new Date((minute + 600) * 60_000).toISOString(),
  answeredAt: null,
  finishedAt: null,
  closedAt: null,
  rating: null,
  callers: 1,
  outcome: '',
  level: 'county',
  unit: '',
  unitName: '',
  notice: 'none',
})

describe('the newest issues', () => {
  it('stand newest first, each once, at their highest version, no more than asked for', () => {
    const known = Object.freeze([issue('b', 2, 3), issue('a', 1)])
    const told = [issue('c', 3), issue('b', 2, 2), issue('a', 1, 2)]
    expect(mergeIssues(known, told, 10).map(({ number, version }) => [number, version])).toEqual([
      ['c', 1],
      ['b', 3],
      ['a', 2],
    ])
    expect(mergeIssues(known, told, 2).map(({ number }) => number)).toEqual(['c', 'b'])
  })
})

describe('the trend', () => {
  it('fills its space from left to right, and stands on its foot when nothing happened', () => {
    expect(trendPath([0, 4, 2], 4, false)).toBe('M0.0,100.0L500.0,0.0L1000.0,50.0')
    expect(trendPath([0, 0], 0, true)).toBe('M0.0,100.0L1000.0,100.0L1000,100L0,100Z')
    expect(yOf(3, 0)).toBeLessThanOrEqual(0)
  })

  it('is ticked at whole local hours', () => {
    const from = Date.parse('2026-11-20T06:32:00Z')
    const ticks = hourTicks(from, from + 24 * 3_600_000, 'Asia/Shanghai', 4)
    expect(ticks.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual([
      '08:00',
      '12:00',
      '16:00',
      '20:00',
      '00:00',
      '04:00',
    ])
    expect(ticks.every(({ share }) => share >= 0 && share <= 1)).toBe(true)
  })
})
