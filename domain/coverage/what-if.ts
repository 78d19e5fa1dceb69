import { MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { AccessPoint } from './access.ts'
import type { Change, ChangeRefusal } from './change.ts'
import type { CoverageStation, StationChoice } from './choose-stations.ts'
import { wholeMinutes } from './count.ts'
import { type CountyState, createCountyState } from './county-state.ts'
import { type AreaFigures, type AreaLevel, areaFigures, type CountyFigures, type StationLoad } from './figures.ts'
import type { TwoPlaceTimes } from './household-time.ts'
import { type LeftOut, leftOutBy } from './left-out-reason.ts'
import type { CoverageModel } from './model.ts'
import { paces } from './profile.ts'
import type { WalkAsked, WalkChoice } from './walk-choice.ts'

/** A county in which things can be different: every figure is of the county as changed so far. */
export interface WhatIf {
  walk: WalkChoice
  choice: StationChoice
  model: CoverageModel
  /** What the pictures are drawn from. */
  state: CountyState
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
  closed: boolean
  /** Whether it meets the choice and is not closed. */
  counts: boolean
  /** Where it meets the network; [] farther than ACCESS_LIMIT_METERS from it. */
  points: readonly AccessPoint[]
}

/** The county of a model, as walked by a choice to the stations that meet a choice. */
export function createWhatIf(model: CoverageModel, walk: WalkAsked, choice: StationChoice): WhatIf {
  const state = createCountyState(model, model.walk(walk), walk, choice)
  const { board, stations } = state
  let made: { change: Change; revert(): void }[] = []

  /** Takes one change back from under the later ones; those that no longer have an answer are dropped. */
  function takeBack(entry: (typeof made)[number]): void {
    const at = made.indexOf(entry)
    if (at < 0) return
    const later = made.slice(at + 1)
    for (const other of made.slice(at).toReversed()) other.revert()
    made = made.slice(0, at)
    for (const other of later) {
      const told = state.apply(other.change)
      if (!told.ok) continue
      other.revert = told.revert
      made.push(other)
    }
  }

  const minutes = () => wholeMinutes(board.times.deciseconds)
  const elderly = () => (model.knowsElderly ? model.places.elderly : null)

  return {
    walk,
    choice,
    model,
    state,
    apply(change) {
      const told = state.apply(change)
      if (!told.ok) return told
      const entry = { change, revert: told.revert }
      made.push(entry)
      return { ok: true, undo: () => takeBack(entry) }
    },
    changes: () => made.map((entry) => entry.change),
    stations: () => stations,
    times: board.times,
    figures() {
      const counting = stations.filter(({ counts }) => counts)
      return {
        ...model.totals,
        elderly: model.knowsElderly ? model.totals.elderly : null,
        stations: counting.length,
        stationsOffNetwork: counting.filter(({ points }) => points.length === 0).length,
        walk: addUp(board.households),
        elderlyWalk: model.knowsElderly ? addUp(board.elderly) : null,
      }
    },
    stationLoads(within) {
      const old = elderly()
      const load = (weight: Int32Array) => sumByOwner(board.times, weight, stations.length, within)
      const households = load(model.places.households)
      const elderlyLoad = old && load(old)
      return stations.flatMap(({ code, name, counts, capacityHouseholds = null }, owner) =>
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
      const timesIf = (other: Partial<WalkAsked>, otherStations: Partial<StationChoice>) => {
        const whatIf = createWhatIf(model, { ...walk, ...other }, { ...choice, ...otherStations })
        for (const { change } of made) whatIf.apply(change)
        return whatIf.times.deciseconds
      }
      const timed = walk.openAt !== null || choice.openAt !== null
      return leftOutBy(
        { model, stations, times: board.times, walk, minutes: within },
        {
          ignoringHours: () => (timed ? timesIf({ openAt: null }, { openAt: null }) : null),
          withSteps: () => (paces[walk.profile].barred.length > 0 ? timesIf({ withSteps: true }, {}) : null),
          withoutWall: state.timesWithoutWall,
        },
      )
    },
  }
}

/** Sums so far over 0 to MOST_MINUTES minutes; what takes longer is left out. */
function addUp(byMinute: Int32Array): number[] {
  let sum = 0
  return Array.from(byMinute.subarray(0, MOST_MINUTES + 1), (count) => {
    sum += count
    return sum
  })
}

function sumByOwner({ deciseconds, owner }: TwoPlaceTimes, weight: Int32Array, owners: number, within: number) {
  const sums = new Int32Array(owners)
  for (let place = 0; place < deciseconds.length; place++)
    if (deciseconds[place]! <= within * 600) sums[owner[place]!]! += weight[place]!
  return sums
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
