import { walkFrom } from './answer.ts'
import { wholeMinutes } from './count.ts'
import { UNREACHED } from './graph.ts'
import type { CoverageModel } from './model.ts'

/** Where people live, and the whole minutes an adult walks there from some stations; -1 where no way leads. */
export interface WalkMinutes {
  longitude: Float64Array
  latitude: Float64Array
  households: Int32Array
  /** In the order of the stations asked for; null for one that stands too far from the network. */
  minutes: (Int32Array | null)[]
}

/** Minutes on foot from each of some stations (by code) to every building. */
export function walkMinutes(model: CoverageModel, stations: readonly string[]): WalkMinutes {
  const { longitude, latitude, households } = model.places
  return {
    ...{ longitude: longitude.slice(), latitude: latitude.slice(), households: households.slice() },
    minutes: stations.map((code) => {
      const found = walkFrom(model, 'adult', code)
      if (!found.ok) return null
      return wholeMinutes(found.told.times.deciseconds).map((minutes) => (minutes === UNREACHED ? -1 : minutes))
    }),
  }
}
