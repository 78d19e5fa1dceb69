import { describe, expect, it } from 'vitest'
import { hourList, weekdayList } from './number-list.ts'

describe('lists of numbers', () => {
  it('name numbers and ranges, sorted, each once', () => {
    expect(hourList.parse('17,7-9,8')).toEqual([7, 8, 9, 17])
    expect(hourList.parse('0')).toEqual([0])
    expect(weekdayList.parse('1-5')).toEqual([1, 2, 3, 4, 5])
    expect(weekdayList.parse('7,1')).toEqual([1, 7])
  })

  it('go round midnight and round the week', () => {
    expect(hourList.parse('22-1')).toEqual([0, 1, 22, 23])
    expect(weekdayList.parse('6-1')).toEqual([1, 6, 7])
    expect(hourList.parse('5-4')).toHaveLength(24)
    expect(hourList.parse('5-5')).toEqual([5])
  })

  it('refuse what is no hour and no weekday, at either end of a range', () => {
    for (const text of ['', '24', '25', '7-25', '24-3', '-1', '7-', '7,,8', '7-8-9', '1.5', 'noon', ' 7', '007'])
      expect([text, hourList.safeParse(text).success]).toEqual([text, false])
    for (const text of ['0', '8', '1-9', '0-3', '1-0'])
      expect([text, weekdayList.safeParse(text).success]).toEqual([text, false])
  })
})
