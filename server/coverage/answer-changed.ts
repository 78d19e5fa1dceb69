import type { Position } from '#domain/contract/common.ts'
import { type Answer, type CountyCounts, countBoth, countsOfStation } from '#domain/coverage/answer.ts'
import { wholeMinutes } from '#domain/coverage/count.ts'
import { MOST_COUNTY_EDGES } from '#domain/coverage/picture.ts'
import { stationGround } from '#domain/coverage/station-ground.ts'
import { stationTimes } from '#domain/coverage/station-reach.ts'
import { straightToAny } from '#domain/coverage/straight-to-any.ts'
import type { StreetPiece } from '#domain/coverage/street-time.ts'
import { streetsOfCounty, streetsOfStation } from '#domain/coverage/street-walk.ts'
import type { WhatIf } from '#domain/coverage/what-if.ts'
import type { SitingAnswer } from '#domain/siting/ask-siting.ts'
import { changeCounty } from '#domain/siting/change-county.ts'
import { underChanges, type WhatIfAnswer, type WhatIfAsked } from './answer-what-if.ts'
import type { LearntCounty } from './learn-county.ts'
import { type NextSite, nextSite } from './next-site.ts'

/** A county under changes, as a page to print shows it: of all stations that count, or of one. */
export interface ChangedCounty {
  county: Omit<CountyCounts, 'leftOut'>
  station: ReturnType<typeof countsOfStation> | null
  /** null where there are too many for one picture. */
  streets: StreetPiece[] | null
  area: Position[][][] | null
  /** Those that count, and the one asked about. */
  stations: { name: string; position: Position }[]
  site: SitingAnswer<NextSite>
}

export type ChangedAsked = Omit<WhatIfAsked, 'exact'> & { station: string | undefined; limitSeconds: number }

export function tellChanged(county: LearntCounty, asked: ChangedAsked): WhatIfAnswer<Answer<ChangedCounty>> {
  return underChanges(county, asked, (whatIf) => tellNow(county, whatIf, asked))
}

function tellNow(county: LearntCounty, whatIf: WhatIf, asked: ChangedAsked): Answer<ChangedCounty> {
  const { told } = county
  const { walk, station: code, minutes, limitSeconds } = asked
  const stations = whatIf.stations()
  const counting = stations.filter(({ counts }) => counts)
  const station = code === undefined ? null : stations.find((one) => one.code === code && !one.closed)
  if (station === undefined) return { ok: false, reason: 'unknown-station' }
  if (station?.points.length === 0) return { ok: false, reason: 'station-off-network' }
  const straight = straightToAny(walk.profile, counting, told.places)
  const { households, elderly, offNetwork } = told.totals
  return {
    ok: true,
    told: {
      county: {
        households,
        elderly,
        offNetwork,
        stations: counting.length,
        stationsOffNetwork: counting.filter(({ points }) => points.length === 0).length,
        ...countBoth(told, wholeMinutes(whatIf.times.deciseconds), straight),
      },
      station: station && countStation(county, whatIf, station),
      streets: station
        ? streetsOfStation(whatIf, station, limitSeconds)
        : told.network.edgeCount > MOST_COUNTY_EDGES
          ? null
          : streetsOfCounty(whatIf, limitSeconds),
      area: station && (stationGround(whatIf, station.code, [minutes])[0]?.coordinates ?? null),
      stations: stations
        .filter((one) => one.counts || one === station)
        .map(({ name, position }) => ({ name, position })),
      site: siteUnder(county, asked),
    },
  }
}

function countStation({ told }: LearntCounty, whatIf: WhatIf, station: ReturnType<WhatIf['stations']>[number]) {
  const minutes = wholeMinutes(stationTimes(whatIf, station.points))
  return countsOfStation(told, whatIf.walk.profile, station, minutes, whatIf.times, whatIf.stations())
}

function siteUnder(county: LearntCounty, { changes, walk, stations, minutes }: ChangedAsked): SitingAnswer<NextSite> {
  const changed = changeCounty(county.told, changes)
  // what can be changed one by one may not be there in a network built anew, such as an edge that a path has cut
  if (!changed.ok) return { ok: false, reason: 'nobody-in-reach' }
  return nextSite({ ...county, told: changed.model }, { chosen: { walk, stations }, minutes })
}
