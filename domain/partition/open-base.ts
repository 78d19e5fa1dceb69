import { unpackIntegers } from '#domain/contract/packed.ts'
import type { PlanBase } from '#domain/contract/plan.ts'
import { indexArcs } from './arc-index.ts'
import type { Census, CountedPoints } from './census.ts'
import type { DraftGrid, DraftMicroGrid } from './draft.ts'
import type { DraftBase } from './draft-of-base.ts'
import type { Arc, Face, Node, Partition } from './partition.types.ts'
import { TrieMap } from './trie-map.ts'

type Packed = Pick<PlanBase, 'grids' | 'microGrids' | 'borders' | 'findings' | 'points'>

/**
 * The draft of a base that was sent: what `draftOfBase` made where it was packed, to the last number. Nothing is searched
 * for, so that a county of 25,000 micro-grids opens in the time it takes to read.
 */
export function openBase({ grids, microGrids, borders, findings, points: columns }: Packed): DraftBase {
  const codes = [...microGrids.code, ...grids.map(({ code }) => code)]
  const partition = partitionOf(borders, codes)
  const micro: [string, DraftMicroGrid][] = []
  const ofGrid = grids.map((): string[] => [])
  const gridNumbers = unpackIntegers(microGrids.grid)
  for (const [number, code] of microGrids.code.entries()) {
    const grid = gridNumbers[number]!
    micro.push([code, { code, name: microGrids.name[number]!, grid: grids[grid]!.code }])
    ofGrid[grid]!.push(code)
  }
  const points: CountedPoints = {
    x: unpackIntegers(columns.x),
    y: unpackIntegers(columns.y),
    households: unpackIntegers(columns.households),
    buildings: unpackIntegers(columns.buildings),
    issues: unpackIntegers(columns.issues),
    compound: unpackIntegers(columns.compound),
    ...(columns.elderly === undefined ? {} : { elderly: unpackIntegers(columns.elderly) }),
  }
  return {
    draft: {
      partition,
      grids: TrieMap.from(
        grids.map((grid, number): [string, DraftGrid] => [grid.code, { ...grid, microGrids: ofGrid[number]! }]),
      ),
      microGrids: TrieMap.from(micro),
    },
    census: censusOf(partition, unpackIntegers(columns.face), codes),
    points,
    findings,
  }
}

function partitionOf(borders: Packed['borders'], codes: readonly string[]): Partition {
  const ids = unpackIntegers(borders.id)
  const from = unpackIntegers(borders.from)
  const to = unpackIntegers(borders.to)
  const left = unpackIntegers(borders.left)
  const right = unpackIntegers(borders.right)
  const vertices = unpackIntegers(borders.vertices)
  const x = unpackIntegers(borders.x)
  const y = unpackIntegers(borders.y)
  const arcs: [number, Arc][] = []
  const nodes = new Map<number, Node & { arcs: number[] }>()
  const faceArcs: number[][] = codes.map(() => [])
  let at = 0
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    const count = vertices[i]!
    const points: number[] = []
    for (let end = at + count; at < end; at++) points.push(x[at]!, y[at]!)
    arcs.push([
      id,
      { id, from: from[i]!, to: to[i]!, points, left: codes[left[i]!] ?? null, right: codes[right[i]!] ?? null },
    ])
    nodeAt(nodes, from[i]!, x[at - count]!, y[at - count]!).arcs.push(id)
    nodeAt(nodes, to[i]!, x[at - 1]!, y[at - 1]!).arcs.push(id)
    faceArcs[left[i]!]?.push(id)
    faceArcs[right[i]!]?.push(id)
  }
  const faces = codes.flatMap((code, number): [string, Face][] => {
    const list = faceArcs[number]!
    return list.length === 0 ? [] : [[code, { code, arcs: list }]]
  })
  let last = 0
  for (const id of nodes.keys()) if (id > last) last = id
  return {
    nodes: TrieMap.from(nodes),
    arcs: TrieMap.from(arcs),
    faces: TrieMap.from(faces),
    index: indexArcs(arcs.map(([, arc]) => arc)),
    nextId: Math.max(last, ids.at(-1) ?? 0) + 1,
  }
}

function nodeAt(nodes: Map<number, Node & { arcs: number[] }>, id: number, x: number, y: number) {
  let node = nodes.get(id)
  if (!node) {
    node = { id, x, y, arcs: [], soft: false }
    nodes.set(id, node)
  }
  return node
}

function censusOf(partition: Partition, face: Int32Array, codes: readonly string[]): Census {
  const lists: number[][] = codes.map(() => [])
  const outside: number[] = []
  for (let point = 0; point < face.length; point++) (lists[face[point]!] ?? outside).push(point)
  return {
    of: TrieMap.from(
      codes.flatMap((code, number): [string, readonly number[]][] =>
        partition.faces.has(code) ? [[code, lists[number]!]] : [],
      ),
    ),
    outside,
  }
}
