import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import type { Queryable } from '#server/db.types.ts'
import type { HeatCounty } from '#server/heat/heat-county.ts'
import type { AreaComputer } from './computer.ts'
import { areaOf, placeDays } from './count-areas.ts'
import type { Ground } from './ground.ts'
import type { HistorySource } from './make-history.ts'
import { issuePoints } from './point.query.ts'
import type { CountedFilter } from './tally.query.ts'

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
export async function readHistory(db: Queryable, asked: AskedHistory, computer: AreaComputer) {
  const { county, cellMeters } = asked
  const { firstDay, lastDay, cells, day, place, filed, ...told } = await computer.ask<'history'>({
    kind: 'history',
    source: await sourceOf(db, asked),
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

async function sourceOf(db: Queryable, { county, ground, filter, cellMeters }: AskedHistory): Promise<HistorySource> {
  const locator = ground?.locator
  if (ground && locator?.kind === 'code') {
    const rows = (await placeDays(db, filter)).map(({ grid, microGrid, ...days }) => ({
      ...days,
      place: areaOf(locator, { grid, microGrid }),
    }))
    return { kind: 'runs', codes: ground.codes, rows }
  }
  const { plane, bounds } = county
  const up = MARGIN_METERS / METERS_PER_DEGREE
  const right = up / Math.cos((plane.latitude * Math.PI) / 180)
  const [west, south, east, north] = bounds
  const box = [west - right, south - up, east + right, north + up].map((degrees) => degrees * STEPS_PER_DEGREE)
  return {
    kind: 'points',
    points: await issuePoints(db, filter),
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
