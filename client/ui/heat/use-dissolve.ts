import { useEffect } from 'react'
import { hasGpu } from '#client/map/gpu.ts'
import type { MapView } from '#client/map/map-view.types.ts'
import { useReducedMotion } from '#client/state/view.ts'
import { createDissolve, type Dissolve, type Drawing } from './dissolve.ts'

/** By map and overlay: what draws a kind is gone while its picture still goes out. */
const known = new WeakMap<MapView, Map<string, Dissolve>>()

/**
 * Draws an overlay of the heat under borders, marks and labels while the component is shown; null draws nothing. It dissolves
 * where a GPU draws and nobody asked for less motion: without one a frame takes a tenth of a second.
 */
export function useDissolve(view: MapView, id: string, drawing: Drawing | null): void {
  const moves = !useReducedMotion() && hasGpu()
  useEffect(() => dissolveOf(view, id).show(drawing, moves), [view, id, drawing, moves])
  useEffect(() => () => dissolveOf(view, id).show(null, moves), [view, id, moves])
}

function dissolveOf(view: MapView, id: string): Dissolve {
  const all = known.get(view) ?? new Map<string, Dissolve>()
  known.set(view, all)
  const dissolve = all.get(id) ?? createDissolve(view, id)
  all.set(id, dissolve)
  return dissolve
}
