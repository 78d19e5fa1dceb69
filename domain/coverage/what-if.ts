import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { Change, ChangeRefusal } from './change.ts'
import { changeSource } from './change-source.ts'
import { refuseChange } from './check-change.ts'
import { type CoverageStation, chooseStations, type StationChoice } from './choose-stations.ts'
import { countByMinute, wholeMinutes } from './count.ts'
import { placeHousehold } from './enclosure.ts'
import { type AreaFigures, type AreaLevel, areaFigures, type CountyFigures, type StationLoad } from './figures.ts'
import {
  prepareAccess,
  type StationAccess,
  sourcesOf,
  type TwoPlaceTimes,
  timePlaces,
  timePlacesTwo,
} from './household-time.ts'
import { type LeftOut, leftOutBy } from './left-out-reason.ts'
import { buildModel, type CoverageModel, type ProfileWalk } from './model.ts'
import { paces } from './profile.ts'
import type { WalkAsked, WalkChoice } from './walk-choice.ts'

/** A county in which things can be different: every figure is of the county as changed so far. */
export interface WhatIf {
  walk: WalkChoice
  choice: StationChoice
  /** Applies at once. `undo` takes this change back, exactly to the bit; later changes stay. */
  apply(change: Change): { ok: true; undo(): void } | { ok: false; reason: ChangeRefusal }
  /** Changes that hold, in the order they were made. */
  changes(): readonly Change[]
  /** Stations as changed; an owner in `times` is an index in this list. Closed ones stay, so that indexes hold. */
  stations(): readonly WhatIfStation[]
  /** Deciseconds and station of every building, nearest and second-nearest; read only. */
  readonly times: TwoPlaceTimes
  /** Households (and elderly where the model has them) of the county. */
  figures(): CountyFigures
  /** Households whose nearest it is within some whole minutes, for every station that counts. */
  stationLoads(minutes: number): StationLoad[]
  areaFigures(level: AreaLevel): AreaFigures[]
  /** Groups of households beyond some whole minutes, the most households first. */
  leftOut(minutes: number): LeftOut[]
}

export interface WhatIfStation extends CoverageStation {
  /** Whether it meets the choice and is not closed. */
  counts: boolean
  /** Whether it stands within ACCESS_LIMIT_METERS of the network. */
  onNetwork: boolean
}

interface State {
  model: CoverageModel
  walk: ProfileWalk
  standing: StationAccess
  stations: WhatIfStation[]
  times: TwoPlaceTimes
}

