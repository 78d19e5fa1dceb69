import type { MaskRectangle } from '#domain/contract/photo.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { PhotoAnswer, PhotoTask } from './photo.worker.ts'

export interface PhotoMaker {
  /** Makes of sent bytes what is kept. The bytes move to the thread: they cannot be used here any more. */
  make(bytes: Uint8Array<ArrayBuffer>, rectangles?: readonly MaskRectangle[]): Promise<PhotoAnswer>
  close(): Promise<void>
}

/** A picture that takes longer was made to: it is given up, and its thread with it. */
const PATIENCE_MILLISECONDS = 20_000
/** The codecs keep the memory of the largest picture they saw: an idle thread gives it back. */
const IDLE_MILLISECONDS = 30_000

/** Decodes and writes photos in a thread of its own; ask for one after the other. */
export function createPhotoMaker(patienceMilliseconds = PATIENCE_MILLISECONDS): PhotoMaker {
  const thread = createWorkerThread<PhotoTask, PhotoAnswer>(new URL('./photo.worker.ts', import.meta.url), () => {})
  let idle: ReturnType<typeof setTimeout> | undefined
  let closing: Promise<void> | undefined

  const close = () => {
    clearTimeout(idle)
    closing = thread.close()
    return closing
  }

  return {
    async make(bytes, rectangles = []) {
      clearTimeout(idle)
      await closing
      let givenUp = false
      const patience = setTimeout(() => {
        givenUp = true
        void close()
      }, patienceMilliseconds)
      try {
        const answer = await thread.ask({ bytes, rectangles }, [bytes.buffer])
        // a codec that stumbled may stand crooked: the next picture gets another
        if (!answer.ok && answer.reason === 'photo-unreadable') void close()
        return answer
      } catch (error) {
        if (givenUp) return { ok: false, reason: 'photo-unreadable' }
        throw error
      } finally {
        clearTimeout(patience)
        idle = setTimeout(() => void close(), IDLE_MILLISECONDS).unref()
      }
    },
    close,
  }
}
