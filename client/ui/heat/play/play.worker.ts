import { ApiError } from '#client/api.ts'
import type { FrameAsk, FromPlayWorker, PlayFrame, PlayHistory, PlayQuestion, ToPlayWorker } from './play.types.ts'
import { openDensity } from './play-density.ts'
import { openRates } from './play-rates.ts'

/** A history with its window; `frame` is null where there is nothing to play. The page asks for frames one at a time. */
export interface OpenedPlay {
  history: PlayHistory
  frame: ((ask: FrameAsk) => Promise<PlayFrame>) | null
}

let frame: OpenedPlay['frame'] = null

self.onmessage = ({ data }: MessageEvent<ToPlayWorker>) => {
  if (data.kind === 'open') void open(data.question)
  else if (frame) void show(frame, data.ask)
}

async function open(question: PlayQuestion): Promise<void> {
  try {
    const opened = await (question.kind === 'density' ? openDensity(question) : openRates(question))
    frame = opened.frame
    answerPage({ kind: 'opened', history: opened.history })
  } catch (error) {
    answerPage({ kind: 'failed', code: codeOf(error) })
  }
}

/** Shows a frame; throws nothing: what cannot be had is told. */
async function show(made: NonNullable<OpenedPlay['frame']>, ask: FrameAsk): Promise<void> {
  try {
    answerFrame(await made(ask))
  } catch (error) {
    answerPage({ kind: 'frameless', code: codeOf(error) })
  }
}

function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'internal-error'
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
