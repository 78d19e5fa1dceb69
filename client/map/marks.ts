import type { ExpressionSpecification } from 'maplibre-gl'
import { standingStates } from '#domain/contract/issue.ts'
import { type DrawWith, labelFont, linear, type Parts, textPaint } from '#domain/map-style/draw.ts'

/** Name of the style's state that holds the current moment, in seconds since 1970. */
export const nowState = 'now'

/** Clock state of an issue tile feature by its `finish_by` (seconds since 1970) against the moment of now: on time while its clock stands. */
export const clockState: ExpressionSpecification = [
  'case',
  ['any', ['!', ['has', 'finish_by']], ['in', ['coalesce', ['get', 'state'], ''], ['literal', [...standingStates]]]],
  'ontime',
  ['<', ['get', 'finish_by'], ['global-state', nowState]],
  'late',
  ['<', ['get', 'finish_by'], ['+', ['global-state', nowState], 3600]],
  'soon',
  'ontime',
]

/** Pixels of the mark of an issue on time at zoom 15. */
const ON_TIME = { radius: 6, rim: 1.6 } as const

/** Style layers that draw open issues. */
export const issueMarks = ['issue-on-time', 'issue-mark', 'issue-cluster'] as const

/**
 * Open issues: circle on time, triangle due within the hour, diamond late; where many are one, the shape holds their number.
 * Most are on time: drawn as circles, thousands of them cost neither the placing of signs nor its boxes.
 */
export function drawIssues(draw: DrawWith): Parts {
  const { palette, opacity, theme } = draw
  const clustered: ExpressionSpecification = ['>', ['coalesce', ['get', 'count'], 1], 1]
  const urgency: ExpressionSpecification = ['match', clockState, 'late', 2, 'soon', 1, 0]
  const sizes: [number, number][] = [
    [9, 0.55],
    [12, 0.72],
    [15, 1],
    [18, 1.25],
  ]
  const times = (pixels: number) => linear(...sizes.map(([zoom, size]): [number, number] => [zoom, size * pixels]))
  return {
    bodies: [
      {
        id: 'issue-on-time',
        type: 'circle',
        source: 'issue',
        'source-layer': 'issue',
        filter: ['all', ['!', clustered], ['==', clockState, 'ontime']],
        paint: {
          'circle-radius': times(ON_TIME.radius),
          'circle-color': palette.onTime,
          'circle-opacity': opacity,
          'circle-stroke-width': times(ON_TIME.rim),
          'circle-stroke-color': palette.markRim,
          'circle-stroke-opacity': opacity,
        },
      },
      {
        id: 'issue-mark',
        type: 'symbol',
        source: 'issue',
        'source-layer': 'issue',
        filter: ['all', ['!', clustered], ['!=', clockState, 'ontime']],
        layout: {
          'icon-image': ['concat', 'issue-', clockState, `.${theme}`],
          'icon-size': linear(...sizes),
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': urgency,
        },
        paint: { 'icon-opacity': opacity },
      },
      {
        id: 'issue-cluster',
        type: 'symbol',
        source: 'issue',
        'source-layer': 'issue',
        filter: clustered,
        layout: {
          'icon-image': ['concat', 'cluster-', clockState, `.${theme}`],
          'icon-size': ['interpolate', ['linear'], ['get', 'count'], 2, 0.8, 20, 1, 100, 1.3],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'text-field': ['to-string', ['get', 'count']],
          'text-font': labelFont,
          'text-size': 12,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
          'symbol-sort-key': urgency,
        },
        paint: { 'icon-opacity': opacity, 'text-opacity': opacity, 'text-color': palette.text },
      },
    ],
    labels: [],
  }
}

const levels = ['county', 'zone', 'community', 'grid', 'corner'] as const

/** Stations: the higher the level, the larger the house and the earlier its name. */
export function drawStations(draw: DrawWith): Parts {
  const { palette, opacity, theme } = draw
  const rank: ExpressionSpecification = [
    'match',
    ['get', 'level'],
    ...levels.flatMap((level, at) => [level, at]),
    4,
  ] as unknown as ExpressionSpecification
  const shownFrom: Record<(typeof levels)[number], [icon: number, name: number]> = {
    county: [0, 11],
    zone: [10.5, 13],
    community: [11.5, 14.4],
    grid: [12.8, 15.6],
    corner: [13.6, 16.6],
  }
  return {
    bodies: levels.toReversed().map((level) => ({
      id: `station-${level}`,
      type: 'symbol' as const,
      source: 'station',
      'source-layer': 'station',
      minzoom: shownFrom[level][0],
      filter: ['==', ['get', 'level'], level] as ExpressionSpecification,
      layout: {
        'icon-image': `station-${level}.${theme}`,
        'icon-size': linear([10, 0.6], [13, 0.8], [16, 1.1]),
        'icon-allow-overlap': true,
        // labels make room for stations
        'icon-ignore-placement': false,
        'icon-padding': 1,
      },
      paint: { 'icon-opacity': opacity },
    })),
    labels: levels.toReversed().map((level) => ({
      id: `station-label-${level}`,
      type: 'symbol' as const,
      source: 'station',
      'source-layer': 'station',
      minzoom: shownFrom[level][1],
      filter: ['==', ['get', 'level'], level] as ExpressionSpecification,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': linear([12, 11], [17, 13]),
        'text-anchor': 'top',
        'text-offset': [0, 1],
        'text-max-width': 8,
        'text-padding': 4,
        'symbol-sort-key': rank,
      },
      paint: textPaint(palette.text, draw),
    })),
  }
}
