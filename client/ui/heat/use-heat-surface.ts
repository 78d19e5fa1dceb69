import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { getHeat, getHeatBands } from '#domain/contract/heat.ts'
import { type Heat, heatOf } from './heat.ts'

/** Live changes move the surface at most this often; after a failure it is asked for again. */
const LIVE_MILLISECONDS = 5_000
const RETRY_MILLISECONDS = 10_000
/** A slider that is being dragged asks once it rests. */
const REST_MILLISECONDS = 150

export interface HeatSurfaceOptions {
  /** 6-digit code; null asks for nothing. */
  county: string | null
  bandwidthMeters?: number
  state?: 'open' | 'all'
  days?: number
  category?: string
}

/** `heat` is the newest that came, also while a newer one is on its way or failed (`code`: the problem's). */
export interface HeatSurface {
  heat: Heat | null
  loading: boolean
  code: string | null
}

const nothing: HeatSurface = { heat: null, loading: true, code: null }

/** Asks for a county's density surface and keeps it of now: aborted when the question changes, asked again when issues change. */
export function useHeatSurface({ county, ...filter }: HeatSurfaceOptions): HeatSurface {
  const [surface, setSurface] = useState(nothing)
  const question = county === null ? null : JSON.stringify({ county, ...filter })

  useEffect(() => {
    if (question === null) return
    const query = JSON.parse(question)
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = Number.NEGATIVE_INFINITY
    let again = false

    const load = async () => {
      askedAt = performance.now()
      try {
        const heat = await askForHeat(query, stopped.signal)
        setSurface({ heat, loading: false, code: null })
        timer = undefined
      } catch (error) {
        if (stopped.signal.aborted) return
        setSurface((before) => ({
          heat: before.heat,
          loading: false,
          code: error instanceof ApiError ? error.code : 'internal-error',
        }))
        timer = setTimeout(load, RETRY_MILLISECONDS)
      }
      if (again && timer === undefined) soon()
      again = false
    }
    const soon = () => {
      if (timer !== undefined) {
        again = true
        return
      }
      timer = setTimeout(load, Math.max(0, askedAt + LIVE_MILLISECONDS - performance.now()))
    }

    setSurface((before) => ({ ...before, heat: sameCounty(before.heat, query.county), loading: true }))
    timer = setTimeout(load, REST_MILLISECONDS)
    const silence = hearLive({ change: ({ kind }) => kind === 'issue' && soon(), refetch: soon })
    return () => {
      silence()
      clearTimeout(timer)
      stopped.abort()
    }
  }, [question])
  return surface
}

async function askForHeat(query: { county: string }, signal: AbortSignal): Promise<Heat> {
  const [grid, bands] = await Promise.all([call(getHeat, { query, signal }), call(getHeatBands, { query, signal })])
  return heatOf(grid, bands)
}

function sameCounty(heat: Heat | null, county: string): Heat | null {
  return heat?.header.county === county ? heat : null
}
