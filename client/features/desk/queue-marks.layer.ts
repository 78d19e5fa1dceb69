import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { drawIssues } from '#client/map/marks.ts'
import type { Position } from '#domain/contract/common.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import { palettes } from '#domain/map-style/palette.ts'

/** More marks than this say no more, and cost frames. */
export const MOST_MARKS = 2_000

interface Overlay {
  data: GeoJSON.GeoJSON
  slot: 'mark' | 'draw'
  layers: OverlayLayer[]
}

/** The queue's first rows as marks, in the shapes of the map's own; those whose clock stands are small dots. Pure. */
export function queueMarks(issues: readonly IssueSummary[], theme: 'dark' | 'light', done: string): Overlay {
  return {
    slot: 'mark',
    data: {
      type: 'FeatureCollection',
      features: issues.slice(0, MOST_MARKS).map((issue) => {
        // a clock that stands does so at any moment: marks are not put down anew as time goes
        const stopped = clockStateOf(issue, 0) === 'stopped'
        return {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...issue.position] },
          // what a tile says of an issue; `layer` makes it one for a click
          properties: {
            layer: 'issue',
            number: issue.number,
            state: issue.state,
            emergency: issue.emergency,
            ...(stopped ? { stopped } : { finish_by: Math.floor(Date.parse(issue.finishBy) / 1000) }),
          },
        }
      }),
    },
    layers: [...stoppedLayers(theme, done), ...runningLayers(theme)],
  }
}

/** A ring around the place that keys stand on. Pure. */
export function currentRing(position: Position, color: string): Overlay {
  return {
    slot: 'draw',
    data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...position] } },
    layers: [
      {
        id: 'queue-current',
        type: 'circle',
        paint: {
          'circle-radius': 15,
          'circle-color': color,
          'circle-opacity': 0.1,
          'circle-stroke-color': color,
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}

function runningLayers(theme: 'dark' | 'light'): OverlayLayer[] {
  const [mark] = drawIssues({ palette: palettes[theme], theme, opacity: 1 }).bodies
  if (mark?.type !== 'symbol') return []
  const { layout, paint } = mark
  return [
    {
      id: 'queue-mark',
      type: 'symbol',
      filter: ['!', ['has', 'stopped']],
      ...(layout ? { layout } : {}),
      ...(paint ? { paint } : {}),
    },
  ]
}

function stoppedLayers(theme: 'dark' | 'light', done: string): OverlayLayer[] {
  return [
    {
      id: 'queue-mark-stopped',
      type: 'circle',
      filter: ['has', 'stopped'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.5, 15, 4.5, 18, 6],
        'circle-color': done,
        'circle-stroke-color': palettes[theme].markRim,
        'circle-stroke-width': 1.25,
      },
    },
  ]
}
