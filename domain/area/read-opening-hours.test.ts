import { describe, expect, it } from 'vitest'
import { readOpeningHours } from './read-opening-hours.ts'

describe('opening hours as OpenStreetMap writes them', () => {
  it('are read by day and slot', () => {
    expect(readOpeningHours('Mo-Fr 08:30-12:00,14:00-18:00; Sa 09:00-17:00')).toEqual([
      { days: [1, 2, 3, 4, 5], opensMinute: 510, closesMinute: 720 },
      { days: [6], opensMinute: 540, closesMinute: 1020 },
      { days: [1, 2, 3, 4, 5], opensMinute: 840, closesMinute: 1080 },
    ])
    expect(readOpeningHours('24/7')).toEqual([{ days: [1, 2, 3, 4, 5, 6, 7], opensMinute: 0, closesMinute: 1440 }])
    expect(readOpeningHours('')).toEqual([])
  })

  it('cross midnight and the end of the week', () => {
    expect(readOpeningHours('Sa-Mo 16:00-02:00')).toEqual([{ days: [1, 6, 7], opensMinute: 960, closesMinute: 1560 }])
  })

  it('of a later rule go before those of an earlier one', () => {
    expect(readOpeningHours('Mo-Su 09:00-17:00; Su off; We 10:00-21:00')).toEqual([
      { days: [1, 2, 4, 5, 6], opensMinute: 540, closesMinute: 1020 },
      { days: [3], opensMinute: 600, closesMinute: 1260 },
    ])
  })

  it.each(['sunrise-sunset', 'Mo-Fr', 'Dec 25 off', 'PH 10:00-12:00', '9-17', 'Mo 25:00-26:00', 'Mo 10:00-10:00'])(
    'are not guessed from %s',
    (text) => {
      expect(readOpeningHours(text)).toBeNull()
    },
  )
})
