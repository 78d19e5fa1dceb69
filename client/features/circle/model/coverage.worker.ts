import { ApiError, callBytes } from '#client/api.ts'
import { getCoverageModel } from '#domain/contract/coverage-figures.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import { unpackModel } from '#domain/coverage/pack-model.ts'
import { findEnds, type NetworkEnds } from '../repair/network-ends.ts'
import { createModelAnswerer } from './answer-model.ts'
import { edgeNear } from './edge-near.ts'
import type { FromModelWorker, PlaceAnswers, ToModelWorker } from './model.types.ts'
import { wallNear } from './wall-near.ts'

/** Holds one county's model and answers the page's questions about it in their order. */
let county: { model: CoverageModel; answerer: ReturnType<typeof createModelAnswerer> } | null = null

self.onmessage = ({ data }: MessageEvent<ToModelWorker>) => {
  if (data.kind === 'open') void open(data.county)
  else tell(answerTo(data))
}

async function open(code: string): Promise<void> {
  const begun = performance.now()
  try {
    const bytes = new Uint8Array(await callBytes(getCoverageModel, { query: { county: code } }))
    const model = unpackModel(bytes)
    county = { model, answerer: createModelAnswerer(model) }
    tell({
      kind: 'ready',
      bytes: bytes.length,
      milliseconds: performance.now() - begun,
      stations: model.source.stations.length,
    })
  } catch (error) {
    tell({ kind: 'unavailable', code: error instanceof ApiError ? error.code : 'unreadable-model' })
  }
}

const known = new WeakMap<CoverageModel, NetworkEnds>()

/** The dead ends of a model, found when first asked for. */
function endsOf(model: CoverageModel): NetworkEnds {
  const found = known.get(model) ?? findEnds(model.network)
  known.set(model, found)
  return found
}

function answerTo(data: Exclude<ToModelWorker, { kind: 'open' }>): FromModelWorker {
  const { id } = data
  try {
    if (!county) throw new Error('a question came before the county was there')
    const { model, answerer } = county
    if (data.kind === 'ask') return { kind: 'told', id, told: answerer.answer(data.ask, data.question) }
    if (data.kind === 'areas') return { kind: 'told', id, told: answerer.areas(data.level, data.question) }
    if (data.kind === 'gate') return { kind: 'told', id, told: answerer.bestGate(data.compound, data.question) }
    if (data.kind === 'gaps') return { kind: 'told', id, told: answerer.gaps(data.question) }
    const places: { [Ask in keyof PlaceAnswers]: () => PlaceAnswers[Ask] } = {
      wall: () => wallNear(model.source.compounds, data.position, data.withinMeters),
      edge: () => edgeNear(model, data.position, data.withinMeters),
      end: () => endsOf(model).nearest(data.position, data.withinMeters),
    }
    return { kind: 'told', id, told: places[data.ask]() }
  } catch (error) {
    return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) }
  }
}

function tell(told: FromModelWorker): void {
  self.postMessage(told)
}
