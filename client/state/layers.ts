import { useMemo, useSyncExternalStore } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'

/** One layer as the user set it; `opacity` is a share, 0 to 1. */
export interface LayerSetting {
  id: string
  visible: boolean
  opacity: number
}

/** Layers from bottom to top, as the address says; `defaults` name all layers there are. Keep its identity between renders. */
export function useLayers(defaults: readonly LayerSetting[]): readonly LayerSetting[] {
  const text = useSyncExternalStore(subscribeAddress, () => readParameter('layers'))
  return useMemo(() => readLayers(text, defaults), [text, defaults])
}

/** Puts the whole list down; the defaults leave no trace in the address. */
export function setLayers(layers: readonly LayerSetting[], defaults: readonly LayerSetting[]): void {
  const text = printLayers(layers)
  writeParameter('layers', text === printLayers(defaults) ? null : text)
}

/** `water,-road,grid~60`: bottom to top, minus hides, tilde sets opacity in percent. Unknown names fall out, missing ones return at their place. */
export function readLayers(text: string | null, defaults: readonly LayerSetting[]): readonly LayerSetting[] {
  if (text === null) return defaults
  const read: LayerSetting[] = []
  for (const word of text.split(',')) {
    const parts = /^(-?)([a-z_]+)(?:~(\d{1,3}))?$/.exec(word)
    const id = parts?.[2]
    if (!id || read.some((setting) => setting.id === id) || !defaults.some((setting) => setting.id === id)) continue
    const percent = parts[3] === undefined ? 100 : Math.min(100, Number(parts[3]))
    read.push({ id, visible: parts[1] === '', opacity: percent / 100 })
  }
  defaults.forEach((setting, index) => {
    if (!read.some((known) => known.id === setting.id)) read.splice(Math.min(index, read.length), 0, setting)
  })
  return read
}

function printLayers(layers: readonly LayerSetting[]): string {
  return layers
    .map(
      ({ id, visible, opacity }) => `${visible ? '' : '-'}${id}${opacity < 1 ? `~${Math.round(opacity * 100)}` : ''}`,
    )
    .join(',')
}
