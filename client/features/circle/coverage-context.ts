import { createContext, useContext } from 'react'
import type { z } from 'zod'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import type { getCoverage, LeftOutGroup } from '#domain/contract/coverage.ts'
import type { listStations, Station } from '#domain/contract/station.ts'
import type { Remote } from './use-answer.ts'
import type { CircleState } from './use-circle-state.ts'

/** What every part of the page reads: the question as the address has it, and what is known of the answer. */
export interface Coverage {
  county: County
  /** The question, with the ways to change it. */
  state: CircleState
  /** The chosen station; null for the whole county, and while it is not known. */
  station: Station | null
  /** All stations of the county. */
  listed: Remote<z.output<typeof listStations.answer>>
  /** Counts of the county, and of the chosen station. */
  counted: Remote<z.output<typeof getCoverage.answer>>
  /** Who is left out, of the chosen station or of all. */
  leftOut: readonly LeftOutGroup[]
  /** Goes to a station, or back to the whole county. */
  choose(station: Station | null): void
  /** Glides to a place of the map. */
  showOnMap(place: Position): void
}

const Context = createContext<Coverage | null>(null)
export const CoverageProvider = Context.Provider

/** The page's coverage; only parts of the page may ask. */
export function useCoverage(): Coverage {
  const coverage = useContext(Context)
  if (!coverage) throw new Error('useCoverage is asked for outside the circle page.')
  return coverage
}
