import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TrieMap } from './trie-map.ts'

const key = fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer(), fc.string({ maxLength: 3 }))
const step = fc.tuple(key, fc.option(fc.integer()))

describe('a map that is never changed', () => {
  it('holds what a Map holds, and earlier ones stay as they were', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const map = new Map<number | string, number>()
        let trie = TrieMap.from<number | string, number>([])
        const versions: [TrieMap<number | string, number>, [number | string, number][]][] = []
        for (const [at, value] of steps) {
          if (value === null) {
            map.delete(at)
            trie = trie.without(at)
          } else {
            map.set(at, value)
            trie = trie.with(at, value)
          }
          versions.push([trie, [...map]])
        }
        for (const [version, entries] of versions) {
          expect(version.size).toBe(entries.length)
          expect(new Map(version)).toEqual(new Map(entries))
          for (const [at, value] of entries) expect(version.get(at)).toBe(value)
        }
        expect([...TrieMap.from(map).keys()]).toEqual([...trie.keys()])
      }),
      { numRuns: 50 },
    )
  })

  it('is told apart from one of other content', () => {
    const trie = TrieMap.from<string, number[]>([['a', [1]]])
    expect(trie.with('a', [2])).not.toEqual(trie)
    expect(trie.with('a', [1])).toEqual(trie)
    expect(trie.with('b', [1]).without('a')).not.toEqual(trie)
  })

  it('answers nothing for what it has not, and stays itself without it', () => {
    const trie = TrieMap.from<string, number>([['a', 1]])
    expect([trie.get('b'), trie.has('b'), trie.has('a')]).toEqual([undefined, false, true])
    expect(trie.without('b')).toBe(trie)
    expect(trie.without('a').size).toBe(0)
  })
})
