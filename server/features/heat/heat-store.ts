import { LRUCache } from 'lru-cache'
import type { HeatHeader } from '#domain/contract/heat.ts'
import { HEAT_LIMITS } from '#domain/heat/heat-options.ts'
import type { Context } from '#server/context.ts'
import { tellFilter } from '#server/heat/heat-filter.ts'
import { HttpProblem } from '#server/http.ts'
import type { AskedHeat } from './ask-heat.ts'
import type { ComputedHeat } from './compute-heat.ts'
import { issuePositions } from './heat.query.ts'
import { createHeatComputer } from './heat-computer.ts'

export interface KeptHeat {
  header: HeatHeader
  heat: ComputedHeat
}

const MOST_BYTES = 64 * 1024 * 1024

/** Surfaces by county, filter and feed number: computed once for all screens that ask, bounded in bytes. */
export function createHeatStore(context: Context) {
  const computer = createHeatComputer()
  const kept = new LRUCache<string, KeptHeat>({ maxSize: MOST_BYTES, sizeCalculation: bytesOf })
  const computing = new Map<string, Promise<KeptHeat>>()

  async function compute(asked: AskedHeat, sequence: number): Promise<KeptHeat> {
    const { positions, outside } = await issuePositions(context.db, asked.filter)
    const result = await computer.compute({
      positions,
      plane: asked.plane,
      options: asked.options,
      breaks: asked.breaks,
    })
    if (!result.ok) throw refusalOf(result.reason)
    const header: HeatHeader = {
      county: asked.filter.county,
      unit: 'issues/km²',
      kernel: 'quartic',
      ...asked.options,
      breaks: asked.breaks,
      filter: tellFilter(asked.filter),
      count: positions.length / 2,
      outside,
      sum: result.heat.sum,
      peak: result.heat.peak,
      before: null,
      sequence,
      at: context.now().toISOString(),
    }
    return { header, heat: result.heat }
  }

  return {
    /** The surface for a checked question; kept until the feed moves on. */
    async surface(asked: AskedHeat): Promise<KeptHeat> {
      const { sequence } = context.feed
      const key = JSON.stringify([asked, sequence])
      const known = kept.get(key)
      if (known) return known
      const underWay = computing.get(key)
      if (underWay) return underWay
      const started = compute(asked, sequence).finally(() => computing.delete(key))
      computing.set(key, started)
      const done = await started
      kept.set(key, done)
      return done
    },
  }
}

function bytesOf({ heat }: KeptHeat): number {
  const vertices = heat.bands.reduce(
    (sum, band) => sum + band.polygons.flat().reduce((more, ring) => more + ring.length, 0),
    0,
  )
  return heat.steps.byteLength + vertices * 64 + 1000
}

function refusalOf(reason: string): HttpProblem {
  if (reason === 'busy')
    return new HttpProblem(
      503,
      'busy',
      'Too many surfaces are being computed; try again in a few seconds.',
      undefined,
      { 'Retry-After': '3' },
    )
  if (reason === 'too-many-cells')
    return new HttpProblem(
      400,
      reason,
      `The surface would have more than ${HEAT_LIMITS.cells} cells: take a larger cell or bandwidth.`,
      'query.cellMeters',
    )
  throw new Error(`the surface was refused: ${reason}`)
}
