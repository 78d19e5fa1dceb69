import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compressRows, UNREACHED } from './graph.ts'
import { createSweeper, type Sources } from './sweep.ts'

interface Town {
  nodes: number
  edges: [number, number, number][]
  sources: [number, number][]
}

const towns = fc.integer({ min: 1, max: 30 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 })
  return fc.record<Town>({
    nodes: fc.constant(nodes),
    edges: fc.array(fc.tuple(node, node, fc.integer({ min: 0, max: 400 })), { maxLength: 80 }),
    sources: fc.array(fc.tuple(node, fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 6 }),
  })
})

describe('a sweep over the walking graph', () => {
  it('gives every node the least time over all sources, as brute force does', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const swept = sweeperOf(town).nearest(sourcesOf(town.sources))
        const each = town.sources.map((source) => bruteForce(town, source))
        for (let node = 0; node < town.nodes; node++) {
          const times = each.map((times) => times[node]!)
          expect(swept.deciseconds[node]).toBe(Math.min(...times))
          if (swept.owner[node]! >= 0) expect(times[swept.owner[node]!]).toBe(swept.deciseconds[node])
          else expect(swept.deciseconds[node]).toBe(UNREACHED)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives every node the least time of all owners but the nearest', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const swept = sweeperOf(town).nearestTwo(sourcesOf(town.sources))
        const each = town.sources.map((source) => bruteForce(town, source))
        for (let node = 0; node < town.nodes; node++) {
          const others = each.map((times) => times[node]!).filter((_, owner) => owner !== swept.owner[node])
          expect(swept.secondDeciseconds[node]).toBe(Math.min(UNREACHED, ...others))
          const second = swept.secondOwner[node]!
          if (second >= 0) expect(each[second]![node]).toBe(swept.secondDeciseconds[node])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never lengthens any time when a station is added', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const before = sweeperOf(town).nearest(sourcesOf(town.sources.slice(1)))
        const after = sweeperOf(town).nearest(sourcesOf(town.sources))
        for (let node = 0; node < town.nodes; node++)
          expect(after.deciseconds[node]).toBeLessThanOrEqual(before.deciseconds[node]!)
      }),
    )
  })

  it('takes as long from a to b as from b to a', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const last = town.nodes - 1
        const there = sweeperOf(town).nearest(sourcesOf([[0, 0]])).deciseconds[last]
        const back = sweeperOf(town).nearest(sourcesOf([[last, 0]])).deciseconds[0]
        expect(there).toBe(back)
      }),
    )
  })

  it('answers the same when its memory is used again', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const sweeper = sweeperOf(town)
        const first = structuredClone(sweeper.nearestTwo(sourcesOf(town.sources)))
        sweeper.nearestTwo(sourcesOf([[town.nodes - 1, 5000]]))
        expect(sweeper.nearestTwo(sourcesOf(town.sources))).toEqual(first)
      }),
    )
  })
})

function sweeperOf({ nodes, edges }: Town) {
  const column = (at: 0 | 1 | 2) => Int32Array.from(edges, (edge) => edge[at])
  return createSweeper(compressRows(nodes, column(0), column(1), column(2)))
}

function sourcesOf(sources: [number, number][]): Sources {
  return {
    node: Int32Array.from(sources, ([node]) => node),
    owner: Int32Array.from(sources, (_, owner) => owner),
    deciseconds: Int32Array.from(sources, ([, time]) => time),
  }
}

/** Bellman and Ford's rounds until nothing changes: slow and plain. */
function bruteForce(town: Town, [source, time]: [number, number]): number[] {
  const times = new Array<number>(town.nodes).fill(UNREACHED)
  times[source] = time
  for (let changed = true; changed; ) {
    changed = false
    for (const [a, b, cost] of town.edges)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        if (times[from]! < UNREACHED && times[from]! + cost < times[to]!) {
          times[to] = times[from]! + cost
          changed = true
        }
  }
  return times
}
