import { useEffect, useMemo } from 'react'
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
]
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
  number: Intl.NumberFormat
}

/** Draws the open draft: ground, borders of both levels, labels, what is chosen and, when comparing, today's borders that are gone. */
export function usePlanOverlays(
  open: Pick<OpenDraft, 'work' | 'base' | 'tones'>,
  { level, chosen, other, compare, heat, number }: PlanDrawing,
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
    view.setOverlay('plan-faces', { data: faces, slot: 'area', layers: faceLayers(theme) })
    view.setOverlay('plan-micro-borders', { data: microBorders, slot: 'area', layers: microBorderLayers(theme, level) })
    view.setOverlay('plan-borders', { data: borders, slot: 'area', layers: borderLayers(theme) })
    view.setOverlay('plan-gone', { data: gone, slot: 'area', layers: goneLayers(theme) })
    view.setOverlay('plan-labels', { data: labels, slot: 'label', layers: labelLayers(theme, level) })
    view.setOverlay('plan-micro-labels', { data: microLabels, slot: 'label', layers: microLabelLayers(theme, level) })
    view.setOverlay('plan-chosen', { data: outlines, slot: 'mark', layers: chosenLayers(theme) })
  }, [view, theme, level, faces, microBorders, borders, gone, labels, microLabels, outlines])
  useEffect(() => {
    for (const layer of silenced) view.setBaseFilter(layer, ['==', ['get', 'code'], '\u0000'])
    return () => {
      for (const layer of silenced) view.setBaseFilter(layer, null)
      for (const id of overlays) view.setOverlay(id, null)
    }
  }, [view])
}
