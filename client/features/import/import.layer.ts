import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { ImportJoin, ImportPreview, PartitionFault } from '#domain/contract/import.ts'

export interface ImportColors {
  live: string
  bad: string
  soon: string
  surface: string
}

interface Overlay {
  data: GeoJSON.FeatureCollection
  slot: Slot
  layers: OverlayLayer[]
}

/**
 * Rows of a file where they land, areas that the keys of a table name, and faults between areas: faults are told apart by
 * their wider line, not by colour alone.
 */
export function importOverlay(
  rows: ImportPreview['rows'],
  named: ImportJoin['matched']['listed'],
  faults: readonly PartitionFault[],
  colors: ImportColors,
): Overlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: [
        ...rows.flatMap(({ row, geometry }) => (geometry ? [feature('row', row, geometry)] : [])),
        ...named.map(({ geometry }, index) => feature('row', index, geometry)),
        ...faults.map((fault, index) => feature(fault.kind.startsWith('gap') ? 'gap' : 'fault', index, fault.geometry)),
      ],
    },
    slot: 'draw',
    layers: layersOf(colors),
  }
}

function feature(sign: string, id: number, geometry: object): GeoJSON.Feature {
  return { type: 'Feature', id, properties: { sign }, geometry: geometry as GeoJSON.Geometry }
}

function layersOf({ live, bad, soon, surface }: ImportColors): OverlayLayer[] {
  const color = ['match', ['get', 'sign'], 'fault', bad, 'gap', soon, live] as unknown as string
  const fault = ['!=', ['get', 'sign'], 'row'] as never
  return [
    {
      id: 'import-fill',
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': color, 'fill-opacity': ['case', fault, 0.6, 0.15] as never },
    },
    {
      id: 'import-line',
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': color, 'line-width': ['case', fault, 3, 1.5] as never },
    },
    {
      id: 'import-point',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-color': color, 'circle-radius': 5, 'circle-stroke-color': surface, 'circle-stroke-width': 1.5 },
    },
  ]
}

/** West, south, east, north around geometries; null around none. */
export function boundsOf(geometries: Iterable<object | null>): [number, number, number, number] | null {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return
    const [x, y] = part
    if (typeof x === 'number' && typeof y === 'number') {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    } else part.forEach(walk)
  }
  for (const geometry of geometries) if (geometry && 'coordinates' in geometry) walk(geometry.coordinates)
  return box[0] > box[2] ? null : box
}
