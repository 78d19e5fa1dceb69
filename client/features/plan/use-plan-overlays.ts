import { useEffect, useMemo } from 'react'
import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { Level } from '#domain/partition/area.ts'
import type { OpenDraft } from './plan-desk.ts'
import {
  chosenFeatures,
  goneBorders,
  gridBorders,
  gridFeatures,
  gridLabels,
  microGridBorders,
  microGridFeatures,
  microGridLabels,
} from './plan-features.ts'
import {
  borderLayers,
  chosenLayers,
  faceLayers,
  goneLayers,
  labelLayers,
  microBorderLayers,
  microLabelLayers,
} from './plan-style.ts'
import { useSeenBox } from './use-seen-box.ts'

const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Base layers that would speak of today's grids, or of other jobs, over the plan. */
const silenced = ['grid', 'micro_grid', 'issue', 'station']
const overlays = [
  'plan-faces',
  'plan-micro-borders',
  'plan-borders',
  'plan-gone',
  'plan-micro-labels',
  'plan-labels',
  'plan-chosen',
] as const
/** Micro-grids are drawn from this zoom on, as far as they are seen. */
const MICRO_ZOOM = 13.25

export interface PlanDrawing {
  level: Level
  chosen: string | null
  /** A second area: the one under the pointer while merging. */
  other: string | null
  /** Show today's borders that the plan no longer has. */
  compare: boolean
  /** Heat is shown: it colours the ground, the faces do not. */
  heat: boolean
  /** Shown only right of the swipe's handle, another plan left of it. */
  swiped: boolean
  number: Intl.NumberFormat
}

/** Draws the open draft: ground, borders of both levels, labels, what is chosen and, when comparing, today's borders that are gone. */
export function usePlanOverlays(
  open: Pick<OpenDraft, 'work' | 'base' | 'tones'>,
  { level, chosen, other, compare, heat, swiped, number }: PlanDrawing,
): void {
  const view = useMapView()
  const theme = useTheme()
  const box = useSeenBox(MICRO_ZOOM)
  const {
    work,
    tones,
    base: { norm, microGridNorm },
  } = open
  const near = level === 'micro-grid' ? box : null
  const faces = useMemo(() => {
    if (heat) return nothing
    return near ? microGridFeatures(work, tones, microGridNorm, near) : gridFeatures(work, tones, norm)
  }, [heat, near, work, tones, norm, microGridNorm])
  const borders = useMemo(() => gridBorders(work), [work])
  const microBorders = useMemo(() => (box ? microGridBorders(work, box) : nothing), [work, box])
  const labels = useMemo(() => gridLabels(work, norm, number), [work, norm, number])
  const microLabels = useMemo(
    () => (box ? microGridLabels(work, microGridNorm, number, box) : nothing),
    [work, microGridNorm, number, box],
  )
  const gone = useMemo(() => (compare ? goneBorders(work, level) : nothing), [work, compare, level])
  const outlines = useMemo(() => chosenFeatures(work, level, [chosen, other]), [work, level, chosen, other])

  useEffect(() => {
    const side = swiped ? 'right' : undefined
    const set = (id: (typeof overlays)[number], data: GeoJSON.FeatureCollection, slot: Slot, layers: OverlayLayer[]) =>
      view.setOverlay(id, { data, slot, layers, side })
    set('plan-faces', faces, 'area', faceLayers(theme))
    set('plan-micro-borders', microBorders, 'area', microBorderLayers(theme, level))
    set('plan-borders', borders, 'area', borderLayers(theme))
    set('plan-gone', gone, 'area', goneLayers(theme))
    set('plan-labels', labels, 'label', labelLayers(theme, level))
    set('plan-micro-labels', microLabels, 'label', microLabelLayers(theme, level))
    set('plan-chosen', outlines, 'mark', chosenLayers(theme))
  }, [view, theme, level, swiped, faces, microBorders, borders, gone, labels, microLabels, outlines])
  useEffect(() => {
    for (const layer of silenced) view.setBaseFilter(layer, ['==', ['get', 'code'], '\u0000'])
    return () => {
      for (const layer of silenced) view.setBaseFilter(layer, null)
      for (const id of overlays) view.setOverlay(id, null)
    }
  }, [view])
}
