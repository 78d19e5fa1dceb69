import type { z } from 'zod'
import type { getBrief } from '#domain/contract/brief.ts'
import type { Change } from '#domain/contract/change.ts'
import { readChoice } from '#domain/contract/choice.ts'
import type { Box, Position, Rate } from '#domain/contract/common.ts'
import { countySettings } from '#domain/contract/county.ts'
import {
  type CountyCoverage,
  elderlyMinutes,
  type LeftOutGroup,
  type StationCoverage,
} from '#domain/contract/coverage.ts'
import { chooseStations } from '#domain/coverage/choose-stations.ts'
import { paces, straightRadiusMeters } from '#domain/coverage/profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'
import type { CoverageStore } from '#server/coverage/coverage-store.ts'
import { grantedChange } from '#server/coverage/granted-change.ts'
import { tellCounty, tellStation } from '#server/coverage/tell.ts'
import type { Db } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { boxAround, boxFor } from '#server/print/projection.ts'
import { readHours } from '#server/station/read-hours.ts'
import { baseRows, type CountyRow, countyRow, type PlaceRow, placeRows, stationRows } from './brief.query.ts'
import { gatherScenario } from './gather-scenario.ts'
import { askChanged, askPlain, countPlain, type Shown } from './gather-shown.ts'
import type { BaseFeature, BriefFigures, BriefLeftOut, BriefMap, BriefMaterial } from './material.ts'
import { layouts } from './page/layout.ts'

type Choice = z.output<typeof getBrief.query>

/** Wider than this the map shows blocks, not houses. */
const HOUSES_METERS = 5000
/** Detail that paper does not show: a tenth of a point. */
const TOLERANCE_POINTS = 0.1

/** Reads and counts all that stands on a brief. Throws HttpProblem where the county or the station has nothing to tell. */
export async function gatherMaterial(
  db: Db,
  store: CoverageStore,
  choice: Choice,
  madeAt: Date,
): Promise<BriefMaterial> {
  const { county: code, profile, minutes, size, language } = choice
  const chosen = readChoice(choice)
  const row = await countyRow(db, code)
  if (!row) throw notFound(`There is no county ${code} on this server.`, 'unknown-county', 'query.county')
  const settings = countySettings.parse(row.settings)
  const scenario = choice.scenario === undefined ? null : await gatherScenario(db, code, choice.scenario)
  const now = scenario ? await askChanged(store, choice, scenario.changes) : await askPlain(store, choice)
  const county = tellCounty(now.county, settings)
  const station = now.station && tellStation(now.station, settings)
  const straightMeters = straightRadiusMeters(profile, minutes)
  return {
    size,
    language,
    county: {
      name: language === 'zh' ? row.name : row.name_en,
      demo: row.demo,
      timeZone: row.time_zone,
      attribution: row.attribution,
      dataAt: row.data_at,
    },
    walk: { profile, minutes, kilometersPerHour: paces[profile].kilometersPerHour },
    chosen: { stations: chosen.stations, direction: chosen.walk.direction },
    station: station && { code: station.code, name: station.name, position: station.position },
    scenario: scenario && { name: scenario.name, changes: scenario.named },
    figures: {
      ...figuresOf(county, station, minutes),
      today: scenario ? await reachedToday(store, choice) : null,
      straightMeters,
    },
    leftOut: station
      ? leftOutOf(station.leftOut, minutes)
      : await leftOutOfAll(store, code, chosen, minutes, scenario?.changes ?? []),
    site: now.site,
    map: await gatherMap(db, choice, row, station, straightMeters, now),
    madeAt: madeAt.getTime(),
  }
}

/** What is reached without the changes of a scenario; null for a station that is new. */
async function reachedToday(store: CoverageStore, choice: Choice): Promise<Rate | null> {
  const told = await countPlain(store, choice)
  if (!told) return null
  const { county, station } = told
  return station
    ? rate(station.straight[choice.minutes]! - station.cannotWalk[choice.minutes]!, station.straight[choice.minutes]!)
    : rate(county.walk[choice.minutes]!, county.households)
}

function rate(part: number, whole: number): Rate {
  return { part, whole, share: whole === 0 ? null : part / whole }
}

