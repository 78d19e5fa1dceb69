import { describe, expect, it } from 'vitest'
import type { FrameAsk } from './play.types.ts'
import { createPlayLoop } from './play-loop.ts'

const breaks = [10, 25]
const start: FrameAsk = { day: 0, days: 7, breaks }

/** A loop on a clock of its own: a frame takes `drawMilliseconds`, waiting takes what it says. */
function loopWith(drawMilliseconds: number, last = 30) {
  let now = 0
  const shown: { day: number; days: number; at: number }[] = []
  const drawing: number[] = []
  let ended = 0
  let open = 0
  const loop = createPlayLoop(
    {
      last,
      async draw() {
        open += 1
        drawing.push(open)
        await Promise.resolve()
        now += drawMilliseconds
        open -= 1
      },
      shown: ({ day, days }) => shown.push({ day, days, at: now }),
      ended: () => {
        ended += 1
      },
      now: () => now,
      async wait(milliseconds) {
        now += milliseconds
        await Promise.resolve()
      },
    },
    start,
  )
  const settle = async (turns = 2_000) => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
  }
  return { loop, shown, drawing, settle, ended: () => ended }
}

describe('playing', () => {
  it('shows every day at its time on a machine that keeps up, and stops at the newest', async () => {
    const { loop, shown, settle, ended } = loopWith(10)
    await settle()
    loop.play(0, 5)
    await settle()
    expect(shown.map(({ day }) => day)).toEqual(Array.from({ length: 31 }, (_, day) => day))
    for (const { day, at } of shown.slice(1)) expect(Math.abs(at - 10 - day * 200)).toBeLessThanOrEqual(60)
    expect(ended()).toBe(1)
  })

  it('leaves days out on a slow machine and keeps to the clock, one frame at a time', async () => {
    const { loop, shown, drawing, settle } = loopWith(400)
    await settle()
    loop.play(0, 10)
    await settle()
    const days = shown.map(({ day }) => day)
    expect(days.length).toBeLessThan(11)
    expect(days.at(-1)).toBe(30)
    expect(days).toEqual([...days].sort((a, b) => a - b))
    expect(Math.max(...drawing)).toBe(1)
  })

  it('shows the newest wish only when wishes come faster than frames', async () => {
    const { loop, shown, settle } = loopWith(100)
    await settle()
    for (const day of [3, 9, 4, 12]) loop.show(day)
    await settle()
    expect(shown.map(({ day }) => day)).toEqual([0, 3, 12])
  })

  it('stays at the day that is seen when it pauses, and draws it anew in another window', async () => {
    const { loop, shown, settle, ended } = loopWith(10)
    await settle()
    loop.play(0, 5)
    await settle(60)
    loop.pause()
    await settle()
    const { day } = shown.at(-1)!
    expect(day).toBeGreaterThan(0)
    expect(day).toBeLessThan(30)
    loop.look(30, breaks)
    await settle()
    expect(shown.at(-1)).toMatchObject({ day, days: 30 })
    expect(ended()).toBe(0)
  })

  it('never goes a day back when it pauses while a frame is being drawn', async () => {
    for (let turns = 1; turns < 60; turns++) {
      const { loop, shown, settle } = loopWith(700)
      await settle()
      loop.play(0, 3)
      await settle(turns)
      loop.pause()
      const paused = shown.at(-1)!.day
      await settle()
      const days = shown.map(({ day }) => day)
      expect(days).toEqual([...days].sort((a, b) => a - b))
      expect(days.at(-1)).toBeGreaterThanOrEqual(paused)
    }
  })

  it('draws nothing more once it is stopped', async () => {
    const { loop, shown, settle } = loopWith(10)
    await settle()
    loop.stop()
    loop.show(9)
    await settle()
    expect(shown.length).toBe(1)
  })
})
