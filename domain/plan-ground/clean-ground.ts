import type { Position } from '#domain/contract/common.ts'
import { type Arrangement, arrange } from '#domain/partition/arrangement.ts'
import { measureCell } from '#domain/partition/build-partition.ts'
import { chainArcs } from '#domain/partition/chain-arcs.ts'
import { type Path, ringDoubleArea, toPath } from '#domain/partition/lattice.ts'
import { type Edge, nodeEdges, Vertices } from '#domain/partition/node-edges.ts'
import { doubleArea, multiPolygonOf, polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import type {
  CleanChange,
  CleanChangeKind,
  CleanChoices,
  CleanGround,
  HomeGround,
  RawArea,
  RawGrid,
  RawMicroGrid,
} from './clean-ground.types.ts'
import { type CellParts, gatherCells } from './gather-cells.ts'

/** Ground less than this is no ground: square metres. */
const LEAST_SQUARE_METERS = 0.01

/** Cutting borders at each other bends them by less than a step: about a square metre of ground in all. */
const CROSSED_DOUBLE_STEPS = 20_000

interface Sheet {
  vertices: Vertices
  edges: readonly Edge[]
  arrangement: Arrangement
}

/**
 * Makes ground that a plan can begin from out of areas of a file: places on the lattice, borders cut at each other, each
 * place in one grid and at most one micro-grid. Overlaps go to the smaller area; nobody's ground up to a width goes to the
 * neighbour with the longest border, wider gaps stay and are told; what lies beyond the communities is cut off. Everything
 * that was changed or left is listed with its place and shape. Several rows of one code are one area.
 */
export function cleanGround(
  given: { grids: readonly RawGrid[]; microGrids: readonly RawMicroGrid[] },
  homes: readonly HomeGround[],
  choices: CleanChoices,
): CleanGround {
  const changes: CleanChange[] = []
  const grids = withoutTwins(joinRows(given.grids, changes), changes)
  const microGrids = withoutTwins(joinRows(given.microGrids, changes), changes)
  const first = { micro: grids.length, home: grids.length + microGrids.length }
  const sheet = drawSheet([...grids, ...microGrids], homes, changes)
  const { cells } = sheet.arrangement
  const claims = cells.map(({ claims: all }) => ({
    grids: all.filter((one) => one < first.micro),
    microGrids: all.filter((one) => one >= first.micro && one < first.home).map((one) => one - first.micro),
    homes: all.filter((one) => one >= first.home).map((one) => one - first.home),
  }))
  const areaOf = cells.map(({ rings }) => rings.reduce((sum, ring) => sum + ringDoubleArea(ring), 0))
  const claimed = (level: 'grids' | 'microGrids', count: number) => {
    const sums = new Array<number>(count).fill(0)
    claims.forEach((one, cell) => {
      for (const claim of one[level]) sums[claim]! += areaOf[cell]!
    })
    return sums
  }
  const gridAreas = claimed('grids', grids.length)
  tellCrossed(grids, gridAreas)
  tellCrossed(microGrids, claimed('microGrids', microGrids.length))
  const smallest = (list: readonly number[], areas: readonly number[]) =>
    list.reduce<number | null>((one, claim) => (one === null || areas[claim]! < areas[one]! ? claim : one), null)
  const anyHome = homes.length > 0
  const inside = claims.map(({ homes: own }) => own.length > 0 || !anyHome)
  const owners: (number | null)[] = claims.map((one, cell) => {
    if (cell === 0 || !inside[cell]) return null
    return smallest(one.grids, gridAreas)
  })
  const namesOf = (list: readonly number[]) => list.map((one) => grids[one]!.name)
  const gather = (label: (cell: number) => string | null) => gatherCells(sheet, label)
  tell(
    gather((cell) => (!inside[cell] && cell !== 0 && claims[cell]!.grids.length > 0 ? 'beyond' : null)),
    'beyond',
    ({ some }) => namesOf(claims[some]!.grids),
  )
  tell(
    gather((cell) => (owners[cell] !== null && claims[cell]!.grids.length > 1 ? claims[cell]!.grids.join() : null)),
    'overlap',
    ({ some }) => [grids[owners[some]!]!.name, ...namesOf(claims[some]!.grids.filter((one) => one !== owners[some]))],
  )
  const isGap = (cell: number) => cell !== 0 && inside[cell]! && owners[cell] === null
  for (const gap of gather((cell) => (isGap(cell) ? 'gap' : null))) {
    const taker = longestNeighbour(sheet, gap, owners)
    const id = `gap:${gap.key}`
    const closed = taker !== null && (gap.widthMeters <= choices.mendMeters || choices.fill.has(id))
    if (closed) for (const cell of gap.cells) owners[cell] = taker
    if (gap.areaSquareMeters >= LEAST_SQUARE_METERS)
      changes.push(told(gap, closed ? 'gap-closed' : 'gap', taker === null ? [] : [grids[taker]!.name]))
  }
  const parents = parentsOf(grids, microGrids, claims, owners, areaOf)
  const microAreas = claimed('microGrids', microGrids.length)
  const microOwners = claims.map(({ microGrids: list }, cell) =>
    owners[cell] === null
      ? null
      : smallest(
          list.filter((one) => parents[one] === owners[cell]),
          microAreas,
        ),
  )
  const strayed = (cell: number) => claims[cell]!.microGrids.filter((one) => parents[one] !== owners[cell])
  tell(
    gather((cell) => (cell !== 0 && strayed(cell).length > 0 ? strayed(cell).join() : null)),
    'micro-grid-beyond',
    ({ some }) => strayed(some).map((one) => microGrids[one]!.name),
  )
  tell(
    gather((cell) => {
      const own = claims[cell]!.microGrids.filter((one) => parents[one] === owners[cell])
      return microOwners[cell] !== null && own.length > 1 ? own.join() : null
    }),
    'overlap',
    ({ some }) => claims[some]!.microGrids.map((one) => microGrids[one]!.name),
  )
  const upper = chained(
    sheet,
    owners,
    grids.map((_, i) => String(i)),
  )
  const lower = chained(
    sheet,
    microOwners,
    microGrids.map((_, i) => String(i)),
  )
  const kept = grids.flatMap((_, i) => (upper.faces.has(String(i)) ? [i] : []))
  const keptMicro = microGrids.flatMap((_, i) => (lower.faces.has(String(i)) ? [i] : []))
  dropped(grids, kept)
  dropped(microGrids, keptMicro)
  for (const i of kept) {
    const polygons = polygonsOf(upper, String(i))
    if (polygons.length > 1) changes.push(partsOf(grids[i]!, polygons))
  }
  return {
    ground: {
      grids: kept.map((i) => {
        const { code, name, kind } = grids[i]!
        const community = grids[i]!.community ?? homeOf(i, claims, areaOf, homes)
        return {
          code,
          name,
          kind,
          community,
          ground: { type: 'MultiPolygon', coordinates: multiPolygonOf(upper, String(i)) },
        }
      }),
      microGrids: keptMicro.map((i) => {
        const { code, name } = microGrids[i]!
        const grid = kept.indexOf(parents[i]!)
        return { code, name, grid, ground: { type: 'MultiPolygon', coordinates: multiPolygonOf(lower, String(i)) } }
      }),
    },
    changes: changes.sort((a, b) => (a.kind === b.kind ? b.areaSquareMeters - a.areaSquareMeters : 0)),
  }

  function tell(parts: readonly CellParts[], kind: CleanChangeKind, names: (part: CellParts) => string[]): void {
    for (const part of parts)
      if (part.areaSquareMeters >= LEAST_SQUARE_METERS) changes.push(told(part, kind, names(part)))
  }

  /** What a border winds around is not what its rings add up to: somewhere it crosses itself. */
  function tellCrossed(areas: readonly RawArea[], sums: readonly number[]): void {
    areas.forEach((area, i) => {
      const doubled = area.polygons.reduce((sum, polygon) => sum + doubleAreaOf(polygon), 0)
      if (Math.abs(doubled - sums[i]!) > CROSSED_DOUBLE_STEPS)
        changes.push(without(area, 'border-crossed-itself', [area.name]))
    })
  }

  function dropped(areas: readonly RawArea[], standing: readonly number[]): void {
    const left = new Set(standing)
    areas.forEach((area, i) => {
      if (!left.has(i)) changes.push(without(area, 'area-dropped', [area.name]))
    })
  }
}

function told(part: CellParts, kind: CleanChangeKind, names: readonly string[]): CleanChange {
  const { key, areaSquareMeters, widthMeters, at, polygons } = part
  return {
    id: `${kind === 'gap-closed' ? 'gap' : kind}:${key}`,
    kind,
    names,
    areaSquareMeters,
    widthMeters,
    at,
    polygons,
  }
}

/** A change of an area that has no shape to show; told where the area begins. */
function without(area: RawArea, kind: CleanChangeKind, names: readonly string[]): CleanChange {
  const [x, y] = area.polygons[0]?.[0]?.[0] ?? []
  const at: Position | null = Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : null
  return { id: `${kind}:${area.row}`, kind, names, areaSquareMeters: 0, widthMeters: 0, at, polygons: [] }
}

function partsOf(area: RawArea, polygons: ReturnType<typeof polygonsOf>): CleanChange {
  const lesser = polygons.toSorted((a, b) => doubleArea([a]) - doubleArea([b])).slice(0, -1)
  const { areaSquareMeters, widthMeters, at } = measureCell({ rings: [...lesser[0]!], claims: [] })
  const names = [area.name]
  return {
    id: `parts:${area.row}`,
    kind: 'parts',
    names,
    areaSquareMeters,
    widthMeters,
    at,
    polygons: toMultiPolygon(lesser),
  }
}

/** Rows of one code are one area of several parts; the first row gives the rest. */
function joinRows<Area extends RawArea>(areas: readonly Area[], changes: CleanChange[]): Area[] {
  const joined = new Map<string, Area>()
  for (const area of areas) {
    const key = area.code ?? `row ${area.row}`
    const first = joined.get(key)
    joined.set(key, first ? { ...first, polygons: [...first.polygons, ...area.polygons] } : area)
    if (first && samePlaces(first, area)) joined.set(key, first)
    if (first)
      changes.push(without(area, samePlaces(first, area) ? 'duplicate' : 'rows-joined', [first.name, area.name]))
  }
  return [...joined.values()]
}

/** Of areas with the very same places the first stays. */
function withoutTwins<Area extends RawArea>(areas: readonly Area[], changes: CleanChange[]): Area[] {
  const seen = new Map<string, Area>()
  return areas.filter((area) => {
    const key = placesOf(area)
    const twin = seen.get(key)
    if (twin) changes.push(without(area, 'duplicate', [twin.name, area.name]))
    else seen.set(key, area)
    return !twin
  })
}

function samePlaces(one: RawArea, other: RawArea): boolean {
  return placesOf(one) === placesOf(other)
}

/** Places on the lattice, whatever the order. */
function placesOf({ polygons }: RawArea): string {
  const places = polygons.flatMap((polygon) => polygon.flatMap((ring) => ring.map((place) => toPath([place]).join())))
  return [...new Set(places)].sort().join(' ')
}

function drawSheet(areas: readonly RawArea[], homes: readonly HomeGround[], changes: CleanChange[]): Sheet {
  const rings: { face: number; path: number[]; outer: boolean }[] = []
  areas.forEach((area, face) => {
    for (const polygon of area.polygons)
      polygon.forEach((positions, place) => {
        const path = ringPath(positions)
        if (path === null) changes.push(without({ ...area, polygons: [[positions]] }, 'ring-dropped', [area.name]))
        else rings.push({ face, path, outer: place === 0 })
      })
  })
  homes.forEach(({ polygons }, home) => {
    for (const polygon of polygons)
      polygon.forEach((positions, place) => {
        const path = ringPath(positions)
        if (path !== null) rings.push({ face: areas.length + home, path, outer: place === 0 })
      })
  })
  let [west, south] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { path } of rings)
    for (let i = 0; i < path.length; i += 2) {
      west = Math.min(west, path[i]!)
      south = Math.min(south, path[i + 1]!)
    }
  const vertices = rings.length === 0 ? new Vertices(0, 0) : new Vertices(west, south)
  const edges = nodeEdges(
    vertices,
    rings.flatMap(({ face, path, outer }) => {
      // outer rings counter-clockwise, holes clockwise: the area is always on the left
      const sign = ringDoubleArea(path) > 0 === outer ? 1 : -1
      return ringEdges(vertices, face, path, sign)
    }),
  )
  return { vertices, edges, arrangement: arrange(vertices, edges) }
}

