import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { type Census, type CountedPoints, type Tally, tally, tallyElderly } from './census.ts'
import type { Draft } from './draft.ts'
import { facesOf, gridOf, groundOf } from './ground.ts'
import { toLattice, toPosition, toPositions } from './lattice.ts'
import { compactness, measure } from './measure.ts'
import { metersPerStep } from './metric.ts'
import { type Refusal, refuse } from './partition.types.ts'
import { indexPoints, type PointIndex, sweep } from './point-index.ts'
import { polygonsOf } from './polygon.ts'
import { reachOf } from './reach.ts'
import { facesAround, type Star, starAt, starBetween } from './star.ts'

/** What lies in a grid or micro-grid while a border of it is dragged. */
export interface Side extends Tally {
  readonly code: string
  /** Null where elderly people are withheld. */
  readonly elderly: number | null
  readonly areaSquareMeters: number
  /** 0 to 1. */
  readonly compactness: number
}

export interface Dragged {
  /** Where the vertex is: where the hand is, or the last place before a border it would meet. */
  readonly at: Position
  readonly stopped: boolean
  /** Grids that have a border at the vertex, and micro-grids (or ground of a grid in none). */
  readonly grids: readonly Side[]
  readonly microGrids: readonly Side[]
  /** Straight pieces that follow the hand, from their neighbour to the vertex. */
  readonly spokes: readonly (readonly [Position, Position])[]
}

export interface DragSession {
  readonly ok: true
  /** Takes the vertex to a place, always straight from where it stood. */
  to(place: Position): Dragged
  /** Arcs that move, whole, as they run now. */
  arcs(): { id: number; positions: Position[] }[]
  /** The step that does it; null when the vertex is where it was. */
  end(): PlanOperation | null
}

/** What a drag stands on. */
export interface DragWorld {
  readonly draft: Draft
  readonly census: Census
  readonly points: CountedPoints
}

/** Begins to drag the vertex at a place. Refused where nothing may move. Each place costs the points swept over. */
export function beginDrag(world: DragWorld, at: Position): DragSession | Refusal {
  const star = starAt(world.draft.partition, toLattice(at[0]), toLattice(at[1]))
  if (!star) return refuse('unknown-vertex', at)
  const here = toPosition(star.x, star.y)
  return begin(world, star, (to) => ({ kind: 'move-vertex', at: here, to }))
}

/** Begins to drag a new vertex out of the edge between two neighbours on a border. */
export function beginBend(world: DragWorld, between: readonly [Position, Position]): DragSession | Refusal {
  const [from, to] = between.map((place) => place.map(toLattice)) as [number[], number[]]
  const star = starBetween(world.draft.partition, from, to)
  if (!star) return refuse('unknown-edge', between[0])
  return begin(world, star, (at) => ({ kind: 'insert-vertex', between: [between[0], between[1]], at }))
}

/** Running sums of one face or grid. */
interface Sum extends Tally {
  elderly: number | null
  doubleArea: number
  perimeterMeters: number
}

function begin(world: DragWorld, star: Star, operationOf: (to: Position) => PlanOperation): DragSession | Refusal {
  const { draft, points } = world
  const here = toPosition(star.x, star.y)
  const faces = facesAround(star)
  if (faces.includes(null)) return refuse('outer-border', here)
  const grids = [...new Set(faces.map((face) => gridOf(draft, face!)))]
  if (grids.some((grid) => draft.grids.get(grid)?.locked !== false)) return refuse('face-locked', here)
  const sides = sidesOf(world, faces as string[], grids)
  const index = indexPoints(points)
  let now = { x: star.x, y: star.y }
  return {
    ok: true,
    to(place) {
      const reach = reachOf(star, toLattice(place[0]), toLattice(place[1]))
      now = reach.free ? { x: toLattice(place[0]), y: toLattice(place[1]) } : reach
      const turned = turn(world, star, index, sides, now.x, now.y)
      const at = toPosition(now.x, now.y)
      return {
        at,
        stopped: !reach.free,
        ...turned,
        spokes: star.spokes.map(({ x, y }) => [toPosition(x, y), at] as const),
      }
    },
    arcs() {
      const moved = new Map<number, number[]>()
      const bend =
        star.x % 1 !== 0 ||
        star.y % 1 !== 0 ||
        star.places.every(
          ({ arc, vertex }) => arc.points[vertex * 2] !== star.x || arc.points[vertex * 2 + 1] !== star.y,
        )
      for (const { arc, vertex } of star.places) {
        const path = moved.get(arc.id) ?? [...arc.points]
        path.splice(vertex * 2, bend ? 0 : 2, now.x, now.y)
        moved.set(arc.id, path)
      }
      return [...moved].map(([id, path]) => ({ id, positions: toPositions(path) }))
    },
    end: () => (now.x === star.x && now.y === star.y ? null : operationOf(toPosition(now.x, now.y))),
  }
}

