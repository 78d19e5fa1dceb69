import type { PickedFeature } from '#client/map/map-view.types.ts'
import { type CardLayer, cardLayer } from '#domain/contract/card.ts'

/** What the pointer means: one thing with a card, or several issues drawn as one mark. */
export type Pointed =
  | { kind: 'thing'; layer: CardLayer; code: string; properties: Record<string, unknown> }
  | { kind: 'cluster'; count: number; longitude: number; latitude: number; properties: Record<string, unknown> }

/** The most particular first: a mark, a building, the smallest grid, then what holds it. */
const order: readonly CardLayer[] = ['issue', 'station', 'building', 'micro_grid', 'grid', 'compound', 'area']
/** From here on the border of communities is drawn. */
const COMMUNITY_ZOOM = 11.5

/** Chooses among the features under a pointer; null where nothing has a card. Pure. */
export function pickCard(features: readonly PickedFeature[], zoom: number): Pointed | null {
  for (const layer of order) {
    // an overlay's mark says itself what it stands for
    const found = features.filter(({ source, properties }) => (properties.layer ?? source) === layer)
    const feature = layer === 'area' ? chooseArea(found, zoom) : found[0]
    if (feature) return toPointed(layer, feature)
  }
  return null
}

function chooseArea(areas: readonly PickedFeature[], zoom: number): PickedFeature | undefined {
  const levels = zoom >= COMMUNITY_ZOOM ? ['community', 'street', 'county'] : ['street', 'county', 'community']
  return areas.toSorted((one, other) => levels.indexOf(levelOf(one)) - levels.indexOf(levelOf(other)))[0]
}

function levelOf({ properties }: PickedFeature): string {
  return String(properties.level)
}

function toPointed(layer: CardLayer, { properties, longitude, latitude }: PickedFeature): Pointed | null {
  const count = Number(properties.count ?? 1)
  if (layer === 'issue' && count > 1) return { kind: 'cluster', count, longitude, latitude, properties }
  const code = String(properties.code ?? properties.number ?? '')
  return code === '' ? null : { kind: 'thing', layer: cardLayer.parse(layer), code, properties }
}
