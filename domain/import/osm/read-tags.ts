import type { Tags } from './osm-data.ts'

export type RoadClass = 'motorway' | 'arterial' | 'street' | 'lane' | 'path'
export type WalkKind = 'arterial' | 'street' | 'lane' | 'footway' | 'steps' | 'crossing' | 'bridge'

const classes: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'arterial',
  trunk_link: 'arterial',
  primary: 'arterial',
  primary_link: 'arterial',
  secondary: 'arterial',
  secondary_link: 'arterial',
  tertiary: 'street',
  tertiary_link: 'street',
  unclassified: 'street',
  residential: 'street',
  living_street: 'lane',
  service: 'lane',
  track: 'lane',
  road: 'street',
  pedestrian: 'path',
  footway: 'path',
  path: 'path',
  steps: 'path',
  cycleway: 'path',
  bridleway: 'path',
  corridor: 'path',
}

/** Class of a road by its `highway` tag; null for what is no road, or is none yet. */
export function roadClassOf(tags: Tags): RoadClass | null {
  return tags.area === 'yes' ? null : (classes[tags.highway ?? ''] ?? null)
}

const refused = new Set(['no', 'private', 'use_sidepath'])
const granted = new Set(['yes', 'designated', 'permissive', 'official', 'customers', 'destination', 'residents'])

/**
 * How people walk along a way (OpenStreetMap wiki, "Key:access"); null where they may not. What `foot` says goes before
 * what `access` says; motorways are not walked, cycleways where nothing forbids it.
 */
export function walkKindOf(tags: Tags): WalkKind | null {
  const road = roadClassOf(tags)
  if (road === null || tags.highway === 'corridor') return null
  const foot = tags.foot ?? ''
  if (refused.has(foot)) return null
  if (road === 'motorway' && !granted.has(foot)) return null
  if (!granted.has(foot) && (tags.access === 'no' || (tags.access === 'private' && tags.highway !== 'service')))
    return null
  if (tags.highway === 'steps') return 'steps'
  if (tags.footway === 'crossing' || tags.path === 'crossing' || tags.cycleway === 'crossing') return 'crossing'
  if (road === 'path') return tags.bridge !== undefined && tags.bridge !== 'no' ? 'bridge' : 'footway'
  return road === 'motorway' ? 'arterial' : road
}

/** Whether people on foot can pass a barrier on a way: gates and bollards yes, unless locked or private. */
export function passes(tags: Tags): boolean {
  if (tags.barrier === undefined) return true
  const foot = tags.foot ?? tags.access ?? ''
  if (granted.has(foot)) return true
  if (refused.has(foot) || tags.locked === 'yes') return false
  return !closedBarriers.has(tags.barrier)
}

const closedBarriers = new Set([
  'wall',
  'fence',
  'hedge',
  'city_wall',
  'ditch',
  'retaining_wall',
  'jersey_barrier',
  'debris',
  'block',
])

export const gateBarriers = new Set([
  'gate',
  'lift_gate',
  'swing_gate',
  'sliding_gate',
  'wicket_gate',
  'kissing_gate',
  'entrance',
  'turnstile',
  'toll_booth',
])

export function isBuilding(tags: Tags): boolean {
  return tags.building !== undefined && tags.building !== 'no'
}

const homes = new Set([
  'yes',
  'apartments',
  'residential',
  'house',
  'detached',
  'semidetached_house',
  'terrace',
  'dormitory',
  'bungalow',
  'farm',
])
const notHomes = ['shop', 'office', 'amenity', 'tourism', 'industrial', 'leisure', 'public_transport', 'railway']

/** `residential` where people may live: by its own tag, or said of nothing else. */
export function buildingKindOf(tags: Tags): string {
  const said = tags.building ?? 'yes'
  if (!homes.has(said)) return said.slice(0, 60)
  return said === 'yes' && notHomes.some((key) => tags[key] !== undefined) ? 'other' : 'residential'
}

export function waterKindOf(tags: Tags): 'river' | 'lake' | 'pond' | 'sea' | null {
  if (tags.waterway === 'riverbank' || tags.waterway === 'dock') return 'river'
  if (tags.natural === 'bay') return 'sea'
  if (tags.landuse === 'reservoir') return 'lake'
  if (tags.landuse === 'basin') return 'pond'
  if (tags.natural !== 'water') return null
  if (tags.water === 'river' || tags.water === 'canal' || tags.water === 'stream') return 'river'
  return tags.water === 'pond' ? 'pond' : 'lake'
}

export function greenKindOf(tags: Tags): 'park' | 'hill' | 'wood' | 'farm' | 'beach' | 'square' | null {
  if (tags.leisure === 'park' || tags.leisure === 'garden' || tags.leisure === 'nature_reserve') return 'park'
  if (tags.natural === 'wood' || tags.landuse === 'forest') return 'wood'
  if (tags.landuse === 'grass' || tags.landuse === 'recreation_ground' || tags.landuse === 'village_green')
    return 'park'
  if (tags.natural === 'beach' || tags.natural === 'sand') return 'beach'
  if (tags.natural === 'scrub' || tags.natural === 'heath') return 'hill'
  if (tags.landuse === 'farmland' || tags.landuse === 'orchard' || tags.landuse === 'vineyard') return 'farm'
  if (tags.place === 'square' || (tags.highway === 'pedestrian' && tags.area === 'yes')) return 'square'
  return null
}

/** Grounds with an inside: housing estates, schools, hospitals, works. */
export function compoundKindOf(tags: Tags): string | null {
  if (tags.landuse === 'residential') return 'residential'
  if (tags.amenity !== undefined && /^(school|university|college|kindergarten|hospital)$/.test(tags.amenity))
    return tags.amenity
  if (tags.landuse === 'industrial') return 'industrial'
  return null
}

const stations: Readonly<Record<string, { kind: string; services: string }>> = {
  community_centre: { kind: 'community-center', services: 'meeting-room' },
  townhall: { kind: 'municipal', services: 'government-affairs' },
  library: { kind: 'library', services: 'library' },
  clinic: { kind: 'clinic', services: 'clinic' },
  doctors: { kind: 'clinic', services: 'clinic' },
  social_facility: { kind: 'social', services: 'meals-for-the-old' },
  police: { kind: 'police', services: 'government-affairs' },
}

/** Places that serve people, as stations; null for all others. */
export function stationOf(tags: Tags): { kind: string; services: string } | null {
  return stations[tags.amenity ?? ''] ?? null
}

/** Name in the language of the place. */
export function nameOf(tags: Tags): string {
  return (tags.name ?? tags['name:zh'] ?? tags['name:en'] ?? tags.ref ?? '').slice(0, 200)
}
