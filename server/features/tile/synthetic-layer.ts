import type { TileLayer } from '#domain/contract/common.ts'
import type { LayerIndex, TileFeature } from './layer-index.ts'
import { layerPacker } from './layer-source.ts'

/** West, south of made-up places, and their extent in degrees. */
export const SYNTHETIC_WEST = 120.7
export const SYNTHETIC_SOUTH = 37.75
const AROUND = 0.09

/** Packs features as the store does, a thousand at a time. */
export function packAll(layer: TileLayer, features: readonly TileFeature[]): LayerIndex {
  const packer = layerPacker(layer)
  for (let at = 0; at < features.length; at += 1000) packer.add(features.slice(at, at + 1000))
  return packer.finish()
}

/** `count` open issues strewn over about 8 x 10 km. */
export function syntheticIssues(
  count: number,
  random: () => number,
  west = SYNTHETIC_WEST,
  south = SYNTHETIC_SOUTH,
  around = AROUND,
): TileFeature[] {
  return Array.from({ length: count }, (_, at) => ({
    geometry: { type: 'Point', coordinates: [west + random() * around, south + random() * around] },
    properties: {
      number: `YF2026-${String(at).padStart(7, '0')}`,
      category: `c${Math.floor(random() * 40)}`,
      emergency: random() < 0.1,
      finish_by: 1_790_000_000 + Math.floor(random() * 1e6),
      state: 'handling',
    },
  }))
}

/** `count` buildings of 8 corners, packed as closely as they can stand. */
export function syntheticBuildings(count: number, random: () => number): TileFeature[] {
  return rings(count, 8, random).map((ring, at) => ({
    geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
    properties: {
      code: `370699${String(at).padStart(12, '0')}`,
      name: `${at}号楼`,
      kind: 'residential',
      floors: 6,
      households: at % 60,
    },
  }))
}

/** `count` micro-grids of 40 corners. */
export function syntheticMicroGrids(count: number, random: () => number): TileFeature[] {
  return rings(count, 40, random).map((ring, at) => ({
    geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
    properties: {
      code: `37069900100100${String(at).padStart(4, '0')}`,
      name: `第${at}微网格`,
      grid: `370699001001${String(at % 330).padStart(3, '0')}`,
      households: at % 60,
      norm: 'fine',
    },
  }))
}

/** `count` walking edges of 4 vertices. */
export function syntheticEdges(count: number, random: () => number): TileFeature[] {
  return Array.from({ length: count }, (_, at) => {
    const x = SYNTHETIC_WEST + random() * AROUND
    const y = SYNTHETIC_SOUTH + random() * AROUND
    const line = [0, 1, 2, 3].map((step) => [x + step * 2e-4 + random() * 1e-4, y + step * 2e-4 + random() * 1e-4])
    return {
      id: at,
      geometry: { type: 'LineString', coordinates: line },
      properties: { name: '', kind: at % 5 ? 'footway' : 'street' },
    }
  })
}

function rings(count: number, corners: number, random: () => number): GeoJSON.Position[][] {
  const across = Math.ceil(Math.sqrt(count))
  const step = AROUND / across
  return Array.from({ length: count }, (_, at) => {
    const x = SYNTHETIC_WEST + ((at % across) + 0.5) * step
    const y = SYNTHETIC_SOUTH + (Math.floor(at / across) + 0.5) * step
    const ring = Array.from({ length: corners }, (_, corner) => {
      const angle = (corner / corners) * 2 * Math.PI
      const radius = step * (0.35 + 0.15 * random())
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    })
    return [...ring, ring[0]!]
  })
}
