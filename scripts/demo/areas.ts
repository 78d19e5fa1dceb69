import { neighbourhood, type World, weightOf } from './area-world.ts'
import { components, shareOut } from './balance.ts'
import { drawGrids, type Grid, unsettle } from './base-grids.ts'
import { dedicatedEstates } from './estates.ts'
import { dissolve } from './geometry/dissolve.ts'
import type { Face, Mesh } from './geometry/mesh.ts'
import type { Point } from './geometry/point.ts'
import { pointInside } from './geometry/polygon.ts'
import { microGrids } from './micro-plots.ts'
import type { Compound } from './plan.types.ts'
import { evenly, portions } from './portions.ts'
import type { Random } from './random.ts'
import { streetGroups } from './street-groups.ts'

/** An area of the ladder; its children are areas one level down, its faces the finest pieces of land. */
export interface Land {
  faces: Face[]
  households: number
  centre: Point
  /** Outer ring and holes as mesh vertices. */
  rings: number[][]
  dedicated: boolean
  children: Land[]
}

export interface AreaTargets {
  communities: number
  grids: number
  dedicatedGrids: number
  microGrids: number
}

/** Streets over communities over grids over micro-grids, every face in exactly one of each. */
export function drawAreas(
  random: Random,
  mesh: Mesh,
  compounds: readonly Compound[],
  households: ReadonlyMap<number, number>,
  targets: AreaTargets,
): Land[] {
  const world: World = { mesh, compounds, households, random: random.fork('areas') }
  const estates = dedicatedEstates(world, targets.dedicatedGrids)
  const streets = streetGroups(world, estates)
  const weights = streets.map((faces) => weightOf(world, faces))
  const baseCounts = evenly(weights, targets.grids - targets.dedicatedGrids)
  const gridsOf = streets.map((faces, i) => drawGrids(world, faces, estates, baseCounts[i]!))
  unsettle(world, gridsOf)
  const communityCounts = portions(
    gridsOf.map((grids, i) => grids.length / (isRural(world, streets[i]!) ? 0.6 : 1)),
    targets.communities,
    streets.map(() => 1),
  )
  const communitiesOf = gridsOf.map((grids, i) => joinGrids(world, grids, communityCounts[i]!))
  const grids = gridsOf.flat()
  const microOf = microGrids(world, grids, targets.microGrids)
  const gridLand = (grid: Grid): Land =>
    land(
      world,
      grid.faces,
      grid.dedicated,
      microOf.get(grid)!.map((micro) => land(world, micro, false, [])),
    )
  return communitiesOf.map((communities, i) =>
    land(
      world,
      streets[i]!,
      false,
      communities.map((members) =>
        land(
          world,
          members.flatMap((grid) => grid.faces),
          false,
          members.map(gridLand),
        ),
      ),
    ),
  )
}

function land(world: World, faces: Face[], dedicated: boolean, children: Land[]): Land {
  const rings = dissolve(world.mesh, faces)
  const outer = rings[0]!.map((vertex) => world.mesh.points[vertex]!)
  return { faces, households: weightOf(world, faces), centre: pointInside(outer), rings, dedicated, children }
}

function isRural(world: World, faces: readonly Face[]): boolean {
  const rural = faces.filter((face) => ['rural', 'hills', 'industry'].includes(face.district)).length
  return rural > faces.length / 2 && world.mesh.faces.size > 0
}

/** Communities: two to four grids that lie together. */
function joinGrids(world: World, grids: readonly Grid[], count: number): Grid[][] {
  const map = neighbourhood(
    world,
    grids.map((grid) => grid.faces),
  )
  const weights = grids.map((grid) => (grid.dedicated ? 0.15 : 1))
  const pieces = components(
    map,
    grids.map((_, i) => i),
  )
  const counts = portions(
    pieces.map((piece) => piece.reduce((sum, i) => sum + weights[i]!, 0)),
    Math.max(count, pieces.length),
    pieces.map(() => 1),
  )
  return pieces.flatMap((piece, k) => {
    const shared = shareOut({ weights, neighbours: map.neighbours }, piece, counts[k]!, world.random, 60)
    const groups = new Map<number, Grid[]>()
    for (const [i, part] of shared) {
      const list = groups.get(part)
      if (list) list.push(grids[i]!)
      else groups.set(part, [grids[i]!])
    }
    return [...groups.values()]
  })
}
