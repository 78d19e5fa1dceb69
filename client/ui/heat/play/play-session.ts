import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import type { FrameAsk, PlayFrame, PlayHistory, PlayQuestion } from './play.types.ts'
import { createPlayLoop, type PlayLoop } from './play-loop.ts'
import { openPlayer } from './player.ts'
import { wait } from './wait.ts'

export type PlayState =
  | { kind: 'loading' }
  | { kind: 'failed'; code: string }
  | { kind: 'empty' }
  /** `frame` is the one on screen; null until the first is. */
  | { kind: 'ready'; history: PlayHistory; frame: PlayFrame | null; playing: boolean }

export interface PlaySessionParts {
  question: PlayQuestion
  days: number
  breaks: readonly number[]
  daysPerSecond: number
  /** Whether time runs as soon as it can where the address names no day. */
  runs: boolean
  /** Draws a frame that the page began to take in at `receivedAt`; resolves when it is on screen. */
  draw(frame: PlayFrame, receivedAt: number): Promise<void>
}

/** A history being played. The day on screen stands in the address as `play`; whoever writes another there is followed. */
export interface PlaySession {
  state(): PlayState
  subscribe(heard: () => void): () => void
  /** Shows one day and stays there; one that is not there becomes the nearest that is. */
  show(day: number): void
  toggle(): void
  look(days: number, breaks: readonly number[]): void
  hurry(daysPerSecond: number): void
  close(): void
}

/** Fetches a history in a worker and shows the day of the address, or the first whole window. */
export function openPlaySession({ question, runs, draw, ...given }: PlaySessionParts): PlaySession {
  let { days, breaks, daysPerSecond } = given
  let state: PlayState = { kind: 'loading' }
  let loop: PlayLoop | null = null
  let written: string | null = null
  let closed = false
  const listeners = new Set<() => void>()
  const player = openPlayer(question)
  void player.opened.then((told) => {
    if (closed) return
    if ('code' in told) become({ kind: 'failed', code: told.code })
    else if (!told.filed.some((filed) => filed > 0)) become({ kind: 'empty' })
    else begin(told)
  })

  function begin(history: PlayHistory): void {
    become({ kind: 'ready', history, frame: null, playing: false })
    const named = indexOfDay(history, readParameter('play'))
    const last = history.days.length - 1
    let frame: PlayFrame | null = null
    async function drawFrame(ask: FrameAsk): Promise<void> {
      const answer = await player.frame(ask)
      if (closed) return
      if ('code' in answer) {
        loop?.stop()
        become({ kind: 'failed', code: answer.code })
        return
      }
      frame = answer.frame
      await draw(frame, answer.receivedAt)
    }
    function shown(ask: FrameAsk): void {
      if (state.kind !== 'ready') return
      written = history.days[ask.day] ?? null
      writeParameter('play', written)
      change({ frame })
    }
    loop = createPlayLoop(
      { last, draw: drawFrame, shown, ended: () => change({ playing: false }), now, wait },
      { day: within(history, named ?? 0), days, breaks },
    )
    if (runs && named === null) toggle()
  }

  function within({ days: all }: PlayHistory, day: number): number {
    const last = all.length - 1
    return Math.min(last, Math.max(Math.min(days - 1, last), day))
  }

  function show(day: number): void {
    if (state.kind !== 'ready') return
    loop?.show(within(state.history, day))
    change({ playing: false })
  }

  function toggle(): void {
    if (state.kind !== 'ready') return
    if (state.playing) loop?.pause()
    else loop?.play(within(state.history, goesOnFrom(state)), daysPerSecond)
    change({ playing: !state.playing })
  }

  function change(part: Partial<{ frame: PlayFrame | null; playing: boolean }>): void {
    if (state.kind === 'ready' && !closed) become({ ...state, ...part })
  }

  function become(next: PlayState): void {
    state = next
    for (const heard of listeners) heard()
  }

  const stops = [
    subscribeAddress(() => {
      const text = readParameter('play')
      if (text === written || state.kind !== 'ready') return
      written = text
      const day = indexOfDay(state.history, text)
      if (day !== null) show(day)
    }),
    whenHidden(() => {
      loop?.pause()
      change({ playing: false })
    }),
  ]

  return {
    state: () => state,
    subscribe(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    show,
    toggle,
    look(nextDays, nextBreaks) {
      days = nextDays
      breaks = nextBreaks
      loop?.look(days, breaks)
      if (state.kind === 'ready' && state.frame && within(state.history, state.frame.day) !== state.frame.day)
        show(state.frame.day)
    },
    hurry(next) {
      daysPerSecond = next
      if (state.kind === 'ready' && state.playing && state.frame) loop?.play(state.frame.day, daysPerSecond)
    },
    close() {
      closed = true
      for (const stop of stops) stop()
      loop?.stop()
      player.close()
    },
  }
}

/** Index of the day a text names, the nearest where it lies beyond the history; null when it names none. */
function indexOfDay({ days }: PlayHistory, text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  return Math.max(
    0,
    days.findLastIndex((day) => day <= text),
  )
}

/** Playing goes on from what is seen; at the newest day it begins anew. */
function goesOnFrom({ history, frame }: { history: PlayHistory; frame: PlayFrame | null }): number {
  return frame && frame.day < history.days.length - 1 ? frame.day : 0
}

function now(): number {
  return performance.now()
}

function whenHidden(hide: () => void): () => void {
  const heard = () => document.hidden && hide()
  document.addEventListener('visibilitychange', heard)
  return () => document.removeEventListener('visibilitychange', heard)
}
