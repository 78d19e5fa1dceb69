import { useEffect, useState } from 'react'
import { ApiError, callBytes } from '#client/api.ts'
import { getReplay } from '#domain/contract/replay.ts'
import { type Replay, readReplay } from '#domain/replay/read-replay.ts'

const RETRY_MILLISECONDS = 10_000

export type ReplayData = { state: 'loading' } | { state: 'failed' } | { state: 'ready'; data: Replay }

/** The issues of a time, moments in milliseconds since 1970; asked for again while they cannot be had. */
export function useReplayData(county: string, area: string | null, from: number, to: number): ReplayData {
  const [told, setTold] = useState<ReplayData>({ state: 'loading' })
  useEffect(() => {
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        const query = { county, area: area ?? undefined, from: isoOf(from), to: isoOf(to) }
        const bytes = await callBytes(getReplay, { query, signal: stopped.signal })
        const utf8 = new TextDecoder()
        const read = readReplay(bytes, (part) => utf8.decode(part))
        if (!read.ok) throw new ApiError('internal-error', 200)
        if (!stopped.signal.aborted) setTold({ state: 'ready', data: read.replay })
      } catch {
        if (stopped.signal.aborted) return
        setTold({ state: 'failed' })
        timer = setTimeout(ask, RETRY_MILLISECONDS)
      }
    }
    setTold({ state: 'loading' })
    void ask()
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [county, area, from, to])
  return told
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString()
}
