import { create } from 'zustand'
import type { Position } from '#domain/contract/common.ts'

/** The path under the pen: its corners so far. */
interface PathDrawing {
  corners: readonly Position[]
  add(place: Position): void
  /** Takes the last corner back. */
  back(): void
  clear(): void
  /** Makes it a change; given by what watches the map. */
  finish(): void
}

export const usePathDrawing = create<PathDrawing>((set) => ({
  corners: [],
  add: (place) => set(({ corners }) => ({ corners: [...corners, place] })),
  back: () => set(({ corners }) => ({ corners: corners.slice(0, -1) })),
  clear: () => set({ corners: [] }),
  finish: () => undefined,
}))
