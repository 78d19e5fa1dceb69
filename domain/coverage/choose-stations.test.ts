import { describe, expect, it } from 'vitest'
import { type CoverageStation, chooseStations, everyStation } from './choose-stations.ts'

const position: [number, number] = [120.7, 37.6]
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const stations: CoverageStation[] = [
  { code: 'hall', name: 'Hall', position, level: 'county', kind: 'old-town', services: ['library', 'meals'] },
  {
    code: 'night',
    name: 'Night',
    position,
    level: 'corner',
    kind: 'kiosk',
    services: ['meals'],
    hours: [{ days: [6], opensMinute: 22 * 60, closesMinute: 26 * 60 }],
  },
  {
    code: 'day',
    name: 'Day',
    position,
    level: 'community',
    kind: 'house',
    services: ['library'],
    hours: [{ days: everyDay, opensMinute: 480, closesMinute: 1080 }],
  },
  { code: 'bare', name: 'Bare', position },
]
const chosen = (choice: Partial<typeof everyStation>) => {
  const marks = chooseStations(stations, { ...everyStation, ...choice })
  return stations.flatMap(({ code }, at) => (marks[at] ? [code] : []))
}

describe('the choice of stations', () => {
  it('takes all when nothing is asked', () => {
    expect(chosen({})).toEqual(['hall', 'night', 'day', 'bare'])
  })

  it('takes any of the levels and kinds, and those that offer every service', () => {
    expect(chosen({ levels: ['county', 'corner'] })).toEqual(['hall', 'night'])
    expect(chosen({ kinds: ['old-town', 'house'] })).toEqual(['hall', 'day', 'bare'])
    expect(chosen({ services: ['library'] })).toEqual(['hall', 'day'])
    expect(chosen({ services: ['library', 'meals'] })).toEqual(['hall'])
  })

  it('counts who is open at that moment, and who never said', () => {
    expect(chosen({ openAt: { day: 3, minute: 600 } })).toEqual(['hall', 'day', 'bare'])
    expect(chosen({ openAt: { day: 3, minute: 1080 } })).toEqual(['hall', 'bare'])
  })

  it('keeps hours that cross midnight with the day they begin on', () => {
    expect(chosen({ openAt: { day: 6, minute: 22 * 60 } })).toContain('night')
    expect(chosen({ openAt: { day: 7, minute: 119 } })).toContain('night')
    expect(chosen({ openAt: { day: 7, minute: 120 } })).not.toContain('night')
    expect(chosen({ openAt: { day: 6, minute: 60 } })).not.toContain('night')
  })
})