/** Null for a ring that encloses nothing. */
function ringPath(positions: readonly (readonly number[])[]): number[] | null {
  const path = toPath(positions)
  if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
  if (path.length < 6 || path.some((value) => !Number.isFinite(value))) return null
  return isFlat(path) ? null : path
}

/** Whether all places lie on one line: a border that crosses itself may have no area by its sum, but it has ground. */
function isFlat(path: Path): boolean {
  for (let i = 4; i < path.length; i += 2) {
    const turn = (path[2]! - path[0]!) * (path[i + 1]! - path[1]!) - (path[3]! - path[1]!) * (path[i]! - path[0]!)
    if (turn !== 0) return false
  }
  return true
}

function ringEdges(vertices: Vertices, face: number, path: Path, sign: 1 | -1): Edge[] {
  const edges: Edge[] = []
  let from = vertices.at(path.at(-2)!, path.at(-1)!)
  for (let i = 0; i < path.length; i += 2) {
    const to = vertices.at(path[i]!, path[i + 1]!)
    if (to !== from) edges.push({ from, to, sides: [{ face, sign }] })
    from = to
  }
  return edges
}

/** Twice the area of a polygon by its rings, as they are. */
function doubleAreaOf(polygon: RawArea['polygons'][number]): number {
  return polygon.reduce((sum, positions, place) => {
    const path = ringPath(positions)
    const area = path === null ? 0 : Math.abs(ringDoubleArea(path))
    return place === 0 ? sum + area : sum - area
  }, 0)
}

