import type { ReplaySpan, WallReplay } from '#domain/contract/wall.ts'

const DAY = 86_400_000

export const replayMilliseconds: Record<ReplaySpan, number> = { day: DAY, month: 30 * DAY, year: 396 * DAY }

/** Seconds of the past in one second that a span can be played with, the slowest first. */
export const replaySpeeds: Record<ReplaySpan, readonly [number, number, number]> = {
  day: [60, 600, 3_600],
  month: [3_600, 21_600, 86_400],
  year: [86_400, 259_200, 604_800],
}

/** The first moment of a replay, milliseconds since 1970. */
export function replayBegin({ span, until }: Pick<WallReplay, 'span' | 'until'>): number {
  return until - replayMilliseconds[span]
}

/** The moment of the past that is shown `now`; it stands at the end. All in milliseconds since 1970. Pure. */
export function replayMoment(replay: WallReplay, now: number): number {
  const played = Math.max(0, now - replay.from) * replay.speed
  return Math.min(replay.until, Math.max(replayBegin(replay), Math.round(replay.at + played)))
}

/** Whether time goes on at `now`. */
export function replayRuns(replay: WallReplay, now: number): boolean {
  return replay.speed > 0 && replayMoment(replay, now) < replay.until
}

/** A replay that begins `now`, standing at its first moment. */
export function beginReplay(span: ReplaySpan, now: number): WallReplay {
  return { span, until: now, at: now - replayMilliseconds[span], from: now, speed: 0 }
}

/** The same replay, changed `now`: another moment, another speed. What is not told stays as it runs. */
export function turnReplay(replay: WallReplay, change: { at?: number; speed?: number }, now: number): WallReplay {
  return {
    ...replay,
    at: change.at ?? replayMoment(replay, now),
    from: now,
    speed: change.speed ?? replay.speed,
  }
}
