import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import type { IssueRows } from '#server/heat/count-places.ts'
import type { HeatCounty } from '#server/heat/heat-county.ts'
import type { CountedFilter } from '#server/heat/issue-question.ts'
import { areasOfPlaces, type Counters } from './count-areas.ts'
import type { Ground } from './ground.ts'
import type { HistorySource } from './make-history.ts'

interface AskedHistory {
  county: HeatCounty
  /** Null: by cell. */
  ground: Ground | null
  filter: CountedFilter
  cellMeters: number
}

/** Farther outside the county's box nothing counts: swapped coordinates would make the lattice span the world. */
const MARGIN_METERS = 2_000
const METERS_PER_DEGREE = 111_195

/** Filed issues by day and place as the answer has them. */
export async function readHistory(asked: AskedHistory, { issues, computer }: Counters) {
  const { county, cellMeters } = asked
  const { firstDay, lastDay, cells, day, place, filed, ...told } = await computer.ask<'history'>({
    kind: 'history',
    source: sourceOf(asked, await issues.rows(asked.filter)),
  })
  const { longitude, latitude } = county.plane
  return {
    ...told,
    day: Array.from(day),
    place: Array.from(place),
    filed: Array.from(filed),
    days: firstDay === null || lastDay === null ? [] : daysBetween(firstDay, lastDay),
    grid: cells && {
      projection: 'sinusoidal' as const,
      origin: [longitude, latitude] as [number, number],
      ...cells,
      cellMeters,
    },
  }
}

function sourceOf({ county, ground, cellMeters }: AskedHistory, rows: IssueRows): HistorySource {
  const locator = ground?.locator
  if (ground && locator?.kind === 'code') {
    const areas = areasOfPlaces(locator, rows)
    return { kind: 'areas', codes: ground.codes, area: rows.place.map((place) => areas[place]!), day: rows.day }
  }
  const { plane, bounds } = county
  const up = MARGIN_METERS / METERS_PER_DEGREE
  const right = up / Math.cos((plane.latitude * Math.PI) / 180)
  const [west, south, east, north] = bounds
  const box = [west - right, south - up, east + right, north + up].map((degrees) => degrees * STEPS_PER_DEGREE)
  return {
    kind: 'points',
    x: rows.x,
    y: rows.y,
    day: rows.day,
    plane,
    cellMeters,
    box: [box[0]!, box[1]!, box[2]!, box[3]!],
  }
}

function daysBetween(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) =>
    new Date((first + i) * 86_400_000).toISOString().slice(0, 10),
  )
}
