import type { WallScene, WallState, WallStep } from '#domain/contract/wall.ts'

/** Something that takes the wall for a while: an emergency that came in. Moments in milliseconds since 1970. */
export interface Arrival {
  scene: WallScene
  at: number
  seconds: number
}

export interface SceneNow {
  scene: WallScene
  transition: WallStep['transition']
  /** When it began and when the next one does; `until` is null for what stays. */
  since: number
  until: number | null
  /** Place in the playlist; null for what is not of it. */
  step: number | null
  because: 'playlist' | 'hold' | 'arrival'
}

/** An arrival is shown so long after it happened, so that every wall has heard of it by then, and in the same moment. */
export const LEAD_MILLISECONDS = 2_500
/** What waited longer than this behind others is not news any more. */
const PATIENCE_MILLISECONDS = 300_000

/**
 * The scene of a moment. It depends on nothing but its arguments, so that walls that never heard of each other show the
 * same: the playlist counts from `startedAt` round and round, an arrival takes its seconds, and what a person holds stays.
 * `steps` without any means the whole county.
 */
export function sceneAt(
  steps: readonly WallStep[],
  state: Pick<WallState, 'startedAt' | 'hold' | 'effectiveAt'>,
  arrivals: readonly Arrival[],
  now: number,
): SceneNow {
  if (state.hold !== null)
    return {
      scene: state.hold,
      transition: 'fly',
      since: state.effectiveAt,
      until: null,
      step: null,
      because: 'hold',
    }
  const shown = turns(arrivals)
  const taken = shown.find((turn) => turn.from <= now && now < turn.to)
  if (taken)
    return { scene: taken.scene, transition: 'fly', since: taken.from, until: taken.to, step: null, because: 'arrival' }
  const coming = Math.min(...shown.filter((turn) => turn.from > now).map((turn) => turn.from))
  const playing = stepAt(steps, now - state.startedAt)
  const since = Math.max(now - playing.into, ...shown.filter((turn) => turn.to <= now).map((turn) => turn.to))
  const ends = playing.left === null ? Number.POSITIVE_INFINITY : now + playing.left
  const until = Math.min(coming, ends)
  return {
    scene: playing.step?.scene ?? { kind: 'county' },
    transition: playing.step?.transition ?? 'fly',
    since,
    until: Number.isFinite(until) ? until : null,
    step: playing.index,
    because: 'playlist',
  }
}

/** Milliseconds from the playlist's start to the beginning of a step. */
export function beginningOf(steps: readonly WallStep[], index: number): number {
  return steps.slice(0, index).reduce((sum, step) => sum + step.seconds * 1_000, 0)
}

/** Arrivals one after the other, each for its own time. */
function turns(arrivals: readonly Arrival[]): { scene: WallScene; from: number; to: number }[] {
  const shown: { scene: WallScene; from: number; to: number }[] = []
  let free = Number.NEGATIVE_INFINITY
  for (const { scene, at, seconds } of [...arrivals].sort((a, b) => a.at - b.at)) {
    const from = Math.max(at + LEAD_MILLISECONDS, free)
    if (seconds <= 0 || from - at > PATIENCE_MILLISECONDS) continue
    free = from + seconds * 1_000
    shown.push({ scene, from, to: free })
  }
  return shown
}

/** Which step is on so long after the start, how far into it, and how much of it is left (null: it is the only one). */
function stepAt(steps: readonly WallStep[], elapsed: number) {
  const whole = beginningOf(steps, steps.length)
  if (steps.length < 2 || whole === 0)
    return { step: steps[0], index: steps.length === 0 ? null : 0, into: 0, left: null }
  let into = ((elapsed % whole) + whole) % whole
  for (const [index, step] of steps.entries()) {
    const long = step.seconds * 1_000
    if (into < long) return { step, index, into, left: long - into }
    into -= long
  }
  return { step: steps[0], index: 0, into: 0, left: null }
}
