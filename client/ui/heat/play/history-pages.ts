import { ApiError } from '#client/api.ts'
import { type DayEntries, unpackDays } from '#domain/heat/day-entries.ts'

/** A page as the server tells it; see `getHeatHistory`. */
export interface ToldPage {
  firstDay: string
  days: number
  places: readonly string[]
  base64: string
}

/** A history of which days come as they are needed. Days are indices from its first. */
export interface HistoryPages<Entries> {
  /** ISO dates, oldest first, none left out. */
  dates: readonly string[]
  /** By day; null where it has not come yet. */
  days: (Entries | null)[]
  /** Fetches what is missing from day `first` to `last`. Throws ApiError when the server refuses or stays away. */
  cover(first: number, last: number): Promise<void>
  /** Fetches the page with the first day missing from `day` on, before anybody waits for it; its failure is met later. */
  ahead(day: number): void
}

export interface HistoryParts<Entries> {
  /** First day of the history. */
  firstDay: string
  /** How many days it has. */
  count: number
  /** The page that came first. */
  page: ToldPage | null
  ask(day: string): Promise<ToldPage | null>
  entriesOf(day: DayEntries, places: readonly string[]): Entries
  wait(milliseconds: number): Promise<void>
}

const DAY_MILLISECONDS = 86_400_000
/** A server that is away is asked again after these, before the play stops. */
const RETRY_MILLISECONDS = [1_000, 3_000]
const nothing: DayEntries = { place: new Uint32Array(0), filed: new Uint32Array(0) }

/** Keeps the days that came, and asks for one page at a time. */
export function createHistoryPages<Entries>(parts: HistoryParts<Entries>): HistoryPages<Entries> {
  const { firstDay, count, page, ask, entriesOf, wait } = parts
  const begin = Date.parse(firstDay)
  const dates = Array.from({ length: count }, (_, day) =>
    new Date(begin + day * DAY_MILLISECONDS).toISOString().slice(0, 10),
  )
  const days: (Entries | null)[] = dates.map(() => null)
  let asking: Promise<void> | null = null
  if (page) put(page)

  function put({ firstDay: first, days: told, places, base64 }: ToldPage): void {
    const at = (Date.parse(first) - begin) / DAY_MILLISECONDS
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    for (const [index, entries] of unpackDays(bytes, told).entries())
      if (at + index in days) days[at + index] ??= entriesOf(entries, places)
  }

  async function fetchPage(day: number): Promise<void> {
    const told = await askPatiently(dates[day] ?? '')
    if (told) put(told)
    // what was the newest day may be gone by now
    days[day] ??= entriesOf(nothing, [])
  }

  async function askPatiently(date: string, failures = 0): Promise<ToldPage | null> {
    try {
      return await ask(date)
    } catch (error) {
      const pause = RETRY_MILLISECONDS[failures]
      if (pause === undefined || (error instanceof ApiError && error.status >= 400 && error.status < 500)) throw error
      await wait(pause)
      return askPatiently(date, failures + 1)
    }
  }

  function fetchOnce(day: number): Promise<void> {
    asking ??= fetchPage(day).finally(() => {
      asking = null
    })
    return asking
  }

  return {
    dates,
    days,
    async cover(first, last) {
      for (;;) {
        const missing = days.findIndex((entries, day) => day >= first && day <= last && entries === null)
        if (missing < 0) return
        await fetchOnce(missing)
      }
    },
    ahead(day) {
      const missing = days.findIndex((entries, at) => at >= day && entries === null)
      if (missing >= 0) fetchOnce(missing).catch(() => undefined)
    },
  }
}
