import { useEffect, useMemo } from 'react'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { PlanLife } from '#domain/contract/plan-life.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'
import { usePlanLife } from './life-store.ts'

const none: PlanLife['comments'] = []

/** Pins of comments on the map, numbered as in the list; a click chooses one, or gives the one in writing its place. */
export function useCommentPins(): void {
  const view = useMapView()
  const theme = useTheme()
  const comments = usePlanLife((store) => store.life?.comments ?? none)
  const chosen = usePlanLife((store) => store.chosen)
  const pin = usePlanLife((store) => store.pin)
  const data = useMemo(() => pins(comments, chosen, pin.place), [comments, chosen, pin.place])

  useEffect(() => {
    view.setOverlay('plan-comments', { data, slot: 'mark', layers: pinLayers(theme) })
  }, [view, theme, data])
  useEffect(() => () => view.setOverlay('plan-comments', null), [view])
  useEffect(
    () =>
      view.onClick(({ longitude, latitude, features }) => {
        if (usePlanLife.getState().pin.asking) {
          usePlanLife.setState({ pin: { place: [longitude, latitude], asking: false } })
          return
        }
        const hit = features.find((feature) => feature.source === 'plan-comments')
        const id = hit?.properties.id
        if (typeof id === 'string' && id !== '') usePlanLife.setState({ chosen: id })
      }),
    [view],
  )
  useEffect(() => {
    if (!pin.asking) return
    view.setCursor('crosshair')
    return () => view.setCursor('')
  }, [view, pin.asking])
}

function pins(
  comments: PlanLife['comments'],
  chosen: string | null,
  place: readonly [number, number] | null,
): GeoJSON.FeatureCollection {
  const said = comments.flatMap(({ id, place: at, settled }, index) =>
    at === null ? [] : [pinAt(at, { id, number: String(index + 1), settled: settled !== null, chosen: id === chosen })],
  )
  const writing = place === null ? [] : [pinAt(place, { id: '', number: '+', settled: false, chosen: true })]
  return { type: 'FeatureCollection', features: [...said, ...writing] }
}

function pinAt(place: readonly [number, number], properties: Record<string, unknown>): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties }
}

/** A disc on a drop's point; settled ones are hollow, the chosen one is larger. */
function pinLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const { live, halo, locked, text } = planColors[theme]
  const settled = ['get', 'settled'] as never
  return [
    {
      id: 'plan-comment-disc',
      type: 'circle',
      paint: {
        'circle-radius': ['case', ['get', 'chosen'], 15, 12] as never,
        'circle-color': ['case', settled, halo, live] as never,
        'circle-stroke-color': ['case', settled, locked, halo] as never,
        'circle-stroke-width': ['case', ['get', 'chosen'], 3.5, 2.5] as never,
      },
    },
    {
      id: 'plan-comment-number',
      type: 'symbol',
      layout: {
        'text-field': ['get', 'number'] as never,
        'text-font': labelFont,
        'text-size': 14,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ['case', settled, text, halo] as never },
    },
  ]
}
