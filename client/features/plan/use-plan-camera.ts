import { useCallback, useEffect, useRef } from 'react'
import { readParameter } from '#client/address.ts'
import type { Bounds, Padding } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Position } from '#domain/contract/common.ts'
import { facesAt, groundAt, type Level } from '#domain/partition/area.ts'
import { toDegrees } from '#domain/partition/lattice.ts'
import type { OpenDraft } from './plan-desk.ts'
import { upright } from './use-media.ts'
import type { Work } from './work.ts'

export interface PlanCamera {
  /** Flies to a grid or micro-grid. */
  flyToArea(level: Level, code: string): void
  /** Flies to a place, near enough to see buildings. */
  flyTo(place: Position): void
  showAll(): void
}

/** Fits a newly opened draft unless the address it was opened by (`linked`) shows some of it, and flies where lists point. */
export function usePlanCamera(open: OpenDraft, linked: boolean): PlanCamera {
  const view = useMapView()
  const work = useRef(open.work)
  work.current = open.work

  const showAll = useCallback(() => {
    const bounds = boundsOf(work.current, 'grid', openCodes(work.current))
    if (bounds) view.fit(bounds, { padding: freeOfPanels() })
  }, [view])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each draft that is opened
  useEffect(() => {
    const bounds = boundsOf(work.current, 'grid', openCodes(work.current))
    const { longitude, latitude, zoom } = view.getCamera()
    const seen =
      linked &&
      readParameter('camera') !== null &&
      bounds !== null &&
      zoom > 10 &&
      longitude >= bounds[0] &&
      longitude <= bounds[2] &&
      latitude >= bounds[1] &&
      latitude <= bounds[3]
    if (!seen) showAll()
  }, [open.plan.id])

  const flyToArea = useCallback(
    (level: Level, code: string) => {
      const bounds = boundsOf(work.current, level, [code])
      const maxZoom = level === 'grid' ? 16.5 : 17.5
      if (bounds) view.fit(bounds, { padding: freeOfPanels(72), animate: true, maxZoom })
    },
    [view],
  )
  const flyTo = useCallback(
    ([longitude, latitude]: Position) => {
      const near = 0.0015
      const bounds: Bounds = [longitude - near, latitude - near, longitude + near, latitude + near]
      view.fit(bounds, { padding: freeOfPanels(), animate: true, maxZoom: 17 })
    },
    [view],
  )
  return { flyToArea, flyTo, showAll }
}

function openCodes({ draft }: Work): string[] {
  return [...draft.grids.values()].filter((grid) => !grid.locked).map((grid) => grid.code)
}

function boundsOf({ draft }: Work, level: Level, codes: readonly string[]): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90]
  for (const code of codes) {
    if (facesAt(draft, level, code).length === 0) continue
    for (const [outer] of groundAt(draft, level, code))
      for (let i = 0; i < (outer?.length ?? 0); i += 2) {
        const [x, y] = [toDegrees(outer![i]!), toDegrees(outer![i + 1]!)]
        bounds[0] = Math.min(bounds[0], x)
        bounds[1] = Math.min(bounds[1], y)
        bounds[2] = Math.max(bounds[2], x)
        bounds[3] = Math.max(bounds[3], y)
      }
  }
  return bounds[0] > bounds[2] ? null : bounds
}

/** Pixels that header, tools and panel cover, and some air. */
export function freeOfPanels(air = 24): Padding {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  if (matchMedia(upright).matches)
    return { top: 6.5 * rem + 16, right: 16, bottom: innerHeight * 0.42 + 3.5 * rem + 16, left: 16 }
  return { top: 6.5 * rem + air, right: 23 * rem + air, bottom: 3 * rem + air, left: 3.5 * rem + air }
}
