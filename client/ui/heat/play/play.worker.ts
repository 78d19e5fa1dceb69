import { ApiError, call } from '#client/api.ts'
import { getCard } from '#domain/contract/card.ts'
import type { HeatBand } from '#domain/contract/heat.ts'
import { getHeatHistory } from '#domain/contract/heat-area.ts'
import { maskCounty } from '#domain/heat/county-mask.ts'
import { cropSurface } from '#domain/heat/crop-surface.ts'
import { usualCellMeters } from '#domain/heat/heat-options.ts'
import { filedByDay, type History, packHistory } from '#domain/heat/history.ts'
import { correctAtBorder } from '#domain/heat/history-border.ts'
import { type WholeKernel, wholeKernel } from '#domain/heat/history-kernel.ts'
import { emptyWindow, type HistoryWindow, moveWindow, windowSurface } from '#domain/heat/history-window.ts'
import { isobands } from '#domain/heat/isobands.ts'
import type { FrameAsk, FromPlayWorker, PlayFrame, PlayHistory, PlayQuestion, ToPlayWorker } from './play.types.ts'

/** The finest cell that the server counts by. */
const LEAST_CELL_METERS = 10

/** Holds one history and the window that slides over it; the page asks for frames one at a time. */
interface Player {
  history: History
  kernel: WholeKernel
  window: HistoryWindow
  bandwidthMeters: number
}

let player: Player | null = null

self.onmessage = ({ data }: MessageEvent<ToPlayWorker>) => {
  if (data.kind === 'open') void open(data.question)
  else if (player) answerFrame(frameOf(player, data.ask))
}

async function open({ bandwidthMeters, ...question }: PlayQuestion): Promise<void> {
  try {
    const cellMeters = Math.max(LEAST_CELL_METERS, usualCellMeters(bandwidthMeters))
    const [answer, rings] = await Promise.all([
      call(getHeatHistory, { query: { ...question, by: 'cell', cellMeters } }),
      askBorder(question.county),
    ])
    if (answer.grid === null) {
      answerPage({ kind: 'opened', history: { days: answer.days, filed: [], at: answer.at } })
      return
    }
    const counted = packHistory({ ...answer, grid: answer.grid })
    const kernel = wholeKernel(bandwidthMeters / cellMeters)
    const result = maskCounty(rings, counted.plane, { bandwidthMeters, cellMeters })
    const mask = rings.length > 0 && result.ok ? result.mask : null
    const history = mask ? correctAtBorder(counted, kernel, mask) : counted
    player = { history, kernel, window: emptyWindow(history, kernel, mask), bandwidthMeters }
    const told: PlayHistory = { days: answer.days, filed: filedByDay(history), at: answer.at }
    answerPage({ kind: 'opened', history: told })
  } catch (error) {
    answerPage({ kind: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
  }
}

/** The county's border as the card has it; without one the surface goes on beyond it. */
async function askBorder(county: string): Promise<[number, number][][]> {
  const { outline } = await call(getCard, { query: { county, layer: 'area', code: county } })
  return outline?.coordinates.flat() ?? []
}

function frameOf({ history, kernel, window, bandwidthMeters }: Player, ask: FrameAsk): PlayFrame {
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
  const bands: PlayFrame['bands'] = { type: 'FeatureCollection', features }
  return { ...ask, first, filed: window.filed, bands, surface, workerMilliseconds: performance.now() - begun }
}

function answerFrame(frame: PlayFrame): void {
  const told: FromPlayWorker = { kind: 'frame', frame }
  self.postMessage(told, { transfer: [frame.surface.values.buffer] })
}

function answerPage(told: FromPlayWorker): void {
  self.postMessage(told)
}
