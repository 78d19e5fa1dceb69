import type { Map as MapLibreMap } from 'maplibre-gl'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paintAtRest } from './paint-at-rest.ts'

/** A picture holds the page so long here, milliseconds. */
const PICTURE = 300

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (told: () => void) => setTimeout(told, PICTURE))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function watched({ wanted = true } = {}) {
  let painted = 0
  let rested = 0
  let moving = false
  const told: Record<string, () => void> = {}
  const map = {
    painter: {
      render() {
        painted += 1
      },
    },
    isMoving: () => moving,
    on(kind: string, tell: () => void) {
      told[kind] = tell
    },
    once: () => {},
    triggerRepaint: () => frame('last'),
  }
  const resting = paintAtRest(map as unknown as MapLibreMap, () => wanted)
  resting.onRest(() => {
    rested += 1
  })
  const frame = (which: 'one of several' | 'last') => {
    map.painter.render()
    if (which === 'last' && !moving) told.idle?.()
  }
  frame('last')
  return {
    frame,
    hurry: resting.hurry,
    move(to: boolean) {
      moving = to
      if (to) told.movestart?.()
    },
    seen: () => ({ painted, rested }),
  }
}

describe('a map that stands and is dear to paint', () => {
  it('is painted once for all frames of a change, when nothing is left to come', () => {
    const { frame, seen } = watched()
    vi.advanceTimersByTime(5_000)
    frame('one of several')
    frame('one of several')
    expect(seen()).toEqual({ painted: 1, rested: 1 })
    frame('last')
    expect(seen()).toEqual({ painted: 2, rested: 2 })
  })

  it('has its next picture after ten times what the last one took, and rests only then', () => {
    const { frame, seen } = watched()
    vi.advanceTimersByTime(PICTURE)
    frame('last')
    expect(seen()).toEqual({ painted: 1, rested: 1 })
    vi.advanceTimersByTime(10 * PICTURE - PICTURE - 1)
    expect(seen()).toEqual({ painted: 1, rested: 1 })
    vi.advanceTimersByTime(1)
    expect(seen()).toEqual({ painted: 2, rested: 2 })
  })

  it('is painted at once where somebody asked for something else, and at every step while it moves', () => {
    const { frame, hurry, move, seen } = watched()
    vi.advanceTimersByTime(PICTURE)
    hurry()
    frame('last')
    expect(seen().painted).toBe(2)
    move(true)
    frame('one of several')
    frame('one of several')
    expect(seen().painted).toBe(4)
    move(false)
    frame('last')
    expect(seen()).toEqual({ painted: 5, rested: 3 })
  })

  it('is painted at once where it jumped, and as what it shows there comes, until it rests', () => {
    const { frame, move, seen } = watched()
    vi.advanceTimersByTime(PICTURE)
    move(true)
    move(false)
    frame('one of several')
    frame('last')
    expect(seen()).toEqual({ painted: 3, rested: 2 })
  })

  it('does not wait for ever for what does not come', () => {
    const { frame, seen } = watched()
    vi.advanceTimersByTime(5_000)
    frame('one of several')
    vi.advanceTimersByTime(2_000)
    frame('one of several')
    expect(seen().painted).toBe(2)
  })

  it('is painted as ever where that is not wanted', () => {
    const { frame, seen } = watched({ wanted: false })
    frame('one of several')
    frame('one of several')
    expect(seen().painted).toBe(3)
  })
})
