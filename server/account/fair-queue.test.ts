import { describe, expect, it } from 'vitest'
import { createFairQueue } from './fair-queue.ts'

describe('a fair queue', () => {
  it('lets the second asker wait for one work of the first, however many the first has', async () => {
    const queue = createFairQueue({ mostOfOne: 1000, mostOfAll: 2000 })
    const done: string[] = []
    const work = (name: string) => async () => {
      await Promise.resolve()
      done.push(name)
    }
    const all = Array.from({ length: 500 }, (_, index) => queue.run('loud', work(`loud ${index}`)))
    all.push(queue.run('quiet', work('quiet')))
    await Promise.all(all)
    expect(done.indexOf('quiet')).toBeLessThanOrEqual(2)
    expect(done).toHaveLength(501)
  })

  it('runs one work at a time and an asker’s own in their order', async () => {
    const queue = createFairQueue({ mostOfOne: 10, mostOfAll: 10 })
    let running = 0
    let most = 0
    const done: number[] = []
    await Promise.all(
      [0, 1, 2, 3].map((index) =>
        queue.run('one', async () => {
          running += 1
          most = Math.max(most, running)
          await new Promise((resolve) => setTimeout(resolve, 1))
          done.push(index)
          running -= 1
        }),
      ),
    )
    expect(most).toBe(1)
    expect(done).toEqual([0, 1, 2, 3])
  })

  it('says who has too many waiting: this asker, or all together', async () => {
    const queue = createFairQueue({ mostOfOne: 2, mostOfAll: 3 })
    const quick = async () => 'done'
    const answers = await Promise.all([
      queue.run('a', quick),
      queue.run('a', quick),
      queue.run('a', quick),
      queue.run('a', quick),
      queue.run('b', quick),
      queue.run('c', quick),
    ])
    expect(answers).toEqual([
      { result: 'done' },
      { result: 'done' },
      { result: 'done' },
      { full: 'asker' },
      { result: 'done' },
      { full: 'everybody' },
    ])
  })

  it('goes on after a work that failed', async () => {
    const queue = createFairQueue({ mostOfOne: 2, mostOfAll: 3 })
    const failing = queue.run('a', async () => {
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(await queue.run('a', async () => 1)).toEqual({ result: 1 })
  })
})
