import type { FileFinding, SourceFeature } from '../file-content.ts'
import { assembleRings, polygonsOf } from './assemble-rings.ts'
import type { OsmData, Tags } from './osm-data.ts'
import {
  buildingKindOf,
  compoundKindOf,
  gateBarriers,
  greenKindOf,
  isBuilding,
  nameOf,
  roadClassOf,
  stationOf,
  waterKindOf,
} from './read-tags.ts'
import { walkFeatures } from './walk-features.ts'

type Place = [number, number]
type Properties = Record<string, unknown>

/** What an extract is read as: each theme is a layer whose fields have the names that imports ask for. */
export const osmThemes = [
  'streets',
  'walk',
  'gates',
  'buildings',
  'compounds',
  'water',
  'green',
  'places',
  'stations',
  'boundaries',
] as const
export type OsmTheme = (typeof osmThemes)[number]

export const osmFields: Record<OsmTheme, string[]> = {
  streets: ['id', 'name', 'class', 'highway'],
  walk: ['id', 'way', 'name', 'kind', 'highway'],
  gates: ['id', 'name', 'barrier', 'access'],
  buildings: ['id', 'name', 'kind', 'floors', 'flats', 'building'],
  compounds: ['id', 'name', 'kind', 'walled'],
  water: ['id', 'name', 'kind'],
  green: ['id', 'name', 'kind'],
  places: ['id', 'name', 'place', 'population'],
  stations: ['id', 'name', 'kind', 'services', 'hours', 'address', 'phone', 'amenity'],
  boundaries: ['id', 'name', 'admin_level', 'boundary', 'ref'],
}

/** Rows of one theme. Findings tell of relations that do not close, with the ways that are missing. */
export function* osmFeatures(data: OsmData, theme: OsmTheme, findings: FileFinding[]): Iterable<SourceFeature> {
  // told anew each time the layer is read
  for (let i = findings.length - 1; i >= 0; i--) if (findings[i]!.layer === theme) findings.splice(i, 1)
  if (theme === 'walk') yield* numbered(walkFeatures(data))
  else if (theme === 'streets') yield* numbered(streets(data))
  else if (theme === 'gates' || theme === 'places') yield* numbered(points(data, theme))
  else if (theme === 'boundaries') yield* numbered(boundaries(data, findings))
  else if (theme === 'stations') yield* numbered(stations(data))
  else yield* numbered(areas(data, theme, findings))
}

type Row = Omit<SourceFeature, 'row'>

function* numbered(rows: Iterable<Row>): Iterable<SourceFeature> {
  let row = 0
  for (const { properties, geometry } of rows) yield { row: ++row, properties, geometry }
}

function* streets(data: OsmData): Iterable<Row> {
  for (const [id, way] of data.ways) {
    const road = way.tags && roadClassOf(way.tags)
    if (!way.tags || !road) continue
    const line = lineOf(data, way)
    if (line.length < 2) continue
    yield {
      properties: { id: `way/${id}`, name: nameOf(way.tags), class: road, highway: way.tags.highway },
      geometry: { type: 'LineString', coordinates: line },
    }
  }
}

function* points(data: OsmData, theme: 'gates' | 'places'): Iterable<Row> {
  for (const [id, tags] of data.taggedNodes) {
    const place = data.placeOf(id)
    if (place === null) continue
    const own: Properties | null =
      theme === 'gates'
        ? gateBarriers.has(tags.barrier ?? '') || tags.entrance === 'main'
          ? { barrier: tags.barrier ?? 'entrance', access: tags.access ?? '' }
          : null
        : tags.place !== undefined && nameOf(tags) !== ''
          ? { place: tags.place, population: tags.population ?? null }
          : null
    if (own === null) continue
    yield {
      properties: { id: `node/${id}`, name: nameOf(tags), ...own },
      geometry: { type: 'Point', coordinates: place },
    }
  }
}

const areaProperties: Record<'buildings' | 'compounds' | 'water' | 'green', (tags: Tags) => Properties | null> = {
  buildings: (tags) =>
    isBuilding(tags)
      ? {
          kind: buildingKindOf(tags),
          floors: count(tags['building:levels']),
          flats: count(tags['building:flats']),
          building: tags.building,
        }
      : null,
  compounds: (tags) => {
    const kind = compoundKindOf(tags)
    // grounds without a name are land use, not a place that people call by one
    return kind === null || nameOf(tags) === ''
      ? null
      : { kind, walled: tags.barrier === 'wall' || tags.barrier === 'fence' }
  },
  water: (tags) => withKind(waterKindOf(tags)),
  green: (tags) => withKind(greenKindOf(tags)),
}

function withKind(kind: string | null): Properties | null {
  return kind === null ? null : { kind }
}

