import { ApiError } from '#client/api.ts'
import type { FrameAsk, FromPlayWorker, PlayFrame, PlayHistory, PlayQuestion, ToPlayWorker } from './play.types.ts'
import { openDensity } from './play-density.ts'
import { openRates } from './play-rates.ts'

/** A history with its window; `frame` is null where there is nothing to play. The page asks for frames one at a time. */
export interface OpenedPlay {
  history: PlayHistory
  frame: ((ask: FrameAsk) => PlayFrame) | null
}

let frame: OpenedPlay['frame'] = null

self.onmessage = ({ data }: MessageEvent<ToPlayWorker>) => {
  if (data.kind === 'open') void open(data.question)
  else if (frame) answerFrame(frame(data.ask))
}

async function open(question: PlayQuestion): Promise<void> {
  try {
    const opened = await (question.kind === 'density' ? openDensity(question) : openRates(question))
    frame = opened.frame
    answerPage({ kind: 'opened', history: opened.history })
  } catch (error) {
    answerPage({ kind: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
  }
}

/** Columns are handed over, not copied. */
function answerFrame(told: PlayFrame): void {
  const { buffer } = told.kind === 'density' ? told.surface.values : told.smoothed
  const message: FromPlayWorker = { kind: 'frame', frame: told }
  self.postMessage(message, { transfer: [buffer] })
}

function answerPage(told: FromPlayWorker): void {
  self.postMessage(told)
}
