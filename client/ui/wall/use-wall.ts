import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { type Codec, useUrlState } from '#client/state/url.ts'
import { getWall, type Wall, wallId } from '#domain/contract/wall.ts'

const USUAL_WALL = 'main'
const RETRY_MILLISECONDS = 5_000

const wallCodec: Codec<string> = {
  read: (text) => wallId.safeParse(text).data ?? USUAL_WALL,
  write: (id) => (id === USUAL_WALL ? null : id),
}

/** Name of the wall that this page is, as its address says. */
export function useWallId(): string {
  const [id] = useUrlState('wall', wallCodec)
  return id
}

/** A wall's program and what the remote asked of it, kept up by the feed; null before the first answer. The last one stays while the server is away. */
export function useWall(county: string, id: string): Wall | null {
  const [wall, setWall] = useState<Wall | null>(null)
  useEffect(() => {
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      clearTimeout(timer)
      const answer = await call(getWall, { params: { wall: id }, query: { county }, signal: stopped.signal }).catch(
        () => null,
      )
      if (stopped.signal.aborted) return
      if (answer === null) timer = setTimeout(ask, RETRY_MILLISECONDS)
      // answers may overtake one another
      else setWall((before) => (before === null || isNewer(answer, before) ? answer : before))
    }
    void ask()
    const stopHearing = hearLive({
      change: (change) => void (change.kind === 'wall' && change.id === id && ask()),
      refetch: () => void ask(),
    })
    return () => {
      stopped.abort()
      clearTimeout(timer)
      stopHearing()
      setWall(null)
    }
  }, [county, id])
  return wall
}

function isNewer(answer: Wall, before: Wall): boolean {
  return answer.version > before.version || answer.stateVersion > before.stateVersion || answer.id !== before.id
}