function figuresOf(
  county: CountyCoverage,
  station: StationCoverage | null,
  minutes: number,
): Omit<BriefFigures, 'straightMeters' | 'today'> {
  const { households, stations, stationsOffNetwork, offNetwork } = county
  const shared = { stations, stationsOffNetwork, offNetwork }
  const told: readonly number[] = elderlyMinutes
  const at = told.indexOf(minutes)
  if (station) {
    const circle = station.straight[minutes]!
    const left = station.cannotWalk[minutes]!
    const elderly = county.elderly === 0 ? undefined : station.elderlyCounts[at]
    return {
      ...shared,
      reached: rate(circle - left, circle),
      straight: rate(circle, households),
      leftOut: left,
      elderly: elderly ? { reached: elderly.walk, all: elderly.straight } : null,
    }
  }
  const elderly = county.elderly === 0 ? undefined : county.elderlyCounts[at]
  return {
    ...shared,
    reached: rate(county.walk[minutes]!, households),
    straight: rate(county.straight[minutes]!, households),
    leftOut: households - county.walk[minutes]!,
    elderly: elderly ? { reached: elderly.walk, all: county.elderly } : null,
  }
}

function leftOutOf(groups: readonly LeftOutGroup[], minutes: number): BriefLeftOut[] {
  return groups
    .map(({ kind, name, position, byMinute, walkByMinute, nearest }) => ({
      kind,
      name,
      position,
      households: byMinute[minutes]!,
      walkMinutes: walkByMinute[minutes] ?? null,
      nearest: nearest?.name ?? null,
      reason: null,
      savedMinutes: null,
    }))
    .filter(({ households }) => households > 0)
    .sort((a, b) => b.households - a.households)
}

/** Who reaches no station that counts, with the reason. */
async function leftOutOfAll(
  store: CoverageStore,
  county: string,
  chosen: ReturnType<typeof readChoice>,
  minutes: number,
  changes: readonly Change[],
): Promise<BriefLeftOut[]> {
  const asked = await store.ask({ kind: 'left-out', county, ...chosen, changes, minutes, exact: false })
  return grantedChange(asked, county).leftOut.map(
    ({ kind, name, position, households, missingMinutes, nearest, reason, savedMinutes }) => ({
      kind,
      name,
      position,
      households,
      walkMinutes: missingMinutes === null ? null : minutes + missingMinutes,
      nearest: nearest?.name ?? null,
      reason,
      savedMinutes,
    }),
  )
}

async function gatherMap(
  db: Db,
  { county, size, ...choice }: Choice,
  row: CountyRow,
  station: StationCoverage | null,
  straightMeters: number,
  { streets, area, stations }: Shown,
): Promise<BriefMap> {
  const frame = layouts[size].map
  const margin = 1.06
  const lived: Box = row.lived ?? [0, 0, 0, 0]
  const box = boxFor(station ? boxAround(station.position, straightMeters * margin) : widened(lived), frame)
  const meters = (box[2] - box[0]) * metersPerLongitude((box[1] + box[3]) / 2)
  const toleranceDegrees = ((meters / frame.width) * TOLERANCE_POINTS) / METERS_PER_DEGREE
  const base = await baseRows(db, county, box, toleranceDegrees, meters < HOUSES_METERS)
  return {
    box,
    base: base.map(
      ({ kind, class: name, name: called, geom }): BaseFeature => ({
        kind,
        class: name,
        name: called,
        paths: geom.type === 'MultiPolygon' ? geom.coordinates.flat() : geom.coordinates,
      }),
    ),
    streets,
    area,
    stations: stations ?? (await chosenStations(db, { county, size, ...choice })),
    places: (await placeRows(db, county, box)).map(placed),
  }
}

/** Stations that count under the choice, the highest level first. */
async function chosenStations(db: Db, choice: Choice): Promise<BriefMap['stations']> {
  const rows = await stationRows(db, choice.county)
  const stations = rows.map(({ hours, ...row }) => ({ ...row, ...placed(row), hours: readHours(hours) }))
  const counts = chooseStations(stations, readChoice(choice).stations)
  return stations
    .filter(({ code }, at) => counts[at] === 1 || code === choice.station)
    .map(({ name, position }) => ({ name, position }))
}

function placed({ name, longitude, latitude }: PlaceRow): { name: string; position: Position } {
  return { name, position: [longitude, latitude] }
}

/** A box with a margin of 4 % on every side, at least 300 m. */
function widened([west, south, east, north]: Box): Box {
  const least = 300 / METERS_PER_DEGREE
  const wide = Math.max(0.04 * (east - west), least)
  const high = Math.max(0.04 * (north - south), least)
  return [west - wide, south - high, east + wide, north + high]
}
