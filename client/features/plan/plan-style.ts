import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import { planColors, planTones } from '#domain/map-style/plan-colors.ts'
import type { Level } from '#domain/partition/area.ts'
import { stateColors } from './plan-tones.ts'

type Theme = 'light' | 'dark'

export function faceLayers(theme: Theme): OverlayLayer[] {
  const tones = planTones[theme].flatMap((color, tone) => [tone, color])
  const opacity = theme === 'light' ? 0.62 : 0.6
  return [
    {
      id: 'plan-face',
      type: 'fill',
      paint: {
        // off the norm is a colour of its own, and the mark before the number says it too
        'fill-color': [
          'match',
          ['get', 'state'],
          'under',
          rgb(stateColors[theme].under),
          'over',
          rgb(stateColors[theme].over),
          ['match', ['get', 'tone'], ...tones, planColors[theme].lockedFill],
        ] as never,
        // near the ground the buildings under the fill matter more than the fill
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          13.5,
          ['case', ['get', 'locked'], 0.25, opacity],
          16.5,
          ['case', ['get', 'locked'], 0.15, opacity * 0.5],
        ],
      },
    },
  ]
}

export function borderLayers(theme: Theme): OverlayLayer[] {
  const { border, locked, halo } = planColors[theme]
  const layout = { 'line-join': 'round' as const, 'line-cap': 'round' as const }
  return [
    {
      id: 'plan-border-casing',
      type: 'line',
      filter: ['!=', ['get', 'rank'], 'beyond'],
      layout,
      paint: {
        'line-color': halo,
        'line-opacity': 0.55,
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1.5, 16, 5],
      },
    },
    {
      id: 'plan-border',
      type: 'line',
      layout,
      paint: {
        'line-color': ['match', ['get', 'rank'], 'beyond', locked, border],
        'line-opacity': ['match', ['get', 'rank'], 'beyond', 0.7, 1],
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11,
          ['match', ['get', 'rank'], 'rim', 1.4, 'inner', 0.7, 0.5],
          16,
          ['match', ['get', 'rank'], 'rim', 4, 'inner', 2.2, 1],
        ],
      },
    },
  ]
}

/** Borders of micro-grids: thinner than those of grids, and bolder while micro-grids are drawn. */
export function microBorderLayers(theme: Theme, level: Level): OverlayLayer[] {
  const { border, halo } = planColors[theme]
  const layout = { 'line-join': 'round' as const, 'line-cap': 'round' as const }
  const bold = level === 'micro-grid' ? 1.6 : 1
  return [
    {
      id: 'plan-micro-border-casing',
      type: 'line',
      minzoom: 13.25,
      layout,
      paint: {
        'line-color': halo,
        'line-opacity': 0.6,
        'line-width': ['interpolate', ['linear'], ['zoom'], 13, 0.6 * bold, 16, 2.2 * bold],
      },
    },
    {
      id: 'plan-micro-border',
      type: 'line',
      minzoom: 13.25,
      layout,
      paint: {
        'line-color': border,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 13.25, 0.25, 15, level === 'micro-grid' ? 0.95 : 0.6],
        'line-width': ['interpolate', ['linear'], ['zoom'], 13, 0.3 * bold, 16, 0.9 * bold],
      },
    },
  ]
}

export function goneLayers(theme: Theme): OverlayLayer[] {
  return [
    {
      id: 'plan-gone',
      type: 'line',
      layout: { 'line-cap': 'butt' },
      paint: { 'line-color': planColors[theme].today, 'line-width': 2.5, 'line-dasharray': [2.5, 1.5] },
    },
  ]
}

export function chosenLayers(theme: Theme): OverlayLayer[] {
  const { live, halo } = planColors[theme]
  return [
    { id: 'plan-chosen-casing', type: 'line', paint: { 'line-color': halo, 'line-width': 7, 'line-opacity': 0.8 } },
    {
      id: 'plan-chosen',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': live, 'line-width': ['match', ['get', 'role'], 'chosen', 4, 2.5] },
    },
  ]
}

/** Names and households of micro-grids: from near on, smaller than those of grids; sooner while micro-grids are drawn. */
export function microLabelLayers(theme: Theme, level: Level): OverlayLayer[] {
  const { text, halo, bad } = planColors[theme]
  const off = ['any', ['==', ['get', 'state'], 'under'], ['==', ['get', 'state'], 'over']] as never
  const mark = ['match', ['get', 'state'], 'under', '▼ ', 'over', '▲ ', ''] as never
  return [
    {
      id: 'plan-micro-label',
      type: 'symbol',
      minzoom: level === 'micro-grid' ? 14.5 : 16,
      layout: {
        'text-font': labelFont,
        'text-field': [
          'format',
          ['concat', mark, ['get', 'households']],
          {},
          '\n',
          {},
          ['get', 'name'],
          { 'font-scale': 0.8 },
        ] as never,
        'text-size': ['interpolate', ['linear'], ['zoom'], 14.5, 10, 18, 13],
        'text-max-width': 9,
        'text-padding': 3,
        'text-variable-anchor': ['center', 'top', 'bottom'] as never,
        'text-radial-offset': 0.25,
      },
      paint: {
        'text-color': level === 'micro-grid' ? (['case', off, bad, text] as never) : text,
        'text-opacity': level === 'micro-grid' ? 1 : 0.8,
        'text-halo-color': halo,
        'text-halo-width': 1.4,
      },
    },
  ]
}

/** While micro-grids are drawn, grids are named only from afar. */
export function labelLayers(theme: Theme, level: Level): OverlayLayer[] {
  const { text, halo, bad } = planColors[theme]
  const off = ['any', ['==', ['get', 'state'], 'under'], ['==', ['get', 'state'], 'over']] as never
  const mark = ['match', ['get', 'state'], 'under', '▼ ', 'over', '▲ ', ''] as never
  const paint = { 'text-color': ['case', off, bad, text] as never, 'text-halo-color': halo, 'text-halo-width': 1.8 }
  const layout = {
    'text-font': labelFont,
    'symbol-sort-key': ['case', off, 0, 1] as never,
    'text-padding': 1,
    // a label that would meet another steps aside rather than vanish
    'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'] as never,
    'text-radial-offset': 0.25,
  }
  return [
    {
      id: 'plan-label-far',
      type: 'symbol',
      maxzoom: 14,
      minzoom: 11,
      layout: {
        ...layout,
        'text-field': ['concat', mark, ['get', 'households']] as never,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 10, 14, 15],
      },
      paint,
    },
    {
      id: 'plan-label',
      type: 'symbol',
      minzoom: 14,
      ...(level === 'micro-grid' ? { maxzoom: 14.5 } : {}),
      layout: {
        ...layout,
        'text-field': [
          'format',
          ['concat', mark, ['get', 'households']],
          { 'font-scale': 1.25 },
          ['case', ['==', ['get', 'households'], ''], '', '\n'],
          {},
          ['get', 'name'],
          { 'font-scale': 0.8 },
        ] as never,
        'text-size': ['interpolate', ['linear'], ['zoom'], 14, 13, 17, 17],
        'text-max-width': 8,
      },
      paint,
    },
  ]
}

function rgb(color: readonly number[]): string {
  return `rgb(${color.join(', ')})`
}
