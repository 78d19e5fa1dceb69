import { useEffect, useMemo, useRef, useState } from 'react'
import { serverNow, useLive } from '#client/state/live.ts'
import type { Wall, WallState } from '#domain/contract/wall.ts'
import { offeredSteps, type WallFacts } from '#domain/wall/offered-steps.ts'
import { type Arrival, type SceneNow, sceneAt } from '#domain/wall/scene-clock.ts'
import { unsteered } from '#domain/wall/steer.ts'

/** The clock is looked at no later than this, milliseconds: it may have been set. */
const LONGEST_WAIT = 5_000
const LEAP_MILLISECONDS = 200

/**
 * The scene of now by the server's clock, so that walls side by side change together. One timer, always for the next change:
 * of the playlist, of an arrival, or of what the remote asked for.
 */
export function useScene(
  wall: Wall | null,
  facts: WallFacts,
  arrivals: readonly Arrival[],
): { scene: SceneNow; state: WallState } {
  const steps = useMemo(() => offeredSteps(wall?.program.steps ?? [], facts), [wall, facts])
  const state = wall?.state ?? unsteered
  // what was asked for holds only from its moment on: until then what held before
  const before = useRef(state)
  const [, tick] = useState(0)
  const now = serverNow()
  if (state.effectiveAt <= now) before.current = state
  const held = before.current
  const scene = sceneAt(steps, held, arrivals, now)
  const next = Math.min(
    scene.until ?? Number.POSITIVE_INFINITY,
    state.effectiveAt > now ? state.effectiveAt : Number.POSITIVE_INFINITY,
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      const left = next - serverNow()
      if (left <= 0) tick((count) => count + 1)
      else timer = setTimeout(wait, Math.min(left, LONGEST_WAIT))
    }
    wait()
    const stop = useLive.subscribe((live, known) => {
      if (Math.abs(live.clockOffset - known.clockOffset) > LEAP_MILLISECONDS) tick((count) => count + 1)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [next])
  return { scene, state: held }
}
