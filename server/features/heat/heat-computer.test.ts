import { afterAll, describe, expect, it } from 'vitest'
import { computeHeat, expectedMilliseconds } from './compute-heat.ts'
import { createHeatComputer } from './heat-computer.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }
const breaks = [2, 5, 10, 20, 40]

/** `count` places on a 10 km line. */
function task(count: number) {
  const positions = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) positions.set([120.7 + (0.1 * i) / count, 37.8 + 0.02 * Math.sin(i)], i * 2)
  return { positions, plane, options, breaks }
}

describe('heat computer', () => {
  const computer = createHeatComputer()
  afterAll(() => computer.close())

  it('gives the same surface from its thread as on the event loop', async () => {
    expect(expectedMilliseconds(task(60_000))).toBeGreaterThan(15)
    const result = await computer.compute(task(60_000))
    expect(result).toEqual(computeHeat(task(60_000)))
    expect(result.ok && Math.abs(result.heat.sum / 60_000 - 1)).toBeLessThan(0.01)
  })

  it('does not hold the event loop while its thread works', async () => {
    const computing = computer.compute(task(400_000))
    let turns = 0
    const turning = setInterval(() => turns++, 1)
    await computing
    clearInterval(turning)
    expect(turns).toBeGreaterThan(10)
  })

  it('computes a small surface at once and refuses by value', async () => {
    expect(expectedMilliseconds(task(400))).toBeLessThan(15)
    expect((await computer.compute(task(400))).ok).toBe(true)
    const wrong = { ...task(1), options: { bandwidthMeters: 0, cellMeters: 50 } }
    expect(await computer.compute(wrong)).toEqual({ ok: false, reason: 'bandwidth-outside-limits' })
  })

  it('starts again after its thread was stopped', async () => {
    await computer.close()
    expect((await computer.compute(task(60_000))).ok).toBe(true)
  })
})
