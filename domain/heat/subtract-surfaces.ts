import type { Surface } from './surface.ts'

/** `surface` less `other`, over the ground of both; they lie on one lattice: same plane, cell and bandwidth. */
export function subtractSurfaces(surface: Surface, other: Surface): Surface {
  const extent = together(surface, other)
  const values = new Float32Array(extent.width * extent.height)
  spread(values, extent, surface, 1)
  spread(values, extent, other, -1)
  return { ...surface, ...extent, values }
}

/** A surface on another rectangle of its lattice; 0 where it has nothing. */
export function placeSurface(surface: Surface, extent: Extent): Surface {
  const { firstColumn, firstRow, width, height } = surface
  const within =
    firstColumn >= extent.firstColumn &&
    firstRow >= extent.firstRow &&
    firstColumn + width <= extent.firstColumn + extent.width &&
    firstRow + height <= extent.firstRow + extent.height
  if (width > 0 && !within) throw new Error('the surface reaches beyond the rectangle that it is placed on')
  const values = new Float32Array(extent.width * extent.height)
  spread(values, extent, surface, 1)
  return { ...surface, ...extentOf(extent), values }
}

type Extent = Pick<Surface, 'firstColumn' | 'firstRow' | 'width' | 'height'>

function together(a: Surface, b: Surface): Extent {
  const [some, rest] = a.width > 0 ? [a, b] : [b, a]
  if (rest.width === 0) return extentOf(some)
  const firstColumn = Math.min(a.firstColumn, b.firstColumn)
  const firstRow = Math.min(a.firstRow, b.firstRow)
  return {
    firstColumn,
    firstRow,
    width: Math.max(a.firstColumn + a.width, b.firstColumn + b.width) - firstColumn,
    height: Math.max(a.firstRow + a.height, b.firstRow + b.height) - firstRow,
  }
}

function extentOf({ firstColumn, firstRow, width, height }: Extent): Extent {
  return { firstColumn, firstRow, width, height }
}

function spread(values: Float32Array, extent: Extent, from: Surface, sign: number): void {
  for (let row = 0; row < from.height; row++) {
    const begin = (from.firstRow + row - extent.firstRow) * extent.width + from.firstColumn - extent.firstColumn
    for (let column = 0; column < from.width; column++)
      values[begin + column]! += sign * from.values[row * from.width + column]!
  }
}
