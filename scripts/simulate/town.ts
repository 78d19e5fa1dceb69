import type { ActRequest } from '#domain/issue/act-request.ts'
import type { Actor, Place } from './life.ts'

export interface Report {
  category: string
  title: string
  place: string
  /** Longitude and latitude in degrees. */
  position: [number, number]
}

export interface Reported {
  number: string
  place: Place
  /** By which the resident follows it. */
  follow: string
}

/** The county a day is played in: over HTTP as browsers ask it, or straight through the writer. */
export interface Town {
  /** Leaves of the catalogue that ask no questions, with their names. */
  categories: { code: string; name: string }[]
  departments: string[]
  /** West, south, east and north of the communities, in degrees. */
  communities: { name: string; bounds: readonly [number, number, number, number] }[]
  /** A resident reports something; null where it was not taken. `at` in milliseconds since 1970. */
  report(report: Report, at: number): Promise<Reported | null>
  /** Somebody acts; the reason where it was refused, else null. */
  act(reported: Reported, by: Actor, act: ActRequest, at: number): Promise<string | null>
  close(): Promise<void>
}
