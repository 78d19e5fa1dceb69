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
  const arcs: Arc[] = []
  const nodes = new Map<number, Node & { arcs: number[] }>()
  const bordering = new Lists(codes.length)
  for (let i = 0; i < ids.length; i++) bordering.expect(left[i]!).expect(right[i]!)
  let at = 0
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    const count = vertices[i]!
    const points: number[] = new Array(count * 2)
    for (let k = 0; k < count; k++, at++) {
      points[k * 2] = x[at]!
      points[k * 2 + 1] = y[at]!
    }
    arcs.push({
      id,
      from: from[i]!,
      to: to[i]!,
      points,
      left: codes[left[i]!] ?? null,
      right: codes[right[i]!] ?? null,
    })
    nodeAt(nodes, from[i]!, points[0]!, points[1]!).arcs.push(id)
    nodeAt(nodes, to[i]!, points[count * 2 - 2]!, points[count * 2 - 1]!).arcs.push(id)
    bordering.put(left[i]!, id).put(right[i]!, id)
  }
  const faces: [string, Face][] = []
  for (const [number, code] of codes.entries()) {
    const list = bordering.of(number)
    if (list.length > 0) faces.push([code, { code, arcs: list }])
  }
  let last = 0
  for (const id of nodes.keys()) if (id > last) last = id
  return {
    nodes: TrieMap.from(nodes),
    arcs: TrieMap.from(arcs.map((arc): [number, Arc] => [arc.id, arc])),
    faces: TrieMap.from(faces),
    index: indexArcs(arcs),
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
  const lists = new Lists(codes.length)
  for (const number of face) lists.expect(number)
  const outside: number[] = []
  for (let point = 0; point < face.length; point++) {
    lists.put(face[point]!, point)
    if (codes[face[point]!] === undefined) outside.push(point)
  }
  const of: [string, readonly number[]][] = []
  for (const [number, code] of codes.entries()) if (partition.faces.has(code)) of.push([code, lists.of(number)])
  return { of: TrieMap.from(of), outside }
}

/**
 * Many short lists of numbers, each of just its length: first every entry is expected, then put. A list that grows by
 * itself keeps room for seventeen. Numbers of lists that there are not are passed over.
 */
class Lists {
  readonly #counts: Uint32Array
  readonly #filled: Uint32Array
  readonly #lists: (number[] | undefined)[]

  constructor(count: number) {
    this.#counts = new Uint32Array(count)
    this.#filled = new Uint32Array(count)
    this.#lists = new Array(count).fill(undefined)
  }

  expect(list: number): this {
    if (list >= 0 && list < this.#counts.length) this.#counts[list]!++
    return this
  }

  put(list: number, value: number): this {
    if (list < 0 || list >= this.#counts.length) return this
    let values = this.#lists[list]
    if (values === undefined) {
      values = new Array<number>(this.#counts[list]!)
      this.#lists[list] = values
    }
    values[this.#filled[list]!++] = value
    return this
  }

  of(list: number): number[] {
    return this.#lists[list] ?? []
  }
}
