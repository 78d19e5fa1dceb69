import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DateOrder, readMoment } from './read-moment.ts'

const boston = 'America/New_York'
const read = (text: string, order?: DateOrder, zone = boston) => {
  const moment = readMoment(text, zone, order)
  return moment.ok ? moment.readings.map((at) => new Date(at).toISOString()) : moment.reason
}

describe('a moment in a file', () => {
  it.each([
    ['01/05/2015 12:40:41 PM', '2015-01-05T17:40:41.000Z'],
    ['1/5/2015 12:05 am', '2015-01-05T05:05:00.000Z'],
    ['2015-07-23 10:51:00', '2015-07-23T14:51:00.000Z'],
    ['2015/07/23 10:51', '2015-07-23T14:51:00.000Z'],
    ['2015-07-23T10:51:00.123Z', '2015-07-23T10:51:00.000Z'],
    ['2015-07-23T18:51:00+08:00', '2015-07-23T10:51:00.000Z'],
  ])('%s is read in local time unless it names its offset', (text, at) => {
    expect(read(text, 'month-first')).toEqual([at])
  })

  it('is the third of April or the fourth of March as the file is said to mean', () => {
    expect(read('03/04/2015 10:00', 'month-first')).toEqual(['2015-03-04T15:00:00.000Z'])
    expect(read('03/04/2015 10:00', 'day-first')).toEqual(['2015-04-03T14:00:00.000Z'])
    expect(read('03/04/2015 10:00')).toBe('day-or-month-first')
  })

  it.each([
    ['2015-07-23', 'no-time-of-day'],
    ['42208.45', 'not-a-date'],
    ['1437661860', 'not-a-date'],
    ['23 Jul 2015 10:51', 'not-a-date'],
    ['07/23/15 10:51', 'not-a-date'],
    ['', 'not-a-date'],
    ['2015-02-29 10:00', 'no-such-time'],
    ['2015-02-28 24:00', 'no-such-time'],
    ['2015-02-28 10:60', 'no-such-time'],
    ['2015-02-28 13:00 PM', 'no-such-time'],
    ['13/13/2015 10:00', 'no-such-time'],
  ])('%s is refused', (text, reason) => {
    expect(read(text, 'month-first')).toBe(reason)
  })

  it('has two readings in the hour that clocks repeat, and is moved on in the hour that they skip', () => {
    expect(read('2015-11-01 01:30')).toEqual(['2015-11-01T05:30:00.000Z', '2015-11-01T06:30:00.000Z'])
    expect(readMoment('2015-03-08 02:30', boston, undefined)).toEqual({
      ok: true,
      readings: [Date.parse('2015-03-08T07:30:00Z')],
      skipped: true,
    })
    expect(read('2015-11-01 01:30', undefined, 'Asia/Shanghai')).toEqual(['2015-10-31T17:30:00.000Z'])
  })

  it('written out in its zone and read again is itself', () => {
    const zones = ['America/New_York', 'Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Dublin']
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 1_700_000_000 }), (zone, seconds) => {
        const text = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: zone })
        const moment = readMoment(text, zone, undefined)
        expect(moment.ok && moment.readings).toContain(seconds * 1000)
      }),
    )
  })
})
