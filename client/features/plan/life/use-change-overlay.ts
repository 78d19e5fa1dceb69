import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { facesOf, groundOf } from '#domain/partition/ground.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { stateColors } from '../plan-tones.ts'
import { usePlanLife } from './life-store.ts'

const overlays = ['plan-changes', 'plan-change-labels']

/** While the step of publishing is looked at: the grids that change, in words and with their codes to be. */
export function useChangeOverlay({ work }: OpenDraft): void {
  const { t } = useTranslation('plan-life')
  const view = useMapView()
  const theme = useTheme()
  const changes = usePlanLife((store) => store.publishing?.changes ?? null)
  const areas = useMemo(() => (changes ? areasOf(changes, work.draft, work.base.draft) : null), [changes, work])
  const labels = useMemo(() => (changes ? labelsOf(changes, (kind) => t(`change.${kind}`)) : null), [changes, t])

  useEffect(() => {
    view.setOverlay('plan-changes', areas && { data: areas, slot: 'area', layers: areaLayers(theme) })
    view.setOverlay('plan-change-labels', labels && { data: labels, slot: 'mark', layers: textLayers(theme) })
  }, [view, theme, areas, labels])
  useEffect(
    () => () => {
      for (const id of overlays) view.setOverlay(id, null)
    },
    [view],
  )
}

/** Grids that change: the opened and changed ones as they will be, those that are closed as they are. */
function areasOf({ changes }: PlanChanges, draft: Draft, base: Draft): GeoJSON.FeatureCollection {
  const features = changes.flatMap(({ level, kind, before, draftCode }) => {
    if (level !== 'grid' || kind === 'border') return []
    const [of, code] = draftCode === null ? [base, before!.code] : [draft, draftCode]
    if (facesOf(of, code).length === 0) return []
    const coordinates = toMultiPolygon(groundOf(of, code))
    return [
      { type: 'Feature' as const, geometry: { type: 'MultiPolygon' as const, coordinates }, properties: { kind } },
    ]
  })
  return { type: 'FeatureCollection', features }
}

function labelsOf({ changes }: PlanChanges, wordOf: (kind: string) => string): GeoJSON.FeatureCollection {
  const features = changes.flatMap(({ level, kind, before, after, place }) => {
    if (level !== 'grid' || kind === 'border' || kind === 'closed' || place === null) return []
    const text = `${wordOf(kind)}\n${shortCode((after ?? before)!.code)}`
    return [
      { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [...place] }, properties: { text } },
    ]
  })
  return { type: 'FeatureCollection', features }
}

/** The digits that tell neighbours apart. */
export function shortCode(code: string): string {
  return code.length > 9 ? `…${code.slice(-6)}` : code
}

function areaLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const rgb = (state: 'within' | 'under' | 'over') => `rgb(${stateColors[theme][state].join()})`
  const color = ['match', ['get', 'kind'], 'opened', rgb('within'), 'closed', rgb('over'), rgb('under')] as never
  const closed = ['==', ['get', 'kind'], 'closed'] as never
  return [
    {
      id: 'plan-change-ground',
      type: 'fill',
      filter: ['!=', ['get', 'kind'], 'closed'],
      paint: { 'fill-color': color, 'fill-opacity': 0.42 },
    },
    {
      id: 'plan-change-border',
      type: 'line',
      filter: ['!=', ['get', 'kind'], 'closed'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': 3 },
    },
    {
      id: 'plan-change-gone',
      type: 'line',
      filter: closed,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': 3, 'line-dasharray': [2, 1.5] },
    },
  ]
}

function textLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const { text, halo } = planColors[theme]
  return [
    {
      id: 'plan-change-text',
      type: 'symbol',
      layout: {
        'text-field': ['get', 'text'] as never,
        'text-font': labelFont,
        'text-size': 14,
        'text-variable-anchor': ['center', 'top', 'bottom'] as never,
        'text-radial-offset': 1.6,
      },
      paint: { 'text-color': text, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ]
}
