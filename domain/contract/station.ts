import { z } from 'zod'
import { countyCode, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

export const stationLevel = z.enum(['county', 'zone', 'community', 'grid', 'corner'])
export type StationLevel = z.infer<typeof stationLevel>

/** Open on these days (1 Monday to 7 Sunday) between two minutes of the day; closing after midnight is above 1440. */
export const openingHours = z.object({
  days: z.array(z.int().min(1).max(7)).max(7),
  opensMinute: z.int().min(0).max(1440),
  closesMinute: z.int().min(0).max(2880),
})
export type OpeningHours = z.infer<typeof openingHours>

export const station = z.object({
  code: z.string(),
  name: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  level: stationLevel,
  kind: z.string(),
  services: z.array(z.string()),
  /** [] when nobody said when it is open. */
  hours: z.array(openingHours),
  /** Households it can serve; null when nobody said. */
  capacityHouseholds: z.int().nullable(),
  address: z.string(),
  phone: z.string(),
  /** The entrance. */
  position,
})
export type Station = z.infer<typeof station>

export const listStations = endpoint({
  method: 'GET',
  path: '/api/stations',
  summary: 'Service stations of a county, county centers first, with their services, hours, capacity and entrances.',
  tag: 'station',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({ stations: z.array(station) }),
})

export const stationEndpoints = [listStations]
