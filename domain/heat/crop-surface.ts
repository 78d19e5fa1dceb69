import type { Surface } from './surface.ts'

/** The surface without its margins of zeros: the same picture in fewer cells. Its lattice stays where it is. */
export function cropSurface(surface: Surface): Surface {
  const { width, height, values } = surface
  let [west, east, south, north] = [width, -1, height, -1]
  for (let row = 0; row < height; row++) {
    const begin = row * width
    let first = 0
    while (first < width && values[begin + first] === 0) first++
    if (first === width) continue
    let last = width - 1
    while (values[begin + last] === 0) last--
    west = Math.min(west, first)
    east = Math.max(east, last)
    south = Math.min(south, row)
    north = row
  }
  const cropped = {
    firstColumn: surface.firstColumn + west,
    firstRow: surface.firstRow + south,
    width: east - west + 1,
    height: north - south + 1,
  }
  if (east < 0) return { ...surface, width: 0, height: 0, values: new Float32Array(0) }
  const kept = new Float32Array(cropped.width * cropped.height)
  for (let row = 0; row < cropped.height; row++) {
    const begin = (south + row) * width + west
    kept.set(values.subarray(begin, begin + cropped.width), row * cropped.width)
  }
  return { ...surface, ...cropped, values: kept }
}
