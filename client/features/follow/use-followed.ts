import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import { followIssue } from '#domain/contract/act.ts'
import { listFollowedPhotos } from '#domain/contract/photo.ts'

export type FollowedNow = z.output<typeof followIssue.answer> & z.output<typeof listFollowedPhotos.answer>

export type Followed = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'told'; told: FollowedNow }

const AGAIN_MILLISECONDS = 30_000

/** A report as it stands, asked for again twice a minute and whenever the page is looked at anew. */
export function useFollowed(county: string, token: string): { followed: Followed; reload(): void } {
  const [followed, setFollowed] = useState<Followed>({ state: 'loading' })
  const hand = useRef<() => void>(undefined)
  useEffect(() => {
    const stopped = new AbortController()
    const parts = { params: { token }, query: { county }, signal: stopped.signal }
    const load = async () => {
      try {
        const [how, photos] = await Promise.all([call(followIssue, parts), call(listFollowedPhotos, parts)])
        setFollowed({ state: 'told', told: { ...how, ...photos } })
      } catch (error) {
        if (stopped.signal.aborted) return
        const code = error instanceof ApiError ? error.code : 'internal-error'
        // what was told stays on screen while the line is cut
        setFollowed((before) => (before.state === 'told' ? before : { state: 'failed', code }))
      }
    }
    hand.current = () => void load()
    const look = () => document.visibilityState === 'visible' && void load()
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, AGAIN_MILLISECONDS)
    void load()
    return () => {
      stopped.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [county, token])
  const reload = useCallback(() => hand.current?.(), [])
  return { followed, reload }
}
