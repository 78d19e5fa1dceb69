import { call } from '#client/api.ts'
import { getHeatAreas, getHeatHistory } from '#domain/contract/heat-area.ts'
import { areaEntries, emptyAreaWindow, moveAreaWindow } from '#domain/heat/area-history.ts'
import { smoothRates } from '#domain/heat/empirical-bayes.ts'
import { createHistoryPages } from './history-pages.ts'
import type { FrameAsk, PlayQuestion, RateFrame } from './play.types.ts'
import type { OpenedPlay } from './play.worker.ts'
import { wait } from './wait.ts'

const PER_HOUSEHOLDS = 1_000

/** Smoothed rates of a county's areas: days as they are needed, and the window that slides over them. Throws ApiError. */
export async function openRates({
  kind: _,
  by,
  ...question
}: Extract<PlayQuestion, { kind: 'rate' }>): Promise<OpenedPlay> {
  const query = { ...question, by }
  const [{ totals, page, at }, areas] = await Promise.all([
    call(getHeatHistory, { query }),
    call(getHeatAreas, { query: { county: question.county, by } }),
  ])
  if (totals === null) return { history: { days: [], filed: [], at, areas }, frame: null }
  const indexOf = new Map(areas.features.map(({ properties }, area) => [properties.code, area]))
  const pages = createHistoryPages({
    ...{ firstDay: totals.firstDay, count: totals.filed.length, page, wait },
    ask: async (day) => (await call(getHeatHistory, { query: { ...query, day } })).page,
    entriesOf: (day, places) => areaEntries(day, places, indexOf),
  })
  const households = areas.features.map(({ properties }) => properties.households)
  const window = emptyAreaWindow(households.length)

  async function frame(ask: FrameAsk): Promise<RateFrame> {
    const first = Math.max(0, ask.day + 1 - ask.days)
    await pages.cover(first, ask.day)
    pages.ahead(ask.day + 1)
    const begun = performance.now()
    moveAreaWindow(window, pages.days, first, ask.day + 1)
    const { smoothed, low, high, weight } = smoothRates(window.counts, households)
    const told = [smoothed, low, high].map((rates) => rates.map((rate) => rate * PER_HOUSEHOLDS))
    return {
      ...{ kind: 'rate', ...ask, first, filed: window.filed },
      counts: window.counts.slice(),
      ...{ smoothed: told[0]!, low: told[1]!, high: told[2]! },
      small: Uint8Array.from(weight, (share) => (share >= 0.5 ? 0 : 1)),
      workerMilliseconds: performance.now() - begun,
    }
  }
  return { history: { days: pages.dates, filed: totals.filed, at, areas }, frame }
}
