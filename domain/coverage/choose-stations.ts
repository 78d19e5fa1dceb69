import type { Position } from '#domain/contract/common.ts'
import type { OpeningHours, StationLevel } from '#domain/contract/station.ts'
import { isOpen, type WeekMinute } from './open-hours.ts'

/** A station as coverage knows it. What is left out is unknown: no level matches, no service offered; any kind and hours may be. */
export interface CoverageStation {
  code: string
  name: string
  /** The entrance. */
  position: Position
  level?: StationLevel
  kind?: string
  services?: readonly string[]
  /** [] when nobody said when it is open. */
  hours?: readonly OpeningHours[]
  /** Households it is made for; null where nobody said. */
  capacityHouseholds?: number | null
}

/**
 * Which stations count: of any of the levels and kinds, offering every one of the services, open at a moment of the week
 * in the county's time (null: whenever they are open). Empty lists mean all.
 */
export interface StationChoice {
  levels: StationLevel[]
  kinds: string[]
  services: string[]
  openAt: WeekMinute | null
}

/** The choice that every station meets. */
export const everyStation: StationChoice = { levels: [], kinds: [], services: [], openAt: null }

/**
 * 1 where a station counts, 0 where it does not. One of which nobody said the hours, or the kind as where it is only being
 * tried, counts as open and of that kind.
 */
export function chooseStations(stations: readonly CoverageStation[], choice: StationChoice): Uint8Array {
  return Uint8Array.from(stations, (station) => (meets(station, choice) ? 1 : 0))
}

function meets(station: CoverageStation, { levels, kinds, services, openAt }: StationChoice): boolean {
  if (levels.length > 0 && !(station.level && levels.includes(station.level))) return false
  if (kinds.length > 0 && station.kind && !kinds.includes(station.kind)) return false
  if (!services.every((service) => station.services?.includes(service))) return false
  return openAt === null || isOpen(station.hours ?? [], openAt)
}
