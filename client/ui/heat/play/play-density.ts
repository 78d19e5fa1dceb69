import { ApiError, call } from '#client/api.ts'
import { getCard } from '#domain/contract/card.ts'
import type { HeatBand } from '#domain/contract/heat.ts'
import { getHeatHistory } from '#domain/contract/heat-area.ts'
import { maskCounty } from '#domain/heat/county-mask.ts'
import { cropSurface } from '#domain/heat/crop-surface.ts'
import { refuseHeatOptions, usualCellMeters } from '#domain/heat/heat-options.ts'
import { filedByDay, packHistory } from '#domain/heat/history.ts'
import { correctAtBorder } from '#domain/heat/history-border.ts'
import { wholeKernel } from '#domain/heat/history-kernel.ts'
import { emptyWindow, moveWindow, windowSurface } from '#domain/heat/history-window.ts'
import { isobands } from '#domain/heat/isobands.ts'
import type { DensityFrame, FrameAsk, PlayQuestion } from './play.types.ts'
import type { OpenedPlay } from './play.worker.ts'

/** The finest cell that the server counts by. */
const LEAST_CELL_METERS = 10

/** The density of a county's filed issues: one history, and the window that slides over it. Throws ApiError. */
export async function openDensity({
  kind: _,
  bandwidthMeters,
  ...question
}: Extract<PlayQuestion, { kind: 'density' }>): Promise<OpenedPlay> {
  const cellMeters = Math.max(LEAST_CELL_METERS, usualCellMeters(bandwidthMeters))
  const refusal = refuseHeatOptions({ bandwidthMeters, cellMeters })
  if (refusal) throw new ApiError(refusal, 400)
  const [answer, rings] = await Promise.all([
    call(getHeatHistory, { query: { ...question, by: 'cell', cellMeters } }),
    askBorder(question.county),
  ])
  const told = { days: answer.days, at: answer.at, areas: null }
  if (answer.grid === null) return { history: { ...told, filed: [] }, frame: null }
  const counted = packHistory({ ...answer, grid: answer.grid })
  const kernel = wholeKernel(bandwidthMeters / cellMeters)
  const result = maskCounty(rings, counted.plane, { bandwidthMeters, cellMeters })
  const mask = rings.length > 0 && result.ok ? result.mask : null
  const history = mask ? correctAtBorder(counted, kernel, mask) : counted
  const window = emptyWindow(history, kernel, mask)

  function frame(ask: FrameAsk): DensityFrame {
    const begun = performance.now()
    const first = Math.max(0, ask.day + 1 - ask.days)
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
  return { history: { ...told, filed: filedByDay(history) }, frame }
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