/** The county of a model, as walked by a choice to the stations that meet a choice. */
export function createWhatIf(model: CoverageModel, walk: WalkAsked, choice: StationChoice): WhatIf {
  let made: { change: Change }[] = []
  let state = stateOf(model, walk, choice)

  function redo(changes: { change: Change }[]): void {
    made = []
    state = stateOf(model, walk, choice)
    for (const one of changes) if (change(one.change) === null) made.push(one)
  }

  function change(one: Change): ChangeRefusal | null {
    const reason = refuseChange(one, checkedBy(state.model))
    if (reason) return reason
    const source = changeSource(state.model.source, one, state.model.network, state.model.index)
    state = stateOf(buildModel(source), walk, choice)
    return null
  }

  const minutes = () => wholeMinutes(state.times.deciseconds)
  const elderly = () => (model.knowsElderly ? model.places.elderly : null)

  return {
    walk,
    choice,
    apply(one) {
      const reason = change(one)
      if (reason) return { ok: false, reason }
      const entry = { change: one }
      made.push(entry)
      return { ok: true, undo: () => redo(made.filter((other) => other !== entry)) }
    },
    changes: () => made.map((entry) => entry.change),
    stations: () => state.stations,
    get times() {
      return state.times
    },
    figures() {
      const standing = state.stations.filter(({ counts }) => counts)
      const old = elderly()
      return {
        households: model.totals.households,
        elderly: old && model.totals.elderly,
        offNetwork: model.totals.offNetwork,
        stations: standing.length,
        stationsOffNetwork: standing.filter(({ onNetwork }) => !onNetwork).length,
        walk: countByMinute(minutes(), model.places.households, MOST_MINUTES),
        elderlyWalk: old && countByMinute(minutes(), old, MOST_MINUTES),
      }
    },
    stationLoads(within) {
      const whole = minutes()
      const load = (weight: Int32Array) => {
        const sums = new Int32Array(state.stations.length)
        for (let place = 0; place < whole.length; place++)
          if (whole[place]! <= within) sums[state.times.owner[place]!]! += weight[place]!
        return sums
      }
      const households = load(model.places.households)
      const old = elderly()
      const elderlyLoad = old && load(old)
      return state.stations.flatMap(({ code, name, counts, capacityHouseholds = null }, owner) =>
        counts
          ? [
              {
                code,
                name,
                households: households[owner]!,
                elderly: elderlyLoad && elderlyLoad[owner]!,
                capacityHouseholds,
              },
            ]
          : [],
      )
    },
    areaFigures(level) {
      const { areas, area } = areasOf(model, level)
      return areaFigures(areas, area, minutes(), model.places.households, elderly())
    },
    leftOut(within) {
      const timesIf = (other: Partial<WalkAsked>, stations: Partial<StationChoice>) => {
        const whatIf = createWhatIf(model, { ...walk, ...other }, { ...choice, ...stations })
        for (const { change: one } of made) whatIf.apply(one)
        return whatIf.times.deciseconds
      }
      const timed = walk.openAt !== null || choice.openAt !== null
      return leftOutBy(
        { model: state.model, stations: state.stations, times: state.times, walk, minutes: within },
        {
          ignoringHours: () => (timed ? timesIf({ openAt: null }, { openAt: null }) : null),
          withSteps: () => (paces[walk.profile].barred.length > 0 ? timesIf({ withSteps: true }, {}) : null),
          withoutWall: (places) => timesWithoutWall(state, places),
        },
      )
    },
  }
}

function stateOf(model: CoverageModel, choice: WalkAsked, stations: StationChoice): State {
  const walk = model.walk(choice)
  const chosen = chooseStations(model.source.stations, stations)
  const standing = walk.stations.map((points, station) => (chosen[station] ? points : []))
  const sweep = walk.sweeper.nearestTwo(sourcesOf(model.network, walk.graph, standing))
  return {
    model,
    walk,
    standing,
    stations: model.source.stations.map((station, at) => ({
      ...station,
      counts: chosen[at] === 1,
      onNetwork: walk.stations[at]!.length > 0,
    })),
    times: timePlacesTwo(walk.graph, walk.access, sweep, standing),
  }
}

/** Times of some places if they stepped straight onto the nearest edge, across any wall. */
function timesWithoutWall({ model, walk, standing }: State, places: readonly number[]): Int32Array {
  const { network, index, places: homes } = model
  const points = places.map((place) =>
    placeHousehold(
      index,
      network.kind,
      [homes.longitude[place]!, homes.latitude[place]!],
      undefined,
      (edge) => walk.graph.edgeDeciseconds[edge]! >= 0,
    ),
  )
  const sweep = walk.sweeper.nearest(sourcesOf(network, walk.graph, standing))
  return timePlaces(walk.graph, prepareAccess(network, walk.graph, points), sweep, standing).deciseconds
}

function checkedBy({ source, network, index }: CoverageModel) {
  return {
    index,
    hasStation: (code: string) => source.stations.some((station) => station.code === code),
    enclosureOf: (code: string) => source.compounds.find((compound) => compound.code === code)?.enclosure,
    hasEdge: (id: number) => network.id.includes(id),
  }
}

function areasOf({ source }: CoverageModel, level: AreaLevel) {
  const { buildings } = source
  const nowhere = () => new Int32Array(buildings.households.length).fill(-1)
  switch (level) {
    case 'county':
      return { areas: [{ code: '', name: '' }], area: new Int32Array(buildings.households.length) }
    case 'street':
      return { areas: source.streets ?? [], area: buildings.street ?? nowhere() }
    case 'community':
      return { areas: source.communities ?? [], area: buildings.community ?? nowhere() }
    case 'grid':
      return { areas: source.grids, area: buildings.grid }
    case 'micro_grid':
      return { areas: source.microGrids ?? [], area: buildings.microGrid ?? nowhere() }
  }
}
