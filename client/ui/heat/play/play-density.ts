import { ApiError, call } from '#client/api.ts'
import { getCard } from '#domain/contract/card.ts'
import type { HeatBand } from '#domain/contract/heat.ts'
import { getHeatHistory } from '#domain/contract/heat-area.ts'
import { maskCounty } from '#domain/heat/county-mask.ts'
import { cropSurface } from '#domain/heat/crop-surface.ts'
import { refuseHeatOptions } from '#domain/heat/heat-options.ts'
import { cellEntries, type History, type HistoryGrid } from '#domain/heat/history.ts'
import { borderCorrection } from '#domain/heat/history-border.ts'
import { wholeKernel } from '#domain/heat/history-kernel.ts'
import { emptyWindow, moveWindow, windowSurface } from '#domain/heat/history-window.ts'
import { isobands } from '#domain/heat/isobands.ts'
import { createHistoryPages } from './history-pages.ts'
import type { DensityFrame, FrameAsk, PlayQuestion } from './play.types.ts'
import type { OpenedPlay } from './play.worker.ts'
import { wait } from './wait.ts'

/** The density of a county's filed issues: days as they are needed, and the window that slides over them. Throws ApiError. */
export async function openDensity({
  kind: _,
  bandwidthMeters,
  cellMeters,
  ...question
}: Extract<PlayQuestion, { kind: 'density' }>): Promise<OpenedPlay> {
  const refusal = refuseHeatOptions({ bandwidthMeters, cellMeters })
  if (refusal) throw new ApiError(refusal, 400)
  const query = { ...question, by: 'cell' as const, cellMeters }
  const [answer, rings] = await Promise.all([call(getHeatHistory, { query }), askBorder(question.county)])
  const { totals, page, at } = answer
  if (answer.grid === null || totals === null) return { history: { days: [], filed: [], at, areas: null }, frame: null }
  const { origin, ...lattice } = answer.grid
  const grid: HistoryGrid = { ...lattice, plane: { longitude: origin[0], latitude: origin[1] } }
  const kernel = wholeKernel(bandwidthMeters / cellMeters)
  const result = maskCounty(rings, grid.plane, { bandwidthMeters, cellMeters })
  const mask = rings.length > 0 && result.ok ? result.mask : null
  const correct = mask ? borderCorrection(grid, kernel, mask) : null
  const pages = createHistoryPages({
    ...{ firstDay: totals.firstDay, count: totals.filed.length, page, wait },
    ask: async (day) => (await call(getHeatHistory, { query: { ...query, day } })).page,
    entriesOf(day) {
      const entries = cellEntries(day, grid)
      return correct ? correct(entries) : entries
    },
  })
  const history: History = { ...grid, days: pages.days }
  const window = emptyWindow(history, kernel, mask)

  async function frame(ask: FrameAsk): Promise<DensityFrame> {
    const first = Math.max(0, ask.day + 1 - ask.days)
    await pages.cover(first, ask.day)
    pages.ahead(ask.day + 1)
    const begun = performance.now()
    moveWindow(window, history, kernel, first, ask.day + 1)
    const surface = cropSurface(windowSurface(window, history, kernel, bandwidthMeters))
    const features = isobands(surface, ask.breaks).map(
      ({ polygons, ...properties }): HeatBand => ({
        type: 'Feature',
        properties,
        geometry: { type: 'MultiPolygon', coordinates: polygons },
      }),
    )
    const bands: DensityFrame['bands'] = { type: 'FeatureCollection', features }
    const workerMilliseconds = performance.now() - begun
    return { kind: 'density', ...ask, first, filed: window.filed, bands, surface, workerMilliseconds }
  }
  return { history: { days: pages.dates, filed: totals.filed, at, areas: null }, frame }
}

/** The county's border as its card has it; without one, or without a card, the surface goes on beyond it. */
async function askBorder(county: string): Promise<[number, number][][]> {
  try {
    const { outline } = await call(getCard, { query: { county, layer: 'area', code: county } })
    return outline?.coordinates.flat() ?? []
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return []
    throw error
  }
}
