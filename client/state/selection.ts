import { useMemo, useSyncExternalStore } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { tileLayer } from '#domain/contract/common.ts'

/** What the user has chosen on the map, in search or in a list: a tile layer and the thing's code (an issue's number). */
export interface Selection {
  layer: string
  code: string
}

export function useSelection(): Selection | null {
  const text = useSyncExternalStore(subscribeAddress, () => readParameter('selected'))
  return useMemo(() => readSelection(text), [text])
}

export function select(selection: Selection | null): void {
  writeParameter('selected', selection === null ? null : `${selection.layer}:${selection.code}`)
}

/** `grid:370699001001001`; null when the layer is none of ours or the code is empty. */
export function readSelection(text: string | null): Selection | null {
  const [layer, ...rest] = (text ?? '').split(':')
  const known = tileLayer.safeParse(layer)
  const code = rest.join(':')
  return known.success && code !== '' ? { layer: known.data, code } : null
}
