import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '#client/api.ts'
import { packDays } from '#domain/heat/day-entries.ts'
import { createHistoryPages, type ToldPage } from './history-pages.ts'

const COUNT = 30
const PAGE = 8
const dateOf = (day: number) => new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10)
const dayOf = (date: string) => (Date.parse(date) - Date.UTC(2026, 2, 1)) / 86_400_000

/** Day `d` has `d + 1` issues at place 0. */
function pageFrom(day: number): ToldPage {
  const days = Math.min(PAGE, COUNT - day)
  const entries = Array.from({ length: days }, (_, index) => ({
    place: Uint32Array.of(0),
    filed: Uint32Array.of(day + index + 1),
  }))
  return { firstDay: dateOf(day), days, places: ['A'], base64: Buffer.from(packDays(entries)).toString('base64') }
}

function open(ask: (day: string) => Promise<ToldPage | null>) {
  const parts = { firstDay: dateOf(0), count: COUNT, page: pageFrom(0), wait: async () => {} }
  return createHistoryPages({ ...parts, ask, entriesOf: ({ filed }) => filed[0] ?? 0 })
}

describe('a history that comes in pages', () => {
  it('asks for what a window misses and for nothing twice, wherever it jumps', async () => {
    const ask = vi.fn(async (date: string) => pageFrom(dayOf(date)))
    const pages = open(ask)
    await pages.cover(0, 6)
    expect(ask).not.toHaveBeenCalled()
    await pages.cover(20, 26)
    expect(ask.mock.calls).toEqual([[dateOf(20)]])
    await pages.cover(3, 27)
    expect(ask.mock.calls.map(([date]) => dayOf(date))).toEqual([20, 8, 16])
    expect(pages.days.slice(0, 28)).toEqual(Array.from({ length: 28 }, (_, day) => day + 1))
    expect(pages.dates.at(-1)).toBe(dateOf(29))
  })

  it('reads ahead one page at a time, and whoever waits for it waits for that one', async () => {
    const ask = vi.fn(async (date: string) => pageFrom(dayOf(date)))
    const pages = open(ask)
    pages.ahead(4)
    pages.ahead(4)
    await pages.cover(9, 10)
    expect(ask.mock.calls).toEqual([[dateOf(8)]])
  })

  it('waits for a server that is away, and gives up with its code after three times', async () => {
    let failures = 2
    const pages = open(async (date) => {
      if (failures-- > 0) throw new ApiError('busy', 503)
      return pageFrom(dayOf(date))
    })
    await pages.cover(8, 9)
    expect(pages.days[9]).toBe(10)
    failures = 3
    await expect(pages.cover(16, 16)).rejects.toMatchObject({ code: 'busy' })
    failures = 0
    await pages.cover(16, 16)
  })

  it('does not ask again what was refused, and shows nothing where the newest day is gone', async () => {
    const ask = vi.fn(async (): Promise<ToldPage | null> => {
      throw new ApiError('unknown-category', 400)
    })
    await expect(open(ask).cover(8, 8)).rejects.toMatchObject({ code: 'unknown-category' })
    expect(ask).toHaveBeenCalledTimes(1)
    const pages = open(async () => null)
    await pages.cover(29, 29)
    expect(pages.days[29]).toBe(0)
  })
})
