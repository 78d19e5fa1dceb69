import type { FrameAsk, FromPlayWorker, PlayFrame, PlayHistory, PlayQuestion, ToPlayWorker } from './play.types.ts'
import PlayWorker from './play.worker.ts?worker'

interface PlayedFrame {
  frame: PlayFrame
  receivedAt: number
}

/** A history in a worker of its own. One frame is asked for at a time. */
export interface Player {
  /** The history, or the problem's code. */
  opened: Promise<PlayHistory | { code: string }>
  /** `receivedAt`: when the page began to take the frame in, on the page's clock. The problem's code where it cannot be had. */
  frame(ask: FrameAsk): Promise<PlayedFrame | { code: string }>
  /** Ends the worker; promises that wait stay open. */
  close(): void
}

/** Begins to fetch a history. */
export function openPlayer(question: PlayQuestion): Player {
  const worker = new PlayWorker()
  let tellFrame: ((told: PlayedFrame | { code: string }) => void) | undefined
  const opened = new Promise<PlayHistory | { code: string }>((tell) => {
    worker.onmessage = (event: MessageEvent<FromPlayWorker>) => {
      // before the data are read: reading takes them out of their packing
      const receivedAt = performance.now()
      const told = event.data
      if (told.kind === 'opened') tell(told.history)
      if (told.kind === 'failed') tell(told)
      if (told.kind === 'frame') tellFrame?.({ frame: told.frame, receivedAt })
      if (told.kind === 'frameless') tellFrame?.(told)
    }
    worker.onerror = () => tell({ code: 'internal-error' })
  })
  const post = (message: ToPlayWorker) => worker.postMessage(message)
  post({ kind: 'open', question })
  return {
    opened,
    frame: (ask) =>
      new Promise((tell) => {
        tellFrame = tell
        post({ kind: 'frame', ask })
      }),
    close: () => worker.terminate(),
  }
}
