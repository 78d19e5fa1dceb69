import Flatbush from 'flatbush'
import type { Cell } from '#domain/partition/arrangement.ts'
import { owns } from '#domain/partition/locate.ts'

/** Finds the cell that owns a place: its number, 0 (the outside) where none does. */
export function createCellFinder(cells: readonly Cell[]): (x: number, y: number) => number {
  if (cells.length < 2) return () => 0
  const index = new Flatbush(cells.length)
  for (const { rings } of cells) {
    let [west, south, east, north] = [0, 0, -1, -1]
    const outer = rings[0] ?? []
    if (outer.length > 0) [west, south, east, north] = [outer[0]!, outer[1]!, outer[0]!, outer[1]!]
    for (let i = 0; i < outer.length; i += 2) {
      west = Math.min(west, outer[i]!)
      east = Math.max(east, outer[i]!)
      south = Math.min(south, outer[i + 1]!)
      north = Math.max(north, outer[i + 1]!)
    }
    index.add(west, south, east, north)
  }
  index.finish()
  return (x, y) => index.search(x, y, x, y, (cell) => cell > 0 && owns(cells[cell]!.rings, x, y))[0] ?? 0
}
