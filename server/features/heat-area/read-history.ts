import type { CountyIssues } from '#server/heat/county-issues.ts'
import type { HeatCounty } from '#server/heat/heat-county.ts'
import type { CountedFilter } from '#server/heat/issue-question.ts'
import { HttpProblem } from '#server/http.ts'
import type { Ground } from './ground.ts'

interface AskedHistory {
  county: HeatCounty
  /** Null: by cell. */
  ground: Ground | null
  filter: CountedFilter
  cellMeters: number
  /** First day of the page, `2026-10-01`; null for the first page. */
  day: string | null
}

const DAY_MILLISECONDS = 86_400_000

/** A page of filed issues by day and place as the answer has it. Throws HttpProblem for cells too small for the county. */
export async function readHistory({ county, ground, filter, cellMeters, day }: AskedHistory, issues: CountyIssues) {
  const answer = await issues.history(filter, {
    ground: groundOf(county, ground, cellMeters),
    day: day === null ? null : Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS,
  })
  if (!answer.ok) {
    const words = `Cells of ${cellMeters} m are too many for this county: take larger ones.`
    throw new HttpProblem(400, answer.reason, words, 'query.cellMeters')
  }
  const { totals, outside, firstDay, days, bytes, codes, next, lattice } = answer.page
  const { longitude, latitude } = county.plane
  return {
    totals: totals && { firstDay: dayText(totals.firstDay), filed: Array.from(totals.filed) },
    outside,
    page:
      days === 0
        ? null
        : { firstDay: dayText(firstDay), days, places: codes, base64: Buffer.from(bytes.buffer).toString('base64') },
    next: next === null ? null : dayText(next),
    grid: lattice && {
      projection: 'sinusoidal' as const,
      origin: [longitude, latitude] as [number, number],
      ...lattice,
      cellMeters,
    },
  }
}

function groundOf({ plane }: HeatCounty, ground: Ground | null, cellMeters: number) {
  if (ground === null) return { kind: 'cells' as const, plane, cellMeters }
  if (ground.locator.kind !== 'code') throw new Error(`a history by ${ground.by} has no codes`)
  return { kind: 'areas' as const, of: ground.locator.of, codes: ground.codes }
}

function dayText(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10)
}
