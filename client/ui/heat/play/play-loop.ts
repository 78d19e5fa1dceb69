import type { FrameAsk } from './play.types.ts'

/** Looks at the clock this often while a day is waited for, milliseconds. */
const PATIENCE_MILLISECONDS = 50

export interface PlayLoopParts {
  /** Index of the newest day. */
  last: number
  /** Computes and draws; resolves when the frame is on screen. */
  draw(ask: FrameAsk): Promise<void>
  /** This frame is what is seen now. */
  shown(ask: FrameAsk): void
  /** It came to the newest day and stopped. */
  ended(): void
  now(): number
  wait(milliseconds: number): Promise<void>
}

export interface PlayLoop {
  /** Shows one day and stays there. */
  show(day: number): void
  /** Window and classes of this and all further frames. */
  look(days: number, breaks: readonly number[]): void
  /** Goes on from a day, so many days a second by the clock. */
  play(from: number, daysPerSecond: number): void
  /** Stays at what is seen now, or at the frame being drawn: days never go back. */
  pause(): void
  stop(): void
}

/**
 * Draws one frame after the other, each the one that is due when the last one was on screen: a slow machine leaves days out,
 * it never falls behind the clock and never queues.
 */
export function createPlayLoop(parts: PlayLoopParts, start: FrameAsk): PlayLoop {
  let { day, ...how } = start
  let run: { from: number; since: number; daysPerSecond: number } | null = null
  let drawn: FrameAsk | null = null
  let busy = false
  let stopped = false

  function due(): FrameAsk {
    if (run) {
      const gone = Math.floor(((parts.now() - run.since) / 1000) * run.daysPerSecond)
      day = Math.min(parts.last, run.from + gone)
    }
    return { day, ...how }
  }

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    while (!stopped) {
      const ask = due()
      if (!drawn || !same(ask, drawn)) {
        await parts.draw(ask)
        if (stopped) return
        drawn = ask
        parts.shown(ask)
      } else if (!run) break
      else if (ask.day === parts.last) {
        run = null
        parts.ended()
      } else await parts.wait(PATIENCE_MILLISECONDS)
    }
    busy = false
  }

  void work()
  return {
    show(next) {
      run = null
      day = next
      void work()
    },
    look(days, breaks) {
      how = { days, breaks }
      void work()
    },
    play(from, daysPerSecond) {
      run = { from, since: parts.now(), daysPerSecond }
      void work()
    },
    pause() {
      run = null
    },
    stop() {
      stopped = true
    },
  }
}

function same(one: FrameAsk, other: FrameAsk): boolean {
  return one.day === other.day && one.days === other.days && one.breaks === other.breaks
}
