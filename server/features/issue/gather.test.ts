import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { gather, gatherByCounty } from './gather.ts'

it('asks at once what comes alone, and together what comes while a question is under way, each with its own answer', async () => {
  const asked: number[][] = []
  const double = gather(async (numbers: readonly number[]) => {
    asked.push([...numbers])
    await wait(10)
    return numbers.map((number) => 2 * number)
  })
  const first = double(1)
  await wait(5)
  expect(asked).toEqual([[1]])
  expect(await Promise.all([first, double(2), double(2), double(3)])).toEqual([2, 4, 4, 6])
  expect(asked).toEqual([[1], [2, 2, 3]])
})

it('tells a failure to those who asked together, and to nobody after them', async () => {
  let failures = 1
  const ask = gather(async (words: readonly string[]) => {
    if (failures-- > 0) throw new Error('the database is gone')
    return words
  })
  expect(await Promise.allSettled([ask('a'), ask('b')])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  expect(await ask('c')).toBe('c')
})

it('keeps counties apart: none waits for another', async () => {
  const ask = gatherByCounty(async (county: string, words: readonly string[]) => {
    if (county === 'slow') await wait(50)
    return words.map((word) => `${county} ${word}`)
  })
  const slow = ask('slow', 'a')
  expect(await Promise.race([slow, ask('quick', 'b')])).toBe('quick b')
  expect(await slow).toBe('slow a')
})
