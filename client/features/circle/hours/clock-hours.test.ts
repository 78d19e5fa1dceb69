import { describe, expect, it } from 'vitest'
import { changes } from '#domain/contract/change.ts'
import { isOpen, opensDaily } from '#domain/coverage/open-hours.ts'
import { clockOf, gateHours, minuteOfClock, stationHours } from './clock-hours.ts'

describe('hours by the clock', () => {
  it('read back what they show, and nothing that is no time', () => {
    for (let minute = 0; minute < 1440; minute += 7) expect(minuteOfClock(clockOf(minute))).toBe(minute)
    expect(['', '24:00', '9:00', 'noon'].map(minuteOfClock)).toEqual([null, null, null, null])
  })

  it('of a station cross midnight where it closes at or before it opens', () => {
    const friday = [stationHours([5], 1080, 120)]
    expect(friday[0]!.closesMinute).toBe(1560)
    expect(isOpen(friday, { day: 6, minute: 119 })).toBe(true)
    expect(isOpen(friday, { day: 6, minute: 120 })).toBe(false)
    expect(isOpen(friday, { day: 5, minute: 119 })).toBe(false)
    expect(isOpen([stationHours([1], 480, 480)], { day: 2, minute: 479 })).toBe(true)
  })

  it('are hours that the server takes, whatever two times somebody chooses', () => {
    const times = [0, 1, 480, 1439]
    for (const opens of times)
      for (const closes of times) {
        const hours = [stationHours([7, 1], opens, closes)]
        const gate = gateHours(opens, closes)
        const asked = [
          { kind: 'change-station', code: 's', hours },
          { kind: 'open-gate', compound: 'c', position: [120, 37], ...gate },
        ]
        expect(changes.safeParse(asked).success).toBe(true)
        expect(opensDaily(gate.opensMinute, gate.closesMinute, opens)).toBe(true)
      }
  })
})
