import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { labelFont } from '#domain/map-style/draw.ts'

export interface SitingColors {
  /** Of the five classes, the least first. */
  ramp: readonly string[]
  surface: string
  text: string
  live: string
  onLive: string
}

interface SitingOverlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
}

/** Streets by class of gain: colour, and width, so that neither stands alone. */
export function gainOverlay(data: GeoJSON.GeoJSON, colors: SitingColors): SitingOverlay {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  return {
    data,
    slot: 'surface',
    layers: [
      {
        id: 'siting-gain-casing',
        type: 'line',
        filter: ['>=', ['get', 'step'], 2],
        layout: { ...round, 'line-sort-key': ['get', 'step'] },
        paint: { 'line-color': colors.surface, 'line-opacity': 0.85, 'line-width': width(1.5) },
      },
      {
        id: 'siting-gain',
        type: 'line',
        layout: { ...round, 'line-sort-key': ['get', 'step'] },
        paint: {
          'line-color': [
            'match',
            ['get', 'step'],
            ...colors.ramp.flatMap((color, step) => [step, color]),
            '#000',
          ] as never,
          'line-width': width(1),
        },
      },
    ],
  }
}

/** Line width by zoom and class, in CSS pixels, times a factor. */
function width(factor: number) {
  const at = (pixels: number) => ['*', pixels * factor, ['+', 0.55, ['*', 0.18, ['get', 'step']]]]
  return ['interpolate', ['exponential', 1.4], ['zoom'], 11, at(1), 13, at(2.3), 15, at(4.8), 18, at(12)] as never
}

/** Listed candidates by class of gain: dots, larger where there is more. */
export function candidateOverlay(
  candidates: readonly { position: Position; step: number }[],
  colors: SitingColors,
): SitingOverlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: candidates.map(({ position, step }) => pointFeature(position, { step })),
    },
    slot: 'mark',
    layers: [
      {
        id: 'siting-candidate',
        type: 'circle',
        layout: { 'circle-sort-key': ['get', 'step'] },
        paint: {
          'circle-radius': ['+', 5, ['*', 1.5, ['get', 'step']]],
          'circle-color': [
            'match',
            ['get', 'step'],
            ...colors.ramp.flatMap((color, step) => [step, color]),
            '#000',
          ] as never,
          'circle-stroke-color': colors.surface,
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}

/** The chosen sites with their numbers. */
export function siteOverlay(sites: readonly Position[], colors: SitingColors): SitingOverlay {
  return {
    data: {
      type: 'FeatureCollection',
      features: sites.map((position, at) => pointFeature(position, { number: String(at + 1) })),
    },
    slot: 'draw',
    layers: [
      {
        id: 'siting-site',
        type: 'circle',
        paint: {
          'circle-radius': 13,
          'circle-color': colors.live,
          'circle-stroke-color': colors.surface,
          'circle-stroke-width': 3,
        },
      },
      {
        id: 'siting-site-number',
        type: 'symbol',
        layout: {
          'text-field': ['get', 'number'],
          'text-font': labelFont,
          'text-size': 14,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': colors.onLive },
      },
    ],
  }
}

function pointFeature(coordinates: Position, properties: Record<string, unknown>): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates } }
}
