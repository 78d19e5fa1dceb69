import { group, neighbourhood, type World, weightOf } from './area-world.ts'
import { components } from './balance.ts'
import type { Grid } from './base-grids.ts'
import { acrossFrom, type Face, ringOf } from './geometry/mesh.ts'
import { distance } from './geometry/point.ts'
import { area } from './geometry/polygon.ts'

/** Households a micro-grid with homes is meant to hold: well inside the norm of 20 to 50. */
const meant = 29

/**
 * Micro-grids of each grid, `wanted` in all. Homes are shared out by households; the largest pieces of land without
 * homes (fields, parks, schools, works) are micro-grids of their own, smaller ones belong to the homes beside them.
 */
export function microGrids(world: World, grids: readonly Grid[], wanted: number): Map<Grid, Face[][]> {
  const dedicated = new Map(grids.filter((grid) => grid.dedicated).map((grid) => [grid, quarters(world, grid)]))
  const base = grids.filter((grid) => !grid.dedicated)
  const fixed = [...dedicated.values()].reduce((sum, parts) => sum + parts.length, 0)
  let found = new Map<Grid, Face[][]>()
  // what lies beside no home, or cuts homes apart, adds micro-grids: the number left to empty land is found by trying
  let empty = wanted - fixed - base.reduce((sum, grid) => sum + homesWanted(world, grid), 0)
  for (let round = 0; round < 8; round++) {
    const limit = areaOfLargest(world, base, empty)
    found = new Map(base.map((grid) => [grid, shareGrid(world, grid, limit)]))
    const missing = wanted - fixed - [...found.values()].reduce((sum, parts) => sum + parts.length, 0)
    if (Math.abs(missing) <= wanted / 200) break
    empty += missing
  }
  return new Map(grids.map((grid) => [grid, dedicated.get(grid) ?? found.get(grid)!]))
}

function quarters(world: World, grid: Grid): Face[][] {
  const plots = grid.faces.map((face) => [face])
  return group(world, plots, Math.min(4, plots.length))
}

function homesWanted(world: World, grid: Grid): number {
  return Math.max(1, Math.round(weightOf(world, grid.faces) / meant))
}

/** Square metres of the smallest among the `count` largest faces without homes. */
function areaOfLargest(world: World, grids: readonly Grid[], count: number): number {
  const areas = grids
    .flatMap((grid) => grid.faces.filter((face) => !lived(world, face)))
    .map((face) => area(ringOf(world.mesh, face)))
    .sort((a, b) => b - a)
  if (count <= 0) return Number.POSITIVE_INFINITY
  return areas[Math.min(count, areas.length) - 1] ?? 0
}

const lived = (world: World, face: Face): boolean => (world.households.get(face.id) ?? 0) > 0

function shareGrid(world: World, grid: Grid, limit: number): Face[][] {
  const plots = homePlots(world, grid.faces, limit)
  const homes = plots.filter((plot) => plot.some((face) => lived(world, face)))
  const empty = plots.filter((plot) => !plot.some((face) => lived(world, face)))
  if (homes.length === 0) return empty
  return [...shareHomes(world, homes, Math.min(homes.length, homesWanted(world, grid))), ...empty]
}

/** Homes that empty land cuts apart are shared out piece by piece, each by what it holds. */
function shareHomes(world: World, homes: Face[][], count: number): Face[][] {
  const map = neighbourhood(world, homes)
  const pieces = components(
    map,
    homes.map((_, i) => i),
  )
  if (pieces.length === 1) return group(world, homes, count)
  return pieces.flatMap((piece) => {
    const items = piece.map((i) => homes[i]!)
    return group(world, items, Math.min(items.length, Math.max(1, Math.round(weightOf(world, items.flat()) / meant))))
  })
}

/** Plots with homes, each with the empty land beside it; empty land above a limit in square metres stays a plot of its own. */
function homePlots(world: World, faces: readonly Face[], limit: number): Face[][] {
  const { mesh } = world
  const plotOf = new Map<number, Face[]>()
  const waiting: Face[] = []
  for (const face of faces) {
    const empty = (world.households.get(face.id) ?? 0) === 0 && area(ringOf(mesh, face)) < limit
    if (empty) waiting.push(face)
    else plotOf.set(face.id, [face])
  }
  for (let moved = true; moved; ) {
    moved = false
    for (const face of [...waiting]) {
      let longest = 0
      let beside: Face[] | undefined
      for (const [i, from] of face.ring.entries()) {
        const to = face.ring[(i + 1) % face.ring.length]!
        const plot = plotOf.get(acrossFrom(mesh, from, to)?.id ?? -1)
        const meters = distance(mesh.points[from]!, mesh.points[to]!)
        if (!plot || meters <= longest) continue
        longest = meters
        beside = plot
      }
      if (!beside) continue
      beside.push(face)
      plotOf.set(face.id, beside)
      waiting.splice(waiting.indexOf(face), 1)
      moved = true
    }
  }
  return [...new Set(plotOf.values()), ...waiting.map((face) => [face])]
}
