import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { OpenDraft } from './plan-desk.ts'
import { borderFeatures, chosenFeatures, faceFeatures, goneBorders, labelFeatures } from './plan-features.ts'
import { borderLayers, chosenLayers, faceLayers, goneLayers, labelLayers } from './plan-style.ts'

const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Base layers that would speak of today's grids, or of other jobs, over the plan. */
const silenced = ['grid', 'micro_grid', 'issue', 'station']
const overlays = ['plan-faces', 'plan-borders', 'plan-gone', 'plan-labels', 'plan-chosen']

export interface PlanDrawing {
  chosen: string | null
  /** A second grid: the one under the pointer while merging. */
  other: string | null
  /** Show today's borders that the plan no longer has. */
  compare: boolean
  /** Heat is shown: it colours the ground, the faces do not. */
  heat: boolean
  number: Intl.NumberFormat
}

/** Draws the open draft: faces, borders, labels, what is chosen and, when comparing, today's borders that are gone. */
export function usePlanOverlays(open: OpenDraft, { chosen, other, compare, heat, number }: PlanDrawing): void {
  const view = useMapView()
  const theme = useTheme()
  const {
    work,
    tones,
    base: { norm },
  } = open
  const faces = useMemo(() => (heat ? nothing : faceFeatures(work, tones, norm)), [heat, work, tones, norm])
  const borders = useMemo(() => borderFeatures(work), [work])
  const labels = useMemo(() => labelFeatures(work, norm, number), [work, norm, number])
  const gone = useMemo(() => (compare ? goneBorders(work) : nothing), [work, compare])
  const outlines = useMemo(() => chosenFeatures(work, [chosen, other]), [work, chosen, other])

  useEffect(() => {
    view.setOverlay('plan-faces', { data: faces, slot: 'area', layers: faceLayers(theme) })
    view.setOverlay('plan-borders', { data: borders, slot: 'area', layers: borderLayers(theme) })
    view.setOverlay('plan-gone', { data: gone, slot: 'area', layers: goneLayers(theme) })
    view.setOverlay('plan-labels', { data: labels, slot: 'label', layers: labelLayers(theme) })
    view.setOverlay('plan-chosen', { data: outlines, slot: 'mark', layers: chosenLayers(theme) })
  }, [view, theme, faces, borders, gone, labels, outlines])
  useEffect(() => {
    for (const layer of silenced) view.setBaseFilter(layer, ['==', ['get', 'code'], '\u0000'])
    return () => {
      for (const layer of silenced) view.setBaseFilter(layer, null)
      for (const id of overlays) view.setOverlay(id, null)
    }
  }, [view])
}
