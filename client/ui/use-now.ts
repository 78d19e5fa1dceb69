import { useEffect, useState } from 'react'
import { serverNow, useLive } from '#client/state/live.ts'

/** A clock that is set by more than this (milliseconds) is told at once, not at the next step. */
const LEAP_MILLISECONDS = 1_000

/** Now by the server's clock (milliseconds since 1970), renewed every `stepMilliseconds`, on the step. */
export function useNow(stepMilliseconds: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      clearTimeout(timer)
      const current = serverNow()
      setNow(current)
      timer = setTimeout(tick, stepMilliseconds - (current % stepMilliseconds))
    }
    tick()
    const stop = useLive.subscribe((live, before) => {
      if (Math.abs(live.clockOffset - before.clockOffset) > LEAP_MILLISECONDS) tick()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [stepMilliseconds])
  return now
}
