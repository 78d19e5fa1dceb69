import { useEffect, useState } from 'react'
import { hasGpu } from '#client/map/gpu.ts'
import { serverNow } from '#client/state/live.ts'
import type { WallReplay } from '#domain/contract/wall.ts'
import { replayMoment, replayRuns } from '#domain/wall/replay-clock.ts'

/** Without a GPU each picture holds the page for a tenth of a second. */
const STEP_MILLISECONDS = { gpu: 66, noGpu: 400 }

/** The moment of the past that is shown now, milliseconds since 1970; goes on while time is played. */
export function useReplayMoment(replay: WallReplay): number {
  const [, tick] = useState(0)
  useEffect(() => {
    const step = hasGpu() ? STEP_MILLISECONDS.gpu : STEP_MILLISECONDS.noGpu
    const timer = setInterval(() => {
      tick((count) => count + 1)
      // the last moment was shown by this very step
      if (!replayRuns(replay, serverNow()) && serverNow() >= replay.from) clearInterval(timer)
    }, step)
    return () => clearInterval(timer)
  }, [replay])
  return replayMoment(replay, serverNow())
}
