import { byWord, byZoom, type DrawWith, inOneShader, labelFont, linear, type Parts, textPaint } from './draw.ts'

/** Parks, hills, woods, fields, beaches, squares. Hills darken softly towards their edge, as if they rose. */
export function drawGreen(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  const { park, hill, wood, farm, beach, square } = palette
  const source = { source: 'green', 'source-layer': 'green' } as const
  return {
    bodies: [
      {
        id: 'green-fill',
        type: 'fill',
        ...source,
        paint: {
          'fill-color': byWord('kind', { park, hill, wood, farm, beach, square }, park),
          'fill-opacity': opacity,
          'fill-antialias': true,
        },
      },
      {
        id: 'green-rise',
        type: 'line',
        ...source,
        filter: ['in', ['get', 'kind'], ['literal', ['hill', 'wood']]],
        paint: {
          'line-color': palette.rise,
          'line-opacity': opacity * 0.5,
          'line-width': 6,
          'line-offset': 3,
          'line-blur': 5,
        },
      },
    ],
    labels: [
      {
        id: 'green-label',
        type: 'symbol',
        source: 'green',
        'source-layer': 'green_label',
        minzoom: 12,
        filter: [
          'all',
          ['!=', ['get', 'name'], ''],
          ['in', ['get', 'kind'], ['literal', ['park', 'hill', 'square', 'beach', 'wood']]],
        ],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([12, 11], [17, 13]),
          'text-letter-spacing': 0.06,
          'text-padding': 12,
          'text-max-width': 7,
        },
        paint: textPaint(palette.textGreen, draw),
      },
    ],
  }
}

/** Sea, rivers, lakes; the sea has a shallow band along the shore. */
export function drawWater(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  const source = { source: 'water', 'source-layer': 'water' } as const
  return {
    bodies: [
      {
        id: 'water-fill',
        type: 'fill',
        ...source,
        // its shore covers its edge
        paint: {
          'fill-color': byWord('kind', { sea: palette.sea }, palette.water),
          'fill-opacity': opacity,
          'fill-antialias': false,
        },
      },
      {
        id: 'water-shallow',
        type: 'line',
        ...source,
        // tiles are cut 8 pixels beyond their edge: what reaches further would draw the cut
        metadata: { mostScale: 1.3 },
        filter: ['==', ['get', 'kind'], 'sea'],
        paint: {
          'line-color': palette.shallow,
          'line-opacity': opacity * 0.8,
          'line-width': 6,
          'line-offset': 3,
          'line-blur': 4,
        },
      },
      {
        id: 'water-shore',
        type: 'line',
        ...source,
        paint: { 'line-color': palette.shore, 'line-opacity': opacity, 'line-width': byZoom([8, 0.4], [16, 1.4]) },
      },
    ],
    labels: [
      {
        id: 'water-label',
        type: 'symbol',
        source: 'water',
        'source-layer': 'water_label',
        filter: ['!=', ['get', 'name'], ''],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear(
            [9, ['match', ['get', 'kind'], 'sea', 15, 11]],
            [16, ['match', ['get', 'kind'], 'sea', 22, 13]],
          ),
          'text-letter-spacing': ['match', ['get', 'kind'], 'sea', 0.35, 0.12],
          'text-padding': 16,
        },
        paint: textPaint(palette.textWater, draw, 1.2),
      },
    ],
  }
}

/** Walled compounds and villages: a quiet ground under their buildings; a wall is a firm line. */
export function drawCompounds(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  const source = { source: 'compound', 'source-layer': 'compound' } as const
  return {
    bodies: [
      {
        id: 'compound-fill',
        type: 'fill',
        ...source,
        paint: {
          'fill-color': inOneShader(palette.compound),
          'fill-opacity': linear([12.5, 0], [13.5, opacity]),
          'fill-antialias': false,
        },
      },
      {
        id: 'compound-wall',
        type: 'line',
        ...source,
        minzoom: 14,
        filter: ['==', ['get', 'walled'], true],
        paint: {
          'line-color': palette.compoundLine,
          'line-opacity': linear([14, 0], [15, opacity]),
          'line-width': byZoom([14, 0.6], [18, 2]),
        },
      },
    ],
    labels: [
      {
        id: 'compound-label',
        type: 'symbol',
        source: 'compound',
        'source-layer': 'compound_label',
        minzoom: 15,
        filter: ['!=', ['get', 'name'], ''],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([15, 11], [18, 14]),
          'text-padding': 6,
          'text-max-width': 6,
        },
        paint: textPaint(palette.textSoft, draw),
      },
    ],
  }
}

/** Buildings with a slight depth: a shade falls to the south-east, longer the closer one looks. */
export function drawBuildings(draw: DrawWith): Parts {
  const { palette, opacity } = draw
  const source = { source: 'building', 'source-layer': 'building' } as const
  return {
    bodies: [
      {
        id: 'building-shade',
        type: 'fill',
        ...source,
        minzoom: 15,
        paint: {
          'fill-color': palette.buildingShade,
          'fill-opacity': linear([15, 0], [15.6, opacity * 0.55]),
          'fill-translate': [
            'interpolate',
            ['exponential', 1.7],
            ['zoom'],
            15,
            ['literal', [0.8, 0.9]],
            19,
            ['literal', [6, 7]],
          ],
          'fill-antialias': false,
        },
      },
      {
        id: 'building-fill',
        type: 'fill',
        ...source,
        paint: {
          'fill-color': palette.building,
          'fill-outline-color': palette.buildingLine,
          'fill-opacity': linear([13.5, 0], [14.5, opacity]),
        },
      },
    ],
    labels: [
      {
        id: 'building-label',
        type: 'symbol',
        ...source,
        minzoom: 17,
        filter: ['!=', ['get', 'name'], ''],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': linear([17, 10], [19, 13]),
          'text-padding': 3,
          'text-max-width': 6,
        },
        paint: textPaint(palette.textSoft, draw, 1.2),
      },
    ],
  }
}
