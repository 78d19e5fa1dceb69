import { create } from 'zustand'
import type { MapPointer } from '#client/map/map-view.types.ts'
import type { Modifier } from '../modes/mode.types.ts'

/** Whether the modifier of the mode in hand is held: by its button, or by a long press for as long as that lasts. */
export const useModifier = create<{ button: boolean; press: boolean }>(() => ({ button: false, press: false }))

export function isModified(): boolean {
  const { button, press } = useModifier.getState()
  return button || press
}

/** A pointer as it would be with that key held; features are still looked up only when somebody reads them. */
export function pressedWith({ key }: Modifier, pointer: MapPointer): MapPointer {
  const { longitude, latitude, x, y, shift, alt, finger } = pointer
  return {
    ...{ longitude, latitude, x, y, finger },
    shift: shift || key === 'shift',
    alt: alt || key === 'alt',
    get features() {
      return pointer.features
    },
  }
}