interface Sides {
  readonly scale: { x: number; y: number }
  readonly faces: ReadonlyMap<string, Sum>
  readonly grids: ReadonlyMap<string, Sum>
}

function sidesOf({ draft, census, points }: DragWorld, faces: readonly string[], grids: readonly string[]): Sides {
  const scale = metersPerStep(polygonsOf(draft.partition, faces[0]!)[0]![0]![1]!)
  const sumOf = (codes: readonly string[], ground: ReturnType<typeof groundOf>): Sum => {
    const { squareMeters, perimeterMeters } = measure(ground)
    const list = codes.flatMap((code) => census.of.get(code) ?? [])
    return {
      ...tally(points, list),
      elderly: tallyElderly(points, list),
      doubleArea: (squareMeters * 2) / (scale.x * scale.y),
      perimeterMeters,
    }
  }
  return {
    scale,
    faces: new Map(faces.map((face) => [face, sumOf([face], polygonsOf(draft.partition, face))])),
    grids: new Map(grids.map((grid) => [grid, sumOf(facesOf(draft, grid), groundOf(draft, grid))])),
  }
}

/** Every sum after the spokes have turned from where they stood to a place. */
function turn({ draft, points }: DragWorld, star: Star, index: PointIndex, sides: Sides, x: number, y: number) {
  const faces = copies(sides.faces)
  const grids = copies(sides.grids)
  const { scale } = sides
  const { households, buildings, issues, elderly } = points
  for (const spoke of star.spokes) {
    const longer =
      Math.hypot((x - spoke.x) * scale.x, (y - spoke.y) * scale.y) -
      Math.hypot((star.x - spoke.x) * scale.x, (star.y - spoke.y) * scale.y)
    const swept = { households: 0, buildings: 0, issues: 0, elderly: 0 }
    sweep(index, spoke.x, spoke.y, star.x, star.y, x, y, (point, winding) => {
      swept.households += winding * households[point]!
      swept.buildings += winding * buildings[point]!
      swept.issues += winding * issues[point]!
      if (elderly) swept.elderly += winding * elderly[point]!
    })
    const area = (star.x - spoke.x) * (y - spoke.y) - (star.y - spoke.y) * (x - spoke.x)
    const [left, right] = [spoke.left!, spoke.right!]
    const [leftGrid, rightGrid] = [gridOf(draft, left), gridOf(draft, right)]
    give(faces.get(left)!, swept, -1, area, longer)
    give(faces.get(right)!, swept, 1, area, longer)
    if (leftGrid === rightGrid) continue
    give(grids.get(leftGrid)!, swept, -1, area, longer)
    give(grids.get(rightGrid)!, swept, 1, area, longer)
  }
  const answer = (sums: ReadonlyMap<string, Sum>): Side[] => [...sums].map(([code, sum]) => sideOf(code, sum, scale))
  return { grids: answer(grids), microGrids: answer(faces) }
}

function copies(sums: ReadonlyMap<string, Sum>): Map<string, Sum> {
  return new Map([...sums].map(([code, sum]) => [code, { ...sum }]))
}

function give(
  sum: Sum,
  swept: { households: number; buildings: number; issues: number; elderly: number },
  sign: 1 | -1,
  doubleArea: number,
  longer: number,
): void {
  sum.households += sign * swept.households
  sum.buildings += sign * swept.buildings
  sum.issues += sign * swept.issues
  if (sum.elderly !== null) sum.elderly += sign * swept.elderly
  sum.doubleArea += sign * doubleArea
  sum.perimeterMeters += longer
}

function sideOf(code: string, sum: Sum, scale: { x: number; y: number }): Side {
  const { households, elderly, buildings, issues, perimeterMeters } = sum
  const areaSquareMeters = (sum.doubleArea / 2) * scale.x * scale.y
  return {
    code,
    households,
    elderly,
    buildings,
    issues,
    areaSquareMeters,
    compactness: compactness({ squareMeters: areaSquareMeters, perimeterMeters }),
  }
}
