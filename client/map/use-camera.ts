import { useSyncExternalStore } from 'react'
import type { Camera } from './map-view.types.ts'
import { useMapView } from './use-map-view.ts'

/** One number or word read from the camera; renders again only when it changes. */
export function useCamera<Value extends number | string>(read: (camera: Camera) => Value): Value {
  const view = useMapView()
  return useSyncExternalStore(view.onCamera, () => read(view.getCamera()))
}
