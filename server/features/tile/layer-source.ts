import type { TileLayer } from '#domain/contract/common.ts'
import { labelledLayers, TILE_MOST_BYTES, tileMinZoom, tileProperties } from '#domain/contract/tile.ts'
import { clusterIssues } from './cluster-issues.ts'
import { encodeTile, type TileChoice } from './encode.ts'
import type { LayerIndex, TileFeature } from './layer-index.ts'
import { type Packer, packLayer } from './pack.ts'

/** A layer ready to be cut into tiles. */
export interface LayerSource {
  /** Memory it takes. */
  readonly bytes: number
  /** One tile of at most TILE_MOST_BYTES; empty when nothing is seen. */
  tile(z: number, x: number, y: number): Uint8Array
  /** What of it a screen of one street or community shows: its own issues; of the base map, all. */
  within(area: string): LayerSource
}

/** Up to this zoom issues close together are one point. */
const CLUSTER_ZOOM = 10
/** Squares across a tile: one of 16 pixels on a 512-pixel tile. */
const CLUSTER_ACROSS = 32
/** More features than this in one tile cannot be told apart, and would hold the event loop too long. */
const MOST_FEATURES = 12_000

/** The packer of a layer: it takes over the allowed properties and nothing else. */
export function layerPacker(layer: TileLayer): Packer {
  return packLayer({
    layer,
    keys: tileProperties[layer],
    minZoom: tileMinZoom[layer],
    labelled: labelledLayers.some((labelled) => labelled === layer),
  })
}

/** Source of lines and areas: where a tile is too large, detail goes first, names next, the smallest features last. */
export function packedSource(index: LayerIndex): LayerSource {
  const source: LayerSource = {
    bytes: index.bytes,
    tile: (z, x, y) => tileWithin(index, z, x, y),
    within: () => source,
  }
  return source
}

/** Source of open issues: single from zoom 11 on, as long as they fit. */
export function issueSource(issues: readonly TileFeature[]): LayerSource {
  const single = packIssues(issues)
  const clustered = new Map<number, LayerIndex>()
  const parts = new Map<string, LayerSource>()

  function clusters(z: number): LayerIndex {
    const known = clustered.get(z)
    if (known) return known
    const packed = packIssues(clusterIssues(issues, z, CLUSTER_ACROSS))
    clustered.set(z, packed)
    return packed
  }

  return {
    bytes: single.bytes * 2,
    tile(z, x, y) {
      if (z <= CLUSTER_ZOOM) return tileWithin(clusters(z), z, x, y)
      const { bytes, features } = encodeTile(single, z, x, y, { most: MOST_FEATURES })
      const fits = bytes.length <= TILE_MOST_BYTES && features < MOST_FEATURES
      return fits ? bytes : tileWithin(clusters(z), z, x, y)
    },
    within(area) {
      const part = parts.get(area) ?? issueSource(issues.filter(({ within }) => within?.includes(area)))
      parts.set(area, part)
      return part
    },
  }
}

function packIssues(issues: readonly TileFeature[]): LayerIndex {
  const packer = layerPacker('issue')
  packer.add(issues)
  return packer.finish()
}

/** What is given up, in this order, where a tile would be too large. */
const savings: TileChoice[] = [
  {},
  { coarser: 2, without: ['name'] },
  { coarser: 3, without: ['name', 'grid', 'community'] },
]

function tileWithin(index: LayerIndex, z: number, x: number, y: number): Uint8Array {
  let most = MOST_FEATURES
  for (let step = 0; ; step++) {
    const { bytes, features } = encodeTile(index, z, x, y, { ...savings[Math.min(step, savings.length - 1)], most })
    if (bytes.length <= TILE_MOST_BYTES) return bytes
    const share = TILE_MOST_BYTES / bytes.length
    // detail and names save about half: what is beyond that goes at once
    if (step === 0) most = share < 0.5 ? Math.floor(features * share * 2) : features
    else if (step >= savings.length - 1) most = Math.floor(Math.min(features, most) * share * 0.9)
  }
}
