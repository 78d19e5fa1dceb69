import { baseLayers } from './base-layers.ts'

/** Every layer as it is before anybody chose, bottom to top. */
export const defaultLayers = baseLayers.map(({ id, visible }) => ({ id, visible, opacity: 1 }))
