import { useEffect } from 'react'
import { readParameter } from '#client/address.ts'
import { setLayers } from '#client/state/layers.ts'
import type { TileLayer } from '#domain/contract/common.ts'
import { defaultLayers } from './base-layers.ts'

/** Opens with layers hidden, written into the address where the layer list shows it. Keep the identity of `hidden`. */
export function useQuietMap(hidden: readonly TileLayer[]): void {
  useEffect(() => {
    if (readParameter('layers') !== null) return
    setLayers(
      defaultLayers.map((layer) => (hidden.some((id) => id === layer.id) ? { ...layer, visible: false } : layer)),
      defaultLayers,
    )
  }, [hidden])
}
