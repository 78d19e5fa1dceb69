import type { Box } from '#domain/contract/common.ts'
import type { EmergingArea, HeatRate, HeatSignificance } from '#domain/contract/heat-area.ts'
import type { EmergingRow, Rates, SignificanceColumns } from './compute.ts'
import type { Ground } from './ground.ts'
import { simplifyArea } from './simplify-areas.ts'

const PER_HOUSEHOLDS = 1_000

/** The areas for a picture, and the box around them; the county's own box when there are none. */
export function tellGround(ground: Ground, otherwise: Box) {
  const box: Box = [180, 90, -180, -90]
  const features = ground.codes.map((code, area) => {
    const coordinates = simplifyArea(ground.polygonsOf(area))
    for (const [x, y] of coordinates.flat(2)) {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    }
    return {
      type: 'Feature' as const,
      properties: {
        code,
        name: ground.names[area]!,
        community: ground.communities[area]!,
        households: ground.households[area]!,
        squareMeters: Math.round(ground.squareMeters[area]!),
      },
      geometry: { type: 'MultiPolygon' as const, coordinates },
    }
  })
  return { features, bounds: features.length === 0 ? otherwise : box }
}

/** Rates by area, per 1,000 households. */
export function tellRates(ground: Ground, counts: Int32Array, before: Int32Array | null, rates: Rates): HeatRate[] {
  return ground.codes.map((code, area) => {
    const count = counts[area]!
    const households = ground.households[area]!
    return {
      code,
      count,
      households,
      raw: households > 0 ? rounded((count / households) * PER_HOUSEHOLDS, 3) : null,
      smoothed: perHouseholds(rates.smoothed[area]!),
      low: perHouseholds(rates.low[area]!),
      high: perHouseholds(rates.high[area]!),
      small: !(rates.weight[area]! >= 0.5),
      before: before && {
        count: before[area]!,
        smoothed: perHouseholds(rates.before?.smoothed[area] ?? Number.NaN),
        low: perHouseholds(rates.before?.low[area] ?? Number.NaN),
        high: perHouseholds(rates.before?.high[area] ?? Number.NaN),
      },
    }
  })
}

export function tellSignificance(
  ground: Ground,
  counts: Int32Array,
  judged: Uint8Array,
  { z, p, q, class: found }: SignificanceColumns,
): HeatSignificance[] {
  return ground.codes.map((code, area) => ({
    code,
    count: counts[area]!,
    households: ground.households[area]!,
    z: rounded(z[area]!, 4),
    p: rounded(p[area]!, 6),
    q: rounded(q[area]!, 6),
    class: judged[area] === 0 ? 'unjudged' : found[area]! > 0 ? 'hot' : found[area]! < 0 ? 'cold' : 'none',
  }))
}

export function tellEmerging(
  ground: Ground,
  weeks: readonly Int32Array[],
  rows: readonly EmergingRow[],
): EmergingArea[] {
  return rows.map(({ area, kind, pattern, trend, trendP, z, significant }) => {
    const counts = weeks.map((week) => week[area]!)
    return {
      code: ground.codes[area]!,
      count: counts.reduce((sum, count) => sum + count, 0),
      households: ground.households[area]!,
      kind,
      pattern,
      trend: rounded(trend, 4),
      trendP: rounded(trendP, 6),
      counts,
      z: z.map((value) => rounded(value, 4)),
      significant,
    }
  })
}

/** Per 1,000 households; null where there is none. */
export function perHouseholds(rate: number): number | null {
  return Number.isFinite(rate) ? rounded(rate * PER_HOUSEHOLDS, 3) : null
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
