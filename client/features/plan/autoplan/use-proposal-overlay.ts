import { useEffect, useMemo } from 'react'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { AutoplanRun } from '#domain/contract/autoplan.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'

type Outlines = AutoplanRun['proposals'][number]['outlines']

/** The grids of a proposal on the map, and the map on them when it comes first. */
export function useProposalOverlay(outlines: Outlines): void {
  const view = useMapView()
  const theme = useTheme()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: outlines.map(({ rings, standing }) => ({
        ...{ type: 'Feature', properties: { standing } },
        geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
      })),
    }),
    [outlines],
  )
  useEffect(() => {
    const { live, halo } = planColors[theme]
    const layout = { 'line-join': 'round' as const }
    const layers: OverlayLayer[] = [
      {
        id: 'autoplan-casing',
        type: 'line',
        layout,
        paint: { 'line-color': halo, 'line-width': 6, 'line-opacity': 0.8 },
      },
      { id: 'autoplan-border', type: 'line', layout, paint: { 'line-color': live, 'line-width': 2.5 } },
    ]
    view.setOverlay('autoplan', { data, slot: 'area', layers })
  }, [view, theme, data])
  useEffect(() => () => view.setOverlay('autoplan', null), [view])
  // once, for the first: looking from one to the next must not move the map
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the proposals come
  useEffect(() => {
    const box: [number, number, number, number] = [180, 90, -180, -90]
    for (const { rings } of outlines)
      for (const ring of rings)
        for (const [x, y] of ring) {
          box[0] = Math.min(box[0], x)
          box[1] = Math.min(box[1], y)
          box[2] = Math.max(box[2], x)
          box[3] = Math.max(box[3], y)
        }
    const { width } = view.getSize()
    const panel = document.querySelector('[data-autoplan]')?.getBoundingClientRect().right ?? 0
    const left = width - panel > 700 ? panel + 24 : 48
    if (box[0] <= box[2])
      view.fit(box, { padding: { left, right: width > 960 ? 400 : 48 }, animate: true, maxZoom: 16 })
  }, [view])
}
