import type { OverlayLayer } from '#client/map/map-view.types.ts'
import type { OtherHand } from '#domain/contract/plan-hand.ts'
import { labelFont } from '#domain/map-style/draw.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'

type Theme = 'light' | 'dark'

/** Colours of other hands; the name beside each says who it is. */
const colors: Record<Theme, readonly string[]> = {
  light: ['#8a3ffc', '#007d79', '#9f1853', '#b28600', '#005d5d', '#a56eff'],
  dark: ['#be95ff', '#08bdba', '#ff7eb6', '#f1c21b', '#3ddbd9', '#d4bbff'],
}

/** The colour of a page's hand, the same on every screen of a theme. */
function handColor(page: string, theme: Theme): string {
  let sum = 0
  for (const letter of page) sum = (sum * 31 + letter.charCodeAt(0)) % 997
  return colors[theme][sum % colors[theme].length]!
}

/** Hands that are on the map, as points with their words. */
export function handFeatures(
  hands: readonly OtherHand[],
  words: (hand: OtherHand) => string,
  theme: Theme,
): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: hands.flatMap((hand) =>
      hand.at === null
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: hand.at },
              properties: { color: handColor(hand.page, theme), words: words(hand) },
            } as GeoJSON.Feature,
          ],
    ),
  }
}

/** A disc with a rim where a hand is, its name and tool beside it. */
export function handLayers(theme: Theme): OverlayLayer[] {
  const { halo } = planColors[theme]
  return [
    {
      id: 'plan-hand-disc',
      type: 'circle',
      paint: {
        'circle-radius': 7,
        'circle-color': ['get', 'color'] as never,
        'circle-stroke-color': halo,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'plan-hand-name',
      type: 'symbol',
      layout: {
        'text-field': ['get', 'words'] as never,
        'text-font': labelFont,
        'text-size': 13,
        'text-anchor': 'left',
        'text-offset': [0.9, 0],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ['get', 'color'] as never, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ]
}
