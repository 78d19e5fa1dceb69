import { describe, expect, it } from 'vitest'
import { breaksRise } from './density-class.ts'
import { daysOf, densityBreaks, windowBreaks } from './window-breaks.ts'

const now = new Date('2026-11-21T06:00:30Z')
const county = [10, 25, 50, 100, 200]
const last = (days: number) => ({ state: 'all' as const, from: new Date(now.getTime() - days * 86_400_000), to: null })

describe('class breaks of a window', () => {
  it('grow with its days and stay readable', () => {
    expect(windowBreaks(county, 7)).toEqual(county)
    expect(windowBreaks(county, 30)).toEqual([43, 110, 210, 430, 860])
    expect(windowBreaks([2, 5, 10, 20, 40], 1)).toEqual([0.29, 0.71, 1.4, 2.9, 5.7])
  })

  it('keep all digits where two would make neighbours one', () => {
    expect(breaksRise(windowBreaks([100, 101, 102], 30))).toBe(true)
  })

  it('are the county’s own of open issues, whenever those were filed', () => {
    const crowded = { heatBreaks: county, heatOpenBreaks: [100, 500] }
    expect(densityBreaks(crowded, { ...last(365), state: 'open' }, now)).toEqual([100, 500])
    expect(densityBreaks(crowded, last(7), now)).toEqual(county)
    expect(densityBreaks({ heatBreaks: county }, { ...last(365), state: 'open' }, now)).toEqual(county)
  })

  it('say of a year and of a week in which as much is filed a day the same', () => {
    expect(densityBreaks({ heatBreaks: county }, last(7), now)).toEqual(county)
    expect(densityBreaks({ heatBreaks: county }, last(365), now)).toEqual([520, 1300, 2600, 5200, 10000])
    expect(densityBreaks({ heatBreaks: county }, { state: 'all', from: null, to: null }, now)).toEqual([
      520, 1300, 2600, 5200, 10000,
    ])
  })

  it('stay while a window of days slides within its minute', () => {
    for (let second = 0; second < 60; second++) {
      const { from } = last(35)
      const later = new Date(now.getTime() + second * 1000)
      expect(densityBreaks({ heatBreaks: [25] }, { state: 'all', from, to: null }, later)).toEqual(
        densityBreaks({ heatBreaks: [25] }, last(35), now),
      )
    }
  })

  it('take less than a day for a day', () => {
    expect(daysOf({ from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-21T01:00:00Z') }, now)).toBe(1)
  })
})
