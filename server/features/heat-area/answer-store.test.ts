import { expect, it } from 'vitest'
import { rateBreaks } from '#domain/heat/rate-breaks.ts'
import { createAnswerStore } from './answer-store.ts'
import { createAreaComputer } from './computer.ts'

it('makes an answer once, however many ask, and keeps it', async () => {
  const answers = createAnswerStore()
  let made = 0
  const make = async () => ({ made: ++made })
  const asked = await Promise.all(Array.from({ length: 50 }, () => answers.of(['same'], make)))
  expect([made, new Set(asked).size, (await answers.of(['same'], make)).json.toString()]).toEqual([1, 1, '{"made":1}'])
})

it('asks again after a failure, and lets the least wanted go when its bytes are full', async () => {
  const answers = createAnswerStore(5_000)
  await expect(answers.of('x', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut')
  expect((await answers.of('x', async () => 1)).json.toString()).toBe('1')
  let made = 0
  const large = async () => [++made, 'x'.repeat(2_000)]
  for (const question of ['a', 'b', 'a']) await answers.of(question, large)
  expect(made).toBe(3)
})

it('sends away whom it cannot serve', async () => {
  const answers = createAnswerStore(undefined, 2)
  const never = () => new Promise(() => {})
  void answers.of(1, never)
  void answers.of(2, never)
  await expect(answers.of(3, never)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '3' } })
  const computer = createAreaComputer(1)
  const task = { kind: 'rates' as const, counts: Int32Array.of(1, 2), before: null, households: Int32Array.of(10, 0) }
  const first = computer.ask<'rates'>(task)
  await expect(computer.ask<'rates'>(task)).rejects.toMatchObject({ status: 503, code: 'busy' })
  expect((await first).mean).toBeCloseTo(0.1, 9)
  await computer.close()
})

it('computes hot spots once for the same numbers, and again for others', async () => {
  const computer = createAreaComputer()
  const task = (last: number) => ({
    kind: 'significance' as const,
    counts: Int32Array.of(5, 0, 1, last),
    bases: Float64Array.of(10, 10, 10, 10),
    east: Float64Array.of(0, 100, 200, 300),
    north: Float64Array.of(0, 0, 0, 0),
    judged: Uint8Array.of(1, 1, 1, 1),
    bandwidthMeters: 150,
    falseDiscoveryRate: 0.05,
  })
  const first = await computer.ask<'significance'>(task(0))
  expect(await computer.ask<'significance'>(task(0))).toBe(first)
  expect(await computer.ask<'significance'>(task(1))).not.toBe(first)
  await computer.close()
})

it('sets breaks by the length of the window alone', () => {
  const setting = { open: [1, 2], thirtyDays: [25, 100] }
  const now = new Date('2026-11-22T00:00:00Z')
  const window = (from: string | null, to: string | null) => ({
    state: 'all' as const,
    from: from === null ? null : new Date(from),
    to: to === null ? null : new Date(to),
  })
  expect(rateBreaks(setting, { ...window(null, null), state: 'open' }, now)).toEqual([1, 2])
  expect(rateBreaks(setting, window('2026-10-23T00:00:00Z', null), now)).toEqual([25, 100])
  expect(rateBreaks(setting, window('2026-11-21T00:00:00Z', '2026-11-21T01:00:00Z'), now)).toEqual([0.83, 3.3])
  expect(rateBreaks(setting, window(null, null), now)).toEqual([300, 1200])
})
