import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  cutLive,
  freshnessOf,
  hearEvent,
  hearLive,
  isOld,
  LATE_MILLISECONDS,
  rememberData,
  resetLive,
  useLive,
} from '#client/state/live.ts'
import type { FeedChange } from '#domain/contract/feed.ts'
import { waitBefore } from './follow-feed.ts'

const now = '2026-11-21T06:32:00Z'
const change = (sequence: number): FeedChange => ({
  county: '370699',
  sequence,
  at: now,
  kind: 'issue',
  id: `T${sequence}`,
  version: 1,
  box: null,
})
const tell = (name: string, data: unknown) => hearEvent(name, JSON.stringify(data))

describe('the live state of a page', () => {
  beforeEach(() => resetLive('connecting'))

  it('bids to read everything at the first hello, and nothing at a resumed one', () => {
    const refetch = vi.fn()
    const stop = hearLive({ refetch })
    tell('hello', { build: 'a', sequence: 5, now })
    expect(refetch).toHaveBeenCalledTimes(1)
    cutLive()
    tell('hello', { build: 'a', sequence: 9, now })
    expect(refetch).toHaveBeenCalledTimes(1)
    expect(useLive.getState()).toMatchObject({ connection: 'open', sequence: 5 })
    tell('must-refetch', { sequence: 9 })
    expect(refetch).toHaveBeenCalledTimes(2)
    expect(useLive.getState().sequence).toBe(9)
    stop()
  })

  it('passes each change on once, although it is told twice', () => {
    const heard: number[] = []
    const stop = hearLive({ change: (told) => heard.push(told.sequence) })
    tell('hello', { build: 'a', sequence: 5, now })
    for (const sequence of [4, 5, 6, 7, 6, 7, 8]) tell('change', change(sequence))
    expect(heard).toEqual([6, 7, 8])
    stop()
  })

  it('passes over events it does not know and data it cannot read', () => {
    const heard = vi.fn()
    const stop = hearLive({ change: heard, dirty: heard, refetch: heard })
    tell('surprise', {})
    tell('change', { sequence: 'seven' })
    tell('toString', {})
    expect(heard).not.toHaveBeenCalled()
    stop()
  })

  it('says that it is refused until it is greeted again, and shows what was kept as old', () => {
    rememberData(Date.now() - 60_000)
    cutLive('display-refused')
    expect(useLive.getState().refused).toBe('display-refused')
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('cut')
    tell('hello', { build: 'a', sequence: 5, now })
    expect(useLive.getState().refused).toBeNull()
    tell('up-to-date', { sequence: 5, now })
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('live')
    rememberData(0)
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('live')
  })

  it('is live, then late, then cut: old numbers never look new', () => {
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('waiting')
    tell('hello', { build: 'a', sequence: 5, now })
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('waiting')
    tell('up-to-date', { sequence: 5, now })
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('live')
    expect(freshnessOf(useLive.getState(), Date.now() + LATE_MILLISECONDS)).toBe('late')
    expect(isOld(useLive.getState(), Date.now() + LATE_MILLISECONDS)).toBe(false)
    expect(isOld(useLive.getState(), Date.now() + 31_000)).toBe(true)
    cutLive()
    expect(freshnessOf(useLive.getState(), Date.now())).toBe('cut')
    expect(isOld(useLive.getState(), Date.now())).toBe(true)
  })

  it('notices a new build', () => {
    resetLive('connecting')
    useLive.setState({ build: null })
    tell('hello', { build: 'a', sequence: 5, now })
    expect(useLive.getState().outdated).toBe(false)
    tell('hello', { build: 'b', sequence: 5, now })
    expect(useLive.getState().outdated).toBe(true)
  })
})

describe('the wait before the next attempt', () => {
  it('doubles from one second to thirty, spread by chance', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitBefore(failures, 1))).toEqual([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ])
    expect(waitBefore(1, 0)).toBe(1_000)
    expect(waitBefore(50, 0)).toBe(15_000)
  })
})