function* areas(data: OsmData, theme: keyof typeof areaProperties, findings: FileFinding[]): Iterable<Row> {
  const propertiesOf = areaProperties[theme]
  for (const [id, way] of data.ways) {
    const own = way.tags && propertiesOf(way.tags)
    if (!own || !isClosed(data, way)) continue
    const ring = lineOf(data, way)
    if (ring.length < 4) continue
    yield {
      properties: { id: `way/${id}`, name: nameOf(way.tags!), ...own },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
  }
  for (const [id, relation] of data.relations) {
    if (relation.tags.type !== 'multipolygon') continue
    const own = propertiesOf(relation.tags)
    if (!own) continue
    const geometry = relationArea(data, id, theme, findings)
    if (geometry) yield { properties: { id: `relation/${id}`, name: nameOf(relation.tags), ...own }, geometry }
  }
}

function* boundaries(data: OsmData, findings: FileFinding[]): Iterable<Row> {
  for (const [id, { tags }] of data.relations) {
    if (tags.boundary !== 'administrative' && tags.type !== 'boundary') continue
    const geometry = relationArea(data, id, 'boundaries', findings)
    if (geometry === null) continue
    const { admin_level: level = '', boundary = '', ref = '' } = tags
    yield { properties: { id: `relation/${id}`, name: nameOf(tags), admin_level: level, boundary, ref }, geometry }
  }
}

function* stations(data: OsmData): Iterable<Row> {
  for (const [id, tags] of data.taggedNodes) {
    const place = data.placeOf(id)
    const own = stationProperties(tags)
    if (own && place)
      yield { properties: { id: `node/${id}`, ...own }, geometry: { type: 'Point', coordinates: place } }
  }
  for (const [id, way] of data.ways) {
    const own = way.tags && stationProperties(way.tags)
    if (!own || !isClosed(data, way)) continue
    yield { properties: { id: `way/${id}`, ...own }, geometry: { type: 'Polygon', coordinates: [lineOf(data, way)] } }
  }
}

function stationProperties(tags: Tags): Properties | null {
  const station = stationOf(tags)
  if (station === null || nameOf(tags) === '') return null
  const address = [tags['addr:street'], tags['addr:housenumber']].filter(Boolean).join(' ')
  return {
    name: nameOf(tags),
    ...station,
    hours: tags.opening_hours ?? null,
    address,
    phone: tags.phone ?? null,
    amenity: tags.amenity,
  }
}

/** MultiPolygon of a relation; null, with a finding, where a ring does not close. */
function relationArea(data: OsmData, id: number, theme: string, findings: FileFinding[]): object | null {
  const { members, tags } = data.relations.get(id)!
  const outer: { id: number; nodes: Float64Array }[] = []
  const inner: typeof outer = []
  const missing: number[] = []
  for (const member of members) {
    if (member.type !== 'way') continue
    const way = data.ways.get(member.id)
    if (way === undefined) missing.push(member.id)
    else (member.role === 'inner' ? inner : outer).push({ id: member.id, nodes: data.nodesOf(way) })
  }
  const [shells, holes] = [assembleRings(outer), assembleRings(inner)]
  if (shells.open.length > 0 || (missing.length > 0 && shells.closed.length === 0)) {
    const gap = shells.open[0]
    const words = [
      `relation/${id} ${nameOf(tags)}`.trim(),
      missing.length > 0
        ? `missing ${missing
            .slice(0, 20)
            .map((way) => `way/${way}`)
            .join(' ')}${missing.length > 20 ? ` +${missing.length - 20}` : ''}`
        : '',
      gap ? `open between node/${gap.from} and node/${gap.to}` : '',
    ]
    findings.push({ code: 'open-boundary', layer: theme, value: words.filter(Boolean).join('; ') })
    return null
  }
  const rings = (chains: number[][]) => chains.map((nodes) => placesOf(data, nodes)).filter((ring) => ring.length >= 4)
  const coordinates = polygonsOf(rings(shells.closed), rings(holes.closed))
  return coordinates.length === 0 ? null : { type: 'MultiPolygon', coordinates }
}

function isClosed(data: OsmData, way: { start: number; count: number }): boolean {
  const nodes = data.nodesOf(way)
  return nodes.length >= 4 && nodes[0] === nodes[nodes.length - 1]
}

function lineOf(data: OsmData, way: { start: number; count: number }): Place[] {
  return placesOf(data, data.nodesOf(way))
}

function placesOf(data: OsmData, nodes: ArrayLike<number>): Place[] {
  const places: Place[] = []
  for (let i = 0; i < nodes.length; i++) {
    const place = data.placeOf(nodes[i]!)
    if (place !== null) places.push(place)
  }
  return places
}

/** A number that begins a tag's value: "6", "6.5", "6-8" is 6; null for anything else. */
function count(text: string | undefined): number | null {
  const number = Number.parseFloat(text ?? '')
  return Number.isFinite(number) && number >= 0 && number <= 2_000 ? Math.round(number) : null
}
