import Flatbush from 'flatbush'
import { buildPartition } from './build-partition.ts'
import { type Census, type CountedPoints, takeCensus } from './census.ts'
import { touches } from './cut-line.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { facesOf, gridOf, groundOf } from './ground.ts'
import { ringDoubleArea } from './lattice.ts'
import { planJoin } from './merge-faces.ts'
import { openCoverage } from './open-coverage.ts'
import { brokenPromises, crookedFaces } from './partition.fixture.ts'
import { applyPatch } from './patch.ts'
import { doubleArea, polygonsOf } from './polygon.ts'
import { backward, forward, ringPath, simpleRings, traceWalks } from './trace.ts'
import { TrieMap } from './trie-map.ts'

/**
 * A draft of `columns` x `rows` grids (code `A-column-row`) of `size` x `size` micro-grids each (`G-column-row`). The
 * grid `A-0-0` has no micro-grids, one micro-grid of `A-1-0` is missing (its ground is in none).
 */
export function nestedDraft(columns: number, rows: number, size: number, seed: number, bends = 2): Draft {
  const faces = crookedFaces(columns * size, rows * size, seed, bends)
  let { partition } = openCoverage(faces, []) ?? buildPartition(faces)
  const grids = new Map<string, string[]>()
  for (let i = 0; i < columns * size; i++)
    for (let j = 0; j < rows * size; j++) {
      const grid = `A-${Math.floor(i / size)}-${Math.floor(j / size)}`
      const face = `G-${i}-${j}`
      const list = grids.get(grid) ?? []
      grids.set(grid, list)
      if (grid === 'A-0-0' || (grid === 'A-1-0' && list.length === 0 && !partition.faces.has(grid)))
        partition = applyPatch(partition, planJoin(partition, grid, face).patch).partition
      else list.push(face)
    }
  return {
    partition,
    grids: TrieMap.from(
      [...grids].map(([code, microGrids]): [string, DraftGrid] => [
        code,
        { code, name: code, kind: 'base', community: '370600001001', locked: false, microGrids: microGrids.sort() },
      ]),
    ),
    microGrids: TrieMap.from(
      [...grids].flatMap(([grid, list]) =>
        list.map((code): [string, DraftMicroGrid] => [code, { code, name: code, grid }]),
      ),
    ),
  }
}

/** Everything a draft of two levels promises, as a list of broken promises (empty when sound). */
export function brokenLaws(draft: Draft): string[] {
  return [...brokenPromises(draft.partition), ...brokenNesting(draft), ...brokenPlane(draft), ...brokenIndex(draft)]
}

/** Every micro-grid and every face is in exactly one grid, and grids are the sum of their faces. */
function brokenNesting(draft: Draft): string[] {
  const broken: string[] = []
  const seen = new Set<string>()
  for (const grid of draft.grids.values()) {
    const faces = facesOf(draft, grid.code)
    if (faces.length === 0) broken.push(`grid ${grid.code} has no ground`)
    let sum = 0
    for (const face of faces) {
      if (seen.has(face)) broken.push(`face ${face} is in two grids`)
      seen.add(face)
      if (!draft.partition.faces.has(face)) broken.push(`micro-grid ${face} has no ground`)
      else sum += doubleArea(polygonsOf(draft.partition, face))
      if (gridOf(draft, face) !== grid.code) broken.push(`face ${face} names another grid than ${grid.code}`)
    }
    if (faces.length > 0 && doubleArea(groundOf(draft, grid.code)) !== sum)
      broken.push(`grid ${grid.code} is not the sum of its faces`)
  }
  for (const face of draft.partition.faces.keys()) if (!seen.has(face)) broken.push(`face ${face} is in no grid`)
  for (const micro of draft.microGrids.keys()) if (!seen.has(micro)) broken.push(`micro-grid ${micro} is in no grid`)
  return broken
}

/** Borders meet nowhere but in their ends, Euler's formula holds, and the two sides of all borders add up to nothing. */
function brokenPlane({ partition }: Draft): string[] {
  const broken: string[] = []
  const edges: number[][] = []
  for (const { points } of partition.arcs.values())
    for (let i = 0; i + 3 < points.length; i += 2) edges.push(points.slice(i, i + 4))
  const index = new Flatbush(edges.length)
  for (const [ax, ay, bx, by] of edges as [number, number, number, number][])
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  index.finish()
  edges.forEach(([ax, ay, bx, by], i) => {
    const near = index.search(
      Math.min(ax!, bx!),
      Math.min(ay!, by!),
      Math.max(ax!, bx!),
      Math.max(ay!, by!),
      (other) => other > i,
    )
    for (const other of near) {
      const [cx, cy, dx, dy] = edges[other] as [number, number, number, number]
      const shared = [
        ax === cx && ay === cy,
        ax === dx && ay === dy,
        bx === cx && by === cy,
        bx === dx && by === dy,
      ].filter(Boolean).length
      if (shared === 0 && touches(ax!, ay!, bx!, by!, cx, cy, dx, dy)) broken.push(`borders meet at ${ax},${ay}`)
      if (shared === 2) broken.push(`a border lies twice at ${ax},${ay}`)
    }
  })
  const vertices = new Set(edges.flatMap(([ax, ay, bx, by]) => [`${ax},${ay}`, `${bx},${by}`]))
  const walks = traceWalks([...partition.arcs.values()].flatMap((arc) => [forward(arc), backward(arc)]))
  const areas = walks.map((walk) => simpleRings(walk).reduce((sum, ring) => sum + ringDoubleArea(ringPath(ring)), 0))
  const regions = areas.filter((area) => area > 0).length
  const components = areas.length - regions
  if (vertices.size - edges.length + regions !== components)
    broken.push(`Euler: ${vertices.size} - ${edges.length} + ${regions} is not ${components}`)
  if (areas.reduce((sum, area) => sum + area, 0) !== 0) broken.push('the two sides of the borders do not cancel')
  for (const walk of walks) {
    const faces = new Set(
      walk.map(({ id }) => (id > 0 ? partition.arcs.get(id)!.left : partition.arcs.get(-id)!.right)),
    )
    if (faces.size !== 1) broken.push(`one region is called ${[...faces].join(' and ')}`)
  }
  return broken
}

/** The index finds every arc at every one of its vertices. */
function brokenIndex({ partition }: Draft): string[] {
  let entries = 0
  for (const list of partition.index.values()) {
    entries += list.length
    for (const id of list) if (!partition.arcs.has(id)) return [`the index names lost arc ${id}`]
  }
  return entries >= partition.arcs.size ? [] : ['the index misses arcs']
}

/** Differences between a census that was carried on and a count from scratch. */
export function brokenCensus(draft: Draft, census: Census, points: CountedPoints): string[] {
  const counted = takeCensus(draft.partition, points)
  const broken: string[] = []
  if (census.of.size !== counted.of.size) broken.push('other faces are counted')
  for (const [code, list] of counted.of)
    if (list.join() !== census.of.get(code)?.join()) broken.push(`face ${code} is counted otherwise`)
  if (counted.outside.join() !== census.outside.join()) broken.push('others are outside')
  return broken
}
