import { describe, expect, it } from 'vitest'
import { beginReplay, replayBegin, replayMoment, replayRuns, turnReplay } from './replay-clock.ts'

const HOUR = 3_600_000
const now = Date.parse('2026-11-21T06:30:00Z')

describe('a replay', () => {
  const begun = Object.freeze(beginReplay('day', now))

  it('stands at its first moment until it is let go, and stops at its end', () => {
    expect(replayMoment(begun, now + HOUR)).toBe(replayBegin(begun))
    const played = turnReplay(begun, { speed: 3_600 }, now)
    expect(replayMoment(played, now + 2_000)).toBe(now - 22 * HOUR)
    expect(replayRuns(played, now + 2_000)).toBe(true)
    expect(replayMoment(played, now + HOUR)).toBe(now)
    expect(replayRuns(played, now + HOUR)).toBe(false)
  })

  it('goes on from where it stood when its speed changes, and from where it is put', () => {
    const played = turnReplay(begun, { speed: 600 }, now)
    const faster = turnReplay(played, { speed: 3_600 }, now + 6_000)
    expect(replayMoment(faster, now + 6_000)).toBe(replayMoment(played, now + 6_000))
    const put = turnReplay(faster, { at: now - HOUR }, now + 9_000)
    expect(replayMoment(put, now + 9_500)).toBe(now - HOUR / 2)
  })

  it('shows every wall the same moment, and never one before its span', () => {
    const put = turnReplay(begun, { at: now - 40 * HOUR, speed: 60 }, now)
    expect(replayMoment(put, now - 5_000)).toBe(replayBegin(put))
  })
})
