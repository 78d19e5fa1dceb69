import type { Position } from '#domain/contract/common.ts'
import type { OpeningHours, StationLevel } from '#domain/contract/station.ts'
import type { EdgeKind } from './profile.ts'

/** One thing that could be different in a county. Positions in degrees; `edge` is the edge's id as stored. */
export type Change =
  | {
      kind: 'add-station'
      code: string
      name: string
      position: Position
      level: StationLevel
      services: string[]
      hours: OpeningHours[]
      capacityHouseholds: number | null
    }
  | { kind: 'move-station'; code: string; position: Position }
  | { kind: 'close-station'; code: string }
  | {
      kind: 'change-station'
      code: string
      services?: string[] | undefined
      hours?: OpeningHours[] | undefined
      capacityHouseholds?: number | null | undefined
    }
  /** Opens every day between two minutes of the day; closing before opening, or after 1440, crosses midnight. */
  | { kind: 'open-gate'; compound: string; position: Position; opensMinute: number; closesMinute: number }
  /** Ends join the network where they come within JOIN_METERS of it, in the middle of an edge too. */
  | { kind: 'add-path'; id: string; edgeKind: EdgeKind; line: Position[] }
  | { kind: 'block-edge'; edge: number }

/** Within this many meters the end of a new path joins the network. */
export const JOIN_METERS = 15
/** Within this many meters of its compound's wall a new gate is believed. */
export const WALL_METERS = 30
export const SHORTEST_PATH_METERS = 1
export const LONGEST_PATH_METERS = 10_000

/** Why a change has no answer; words only in views. */
export type ChangeRefusal =
  | 'unknown-station'
  | 'unknown-compound'
  | 'unknown-edge'
  | 'code-taken'
  /** A station farther than ACCESS_LIMIT_METERS from every edge it could stand on: in the sea, in a field. */
  | 'off-network'
  /** A gate for a compound without a wall. */
  | 'not-walled'
  /** A gate farther than WALL_METERS from its compound's wall. */
  | 'off-wall'
  /** Hours that open and close in the same minute. */
  | 'never-open'
  | 'line-too-short'
  | 'line-too-long'
  /** A path of which neither end comes near the network. */
  | 'joins-nothing'
  /** More stations or paths than one question can hold: some 250 stations, 1,000 paths. */
  | 'too-many-changes'
  /** A longitude or latitude that is no number, or lies outside the earth. */
  | 'no-position'
