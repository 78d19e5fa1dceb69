import { describe, expect, it } from 'vitest'
import { seededRandom } from '#scripts/bench/random.ts'
import { realNetworks } from '../../test/networks/read-network.ts'
import { buildGraph, UNREACHED, type WalkGraph } from './graph.ts'
import { buildNetwork, type EdgeColumns } from './network.ts'
import { createSweeper, type Sources } from './sweep.ts'
import { edgesOf, latticeLines } from './test-town.ts'

const STATIONS = 9

const networks: Record<string, () => EdgeColumns | null> = {
  ...realNetworks,
  'a random town': () => edgesOf(latticeLines(40, 80, 0.7, seededRandom(6))),
}

describe('every node of', () => {
  for (const [place, read] of Object.entries(networks))
    it(`${place} is as far from its two nearest stations as Dijkstra's algorithm says, both ways`, (context) => {
      const edges = read()
      if (!edges) return context.skip(`the files of ${place} are not in ../shared/data`)
      const random = seededRandom(8)
      edges.ascentMeters = edges.lengthMeters.map((meters) =>
        random() < 0.5 ? Number.NaN : (random() - 0.5) * 0.1 * meters,
      )
      const network = buildNetwork(edges)
      for (const direction of ['to', 'from'] as const) {
        const graph = buildGraph(network, 'wheels', { direction })
        const sources: Sources = {
          node: Int32Array.from({ length: STATIONS }, () => Math.floor(random() * network.nodeCount)),
          owner: Int32Array.from({ length: STATIONS }, (_, station) => station),
          deciseconds: Int32Array.from({ length: STATIONS }, () => Math.floor(random() * 600)),
        }
        const sweeper = createSweeper(graph)
        const two = structuredClone(sweeper.nearestTwo(sources))
        const each = Array.from(sources.node, (node, at) => dijkstra(graph, node, sources.deciseconds[at]!))
        for (let node = 0; node < network.nodeCount; node++) {
          const sorted = each
            .map((times, owner) => [times[node]!, owner] as const)
            .sort((a, b) => a[0] - b[0] || a[1] - b[1])
          const [first, second] = sorted.map(([time, owner]) => [time, time === UNREACHED ? -1 : owner])
          expect([two.deciseconds[node], two.owner[node]]).toEqual(first)
          expect([two.secondDeciseconds[node], two.secondOwner[node]]).toEqual(second)
        }
        const near = sweeper.within(sources, 6000)
        expect(near.node.length).toBe(two.deciseconds.filter((time) => time <= 6000).length)
        for (const [at, node] of near.node.entries()) expect(near.deciseconds[at]).toBe(two.deciseconds[node])
      }
    })
})

/** The textbook's way, with a plain binary heap. */
function dijkstra({ nodeCount, start, target, deciseconds }: WalkGraph, source: number, time: number): Int32Array {
  const times = new Int32Array(nodeCount).fill(UNREACHED)
  const heap: [number, number][] = []
  const push = (entry: [number, number]) => {
    let at = heap.push(entry) - 1
    while (at > 0 && heap[(at - 1) >> 1]![0] > entry[0]) {
      heap[at] = heap[(at - 1) >> 1]!
      at = (at - 1) >> 1
    }
    heap[at] = entry
  }
  const pop = () => {
    const top = heap[0]!
    const last = heap.pop()!
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child++
      if (heap[child]![0] >= last[0]) break
      heap[at] = heap[child]!
      at = child
    }
    if (heap.length > 0) heap[at] = last
    return top
  }
  times[source] = time
  push([time, source])
  while (heap.length > 0) {
    const [now, node] = pop()
    if (now > times[node]!) continue
    for (let arc = start[node]!; arc < start[node + 1]!; arc++) {
      const reached = now + deciseconds[arc]!
      if (reached >= times[target[arc]!]!) continue
      times[target[arc]!] = reached
      push([reached, target[arc]!])
    }
  }
  return times
}