function chained(
  { vertices, edges, arrangement }: Sheet,
  owners: readonly (number | null)[],
  codes: readonly string[],
) {
  const { left, right } = arrangement
  return chainArcs(
    vertices,
    edges.map((edge, i) => ({ ...edge, left: owners[left[i]!]!, right: owners[right[i]!]! })),
    codes,
  )
}

/** The owner with the longest border along cells; null where nobody owns anything beside them. */
function longestNeighbour(
  { vertices, edges, arrangement }: Sheet,
  { cells }: CellParts,
  owners: readonly (number | null)[],
) {
  const own = new Set(cells)
  const lengths = new Map<number, number>()
  edges.forEach(({ from, to }, i) => {
    const [left, right] = [arrangement.left[i]!, arrangement.right[i]!]
    if (own.has(left) === own.has(right)) return
    const owner = owners[own.has(left) ? right : left]
    if (owner === null || owner === undefined) return
    const length = Math.hypot(vertices.x[to]! - vertices.x[from]!, vertices.y[to]! - vertices.y[from]!)
    lengths.set(owner, (lengths.get(owner) ?? 0) + length)
  })
  return (
    [...lengths].reduce<[number, number] | null>((one, next) => (one && one[1] >= next[1] ? one : next), null)?.[0] ??
    null
  )
}

