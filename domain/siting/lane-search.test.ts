import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compressRows } from '#domain/coverage/graph.ts'
import { createBoundedSearch } from './bounded-search.ts'
import { createLaneSearch, LANES } from './lane-search.ts'

const NODES = 24
/** More than the buckets that a search begins with hold. */
const MOST = 60_000

/** Edges of any shape, and starts of every lane with what each has left. */
const asked = fc.record({
  edges: fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.integer({ min: 1, max: 700 })), { maxLength: 60 }),
  runs: fc.array(fc.array(fc.tuple(fc.nat(LANES - 1), fc.nat(NODES - 1), fc.integer({ min: -50, max: MOST }))), {
    minLength: 1,
    maxLength: 3,
  }),
})

test('every lane is a search of its own, run after run', () => {
  fc.assert(
    fc.property(asked, ({ edges, runs }) => {
      const column = (at: 0 | 1 | 2) => Int32Array.from(edges, (edge) => edge[at])
      const rows = compressRows(NODES, column(0), column(1), column(2))
      const lanes = createLaneSearch(rows)
      const alone = createBoundedSearch(rows)
      for (const starts of runs) {
        lanes.begin()
        for (const start of starts) lanes.offer(...start)
        lanes.run()
        const reached = new Set<number>()
        for (let lane = 0; lane < LANES; lane++) {
          for (const [of, node, left] of starts) if (of === lane && left >= 0) alone.offer(node, MOST - left)
          alone.run(MOST)
          for (let node = 0; node < NODES; node++) {
            expect(lanes.left[LANES * node + lane]).toBe(alone.left[node])
            if (alone.left[node]! >= 0) reached.add(node)
          }
        }
        expect([...lanes.node.subarray(0, lanes.count)].sort((a, b) => a - b)).toEqual(
          [...reached].sort((a, b) => a - b),
        )
        for (let node = 0; node < NODES; node++) expect(lanes.reached(node)).toBe(reached.has(node))
      }
    }),
  )
})
