import { describe, expect, it } from 'vitest'
import { isOpen } from './is-open.ts'

const office = [{ days: [1, 2, 3, 4, 5], opensMinute: 510, closesMinute: 1050 }]
const night = [{ days: [6], opensMinute: 1200, closesMinute: 1560 }]

describe('opening hours', () => {
  it('hold in the time zone of the county, not of the server', () => {
    // Friday 2026-11-20 08:30 in Shanghai
    expect(isOpen(office, new Date('2026-11-20T00:30:00Z'), 'Asia/Shanghai')).toBe(true)
    expect(isOpen(office, new Date('2026-11-20T00:29:59Z'), 'Asia/Shanghai')).toBe(false)
    expect(isOpen(office, new Date('2026-11-20T09:30:00Z'), 'Asia/Shanghai')).toBe(false)
    expect(isOpen(office, new Date('2026-11-20T15:00:00Z'), 'America/New_York')).toBe(true)
  })

  it('are over at the weekend', () => {
    expect(isOpen(office, new Date('2026-11-21T04:00:00Z'), 'Asia/Shanghai')).toBe(false)
  })

  it('reach past midnight', () => {
    expect(isOpen(night, new Date('2026-11-21T17:30:00Z'), 'Asia/Shanghai')).toBe(true)
    expect(isOpen(night, new Date('2026-11-21T18:30:00Z'), 'Asia/Shanghai')).toBe(false)
  })

  it('are unknown when none are written down', () => {
    expect(isOpen([], new Date(0), 'Asia/Shanghai')).toBeNull()
  })
})
