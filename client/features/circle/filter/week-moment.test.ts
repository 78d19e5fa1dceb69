import { expect, test } from 'vitest'
import { openAtCodec } from '../use-circle-state.ts'
import { weekMoment } from './week-moment.ts'

test('a moment is a day and a minute of the week where the county lies', () => {
  const saturday = Date.UTC(2026, 10, 21, 6, 30)
  expect(weekMoment(saturday, 'Asia/Shanghai')).toEqual({ day: 6, minute: 14 * 60 + 30 })
  expect(weekMoment(Date.UTC(2026, 10, 22, 16, 0), 'Asia/Shanghai')).toEqual({ day: 1, minute: 0 })
})

test('an hour of the week stands in the address as 7-19:00, and what is no such hour is none', () => {
  expect(openAtCodec.read('7-19:00')).toEqual({ day: 7, minute: 1140 })
  expect(openAtCodec.write({ day: 7, minute: 1140 })).toBe('7-19:00')
  for (const text of ['8-19:00', '7-24:00', '7-19:60', '', 'now', null]) expect(openAtCodec.read(text)).toBeNull()
})
