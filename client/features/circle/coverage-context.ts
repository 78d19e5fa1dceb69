import { createContext, useContext } from 'react'
import type { z } from 'zod'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import type { listStations, Station } from '#domain/contract/station.ts'
import type { LiveFigures, ModelQuestion } from './model/model.types.ts'
import type { ModelState } from './model/use-coverage-thread.ts'
import type { Answered } from './model/use-model-answer.ts'
import type { Remote } from './use-answer.ts'
import type { CircleState } from './use-circle-state.ts'
import type { Figures } from './use-figures.ts'

/** What every part of the page reads: the question as the address and the draft have it, and what is known of the answer. */
export interface Coverage {
  county: County
  /** The question, with the ways to change it. */
  state: CircleState
  /** All stations of the county as stored. */
  listed: Remote<z.output<typeof listStations.answer>>
  /** The same with what would be otherwise: moved, added, closed. */
  stations: readonly Station[]
  /** Of these, the ones that meet the choice. */
  countedStations: readonly Station[]
  /** The chosen station; null for the whole county, and while it is not known. */
  station: Station | null
  /** The question with the change under the finger: for figures that follow it. */
  question: ModelQuestion
  /** The question without it: for what is asked when the finger rests, and for the server. */
  settled: ModelQuestion
  /** The county's model in the page's worker; ask it by `useModelAnswer`, or its thread itself. */
  model: ModelState
  retryModel(): void
  /** Figures that follow the finger; null until the model has answered. */
  live: Answered<LiveFigures> | null
  /** Figures of the county and the chosen station, from the model, else from the server. */
  figures: Figures
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