type Claims = { grids: number[]; microGrids: number[]; homes: number[] }

/** Grid of each micro-grid: the one its row names, else the one that most of it lies in; null where it lies in none. */
function parentsOf(
  grids: readonly RawGrid[],
  microGrids: readonly RawMicroGrid[],
  claims: readonly Claims[],
  owners: readonly (number | null)[],
  areaOf: readonly number[],
): (number | null)[] {
  const byCode = new Map(grids.flatMap(({ code }, i) => (code === null ? [] : [[code, i] as const])))
  const shares = microGrids.map(() => new Map<number, number>())
  claims.forEach(({ microGrids: list }, cell) => {
    const owner = owners[cell]
    if (owner !== null && owner !== undefined)
      for (const micro of list) shares[micro]!.set(owner, (shares[micro]!.get(owner) ?? 0) + areaOf[cell]!)
  })
  return microGrids.map(({ grid }, i) => byCode.get(grid ?? '') ?? largest(shares[i]!))
}

/** Code of the community that most of a grid lies in; '' where it lies in none. */
function homeOf(
  grid: number,
  claims: readonly Claims[],
  areaOf: readonly number[],
  homes: readonly HomeGround[],
): string {
  const shares = new Map<number, number>()
  claims.forEach((one, cell) => {
    if (one.grids.includes(grid))
      for (const home of one.homes) shares.set(home, (shares.get(home) ?? 0) + areaOf[cell]!)
  })
  return homes[largest(shares) ?? -1]?.code ?? ''
}

function largest(shares: ReadonlyMap<number, number>): number | null {
  return (
    [...shares].reduce<[number, number] | null>((one, next) => (one && one[1] >= next[1] ? one : next), null)?.[0] ??
    null
  )
}
