import { useEffect, useMemo } from 'react'
import type { Bounds, OverlayLayer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { PlanFileRead } from '#domain/contract/plan-file.ts'
import { stateColors } from '../plan-tones.ts'
import { freeOfPanels } from '../use-plan-camera.ts'

const overlays = ['plan-file-ground', 'plan-file-changes']

/** While a file is looked at before a plan begins from it: its grids, and what the clean-up changed or left. */
export function useFileOverlay(read: PlanFileRead | null): void {
  const view = useMapView()
  const theme = useTheme()
  const ground = useMemo(() => (read ? groundOf(read) : null), [read])
  const changes = useMemo(() => (read ? changesOf(read) : null), [read])
  useEffect(() => {
    const bounds = ground && boundsOf(ground)
    if (bounds) view.fit(bounds, { padding: freeOfPanels() })
  }, [view, ground])
  useEffect(() => {
    view.setOverlay(overlays[0]!, ground && { data: ground, slot: 'area', layers: groundLayers(theme) })
    view.setOverlay(overlays[1]!, changes && { data: changes, slot: 'mark', layers: changeLayers(theme) })
  }, [view, theme, ground, changes])
  useEffect(
    () => () => {
      for (const id of overlays) view.setOverlay(id, null)
    },
    [view],
  )
}

function groundOf({ ground: { grids, microGrids } }: PlanFileRead): GeoJSON.FeatureCollection {
  const feature = (level: string) => (area: { name: string; ground: GeoJSON.Polygon | GeoJSON.MultiPolygon }) => ({
    type: 'Feature' as const,
    geometry: area.ground,
    properties: { level, name: area.name },
  })
  return { type: 'FeatureCollection', features: [...microGrids.map(feature('micro')), ...grids.map(feature('grid'))] }
}

function changesOf({ changes }: PlanFileRead): GeoJSON.FeatureCollection {
  const features = changes.flatMap(({ kind, polygons, at }): GeoJSON.Feature[] => {
    const left = kind === 'gap'
    const shape: GeoJSON.Feature[] =
      polygons.length === 0
        ? []
        : [{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: polygons }, properties: { left } }]
    return at === null
      ? shape
      : [...shape, { type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { left } }]
  })
  return { type: 'FeatureCollection', features }
}

function boundsOf({ features }: GeoJSON.FeatureCollection): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90]
  for (const { geometry } of features)
    if (geometry.type === 'MultiPolygon')
      for (const [outer] of geometry.coordinates)
        for (const [x, y] of outer ?? []) {
          bounds[0] = Math.min(bounds[0], x!)
          bounds[1] = Math.min(bounds[1], y!)
          bounds[2] = Math.max(bounds[2], x!)
          bounds[3] = Math.max(bounds[3], y!)
        }
  return bounds[0] > bounds[2] ? null : bounds
}

const rgb = (color: readonly number[]) => `rgb(${color.join()})`

function groundLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const color = rgb(stateColors[theme].within)
  const grid = ['==', ['get', 'level'], 'grid'] as never
  return [
    { id: 'plan-file-fill', type: 'fill', filter: grid, paint: { 'fill-color': color, 'fill-opacity': 0.25 } },
    {
      id: 'plan-file-micro',
      type: 'line',
      filter: ['!', grid] as never,
      paint: { 'line-color': color, 'line-width': 0.8, 'line-dasharray': [3, 2] },
    },
    { id: 'plan-file-border', type: 'line', filter: grid, paint: { 'line-color': color, 'line-width': 2 } },
  ]
}

/** What is left open in the colour of what is too much, with a ring around its place: a sliver is narrower than a pixel. */
function changeLayers(theme: 'light' | 'dark'): OverlayLayer[] {
  const { over, under } = stateColors[theme]
  const color = ['case', ['get', 'left'], rgb(over), rgb(under)] as never
  const isPoint = ['==', ['geometry-type'], 'Point'] as never
  return [
    {
      id: 'plan-file-change',
      type: 'fill',
      filter: ['!', isPoint] as never,
      paint: { 'fill-color': color, 'fill-opacity': 0.5 },
    },
    {
      id: 'plan-file-change-border',
      type: 'line',
      filter: ['!', isPoint] as never,
      paint: { 'line-color': color, 'line-width': 1.5 },
    },
    {
      id: 'plan-file-change-place',
      type: 'circle',
      filter: isPoint,
      paint: {
        'circle-radius': ['case', ['get', 'left'], 8, 5] as never,
        'circle-opacity': 0,
        'circle-stroke-color': color,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
