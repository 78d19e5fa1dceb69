import { call } from '#client/api.ts'
import { getHeatAreas, getHeatHistory } from '#domain/contract/heat-area.ts'
import { emptyAreaWindow, filedInAreas, moveAreaWindow, packAreaHistory } from '#domain/heat/area-history.ts'
import { smoothRates } from '#domain/heat/empirical-bayes.ts'
import type { FrameAsk, PlayQuestion, RateFrame } from './play.types.ts'
import type { OpenedPlay } from './play.worker.ts'

const PER_HOUSEHOLDS = 1_000

/** Smoothed rates of a county's areas: one history, and the window that slides over it. Throws ApiError. */
export async function openRates({
  kind: _,
  by,
  ...question
}: Extract<PlayQuestion, { kind: 'rate' }>): Promise<OpenedPlay> {
  const [answer, areas] = await Promise.all([
    call(getHeatHistory, { query: { ...question, by } }),
    call(getHeatAreas, { query: { county: question.county, by } }),
  ])
  const history = packAreaHistory(
    answer,
    areas.features.map(({ properties }) => properties.code),
  )
  const households = areas.features.map(({ properties }) => properties.households)
  const window = emptyAreaWindow(households.length)

  function frame(ask: FrameAsk): RateFrame {
    const begun = performance.now()
    const first = Math.max(0, ask.day + 1 - ask.days)
    moveAreaWindow(window, history, first, ask.day + 1)
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
  return { history: { days: answer.days, filed: filedInAreas(history), at: answer.at, areas }, frame }
}
