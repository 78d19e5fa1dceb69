import type { StationChoice, WalkChoice } from '#domain/contract/choice.ts'
import { chooseStations } from '#domain/coverage/choose-stations.ts'
import { sourcesOf, timePlaces } from '#domain/coverage/household-time.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'

export interface ChosenWalk {
  walk: WalkChoice
  stations: StationChoice
}

/**
 * A county as one choice has it: only the stations that count, walked as chosen, whichever walk is asked for. `asked`: code
 * of a station that stays although it does not count, because it is asked about by name.
 */
export function chosenModel(model: CoverageModel, { walk, stations }: ChosenWalk, asked?: string): CoverageModel {
  const counts = chooseStations(model.source.stations, stations)
  const kept = model.source.stations.flatMap(({ code }, at) => (counts[at] === 1 || code === asked ? [at] : []))
  const walked = model.walk(walk)
  const standing = kept.map((at) => walked.stations[at]!)
  const sweep = walked.sweeper.nearest(sourcesOf(model.network, walked.graph, standing))
  const any = timePlaces(walked.graph, walked.access, sweep, standing)
  return {
    ...model,
    source: { ...model.source, stations: kept.map((at) => model.source.stations[at]!) },
    walk: () => ({ ...walked, stations: standing, any }),
  }
}
