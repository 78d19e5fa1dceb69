import { type RefObject, useEffect } from 'react'
import { call } from '#client/api.ts'
import { serverNow } from '#client/state/live.ts'
import { getReady } from '#domain/contract/health.ts'
import { reloadReason, shiftAt } from '#domain/wall/upkeep.ts'
import { minuteOfDay } from './minute-of-day.ts'

const MINUTE = 60_000
/** Walls side by side begin anew a while apart. */
const SPREAD_MILLISECONDS = 40_000

/**
 * What keeps a wall going for months: awake, shifted against burn-in, begun anew at night or before its memory is full. One
 * that is `refused` does not begin anew: there would be nothing to show.
 */
export function useUpkeep(
  wall: RefObject<HTMLElement | null>,
  reloadAt: number,
  timeZone: string,
  refused: boolean,
): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    const stayAwake = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      // refused where the page is not served securely: the system's own settings must do then
      lock = await navigator.wakeLock.request('screen').catch(() => null)
    }
    void stayAwake()
    document.addEventListener('visibilitychange', stayAwake)
    return () => {
      document.removeEventListener('visibilitychange', stayAwake)
      void lock?.release()
    }
  }, [])

  useEffect(() => {
    const shift = () => {
      const [right, down] = shiftAt(serverNow())
      if (wall.current) wall.current.style.translate = right === 0 && down === 0 ? '' : `${right}rem ${down}rem`
    }
    const timer = setInterval(shift, MINUTE)
    return () => clearInterval(timer)
  }, [wall])

  useEffect(() => {
    if (refused) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const state = {
        minute: minuteOfDay(serverNow(), timeZone),
        reloadAt,
        age: performance.now(),
        heapShare: heapShare(),
      }
      if (reloadReason(state) !== null)
        waiting ??= setTimeout(() => void beginAnew(), Math.random() * SPREAD_MILLISECONDS)
    }
    const beginAnew = async () => {
      waiting = undefined
      // not while the server is away: the picture that stands is better than a new start from what was kept
      if (
        await call(getReady).then(
          () => true,
          () => false,
        )
      )
        location.reload()
    }
    const timer = setInterval(look, MINUTE)
    return () => {
      clearInterval(timer)
      clearTimeout(waiting)
    }
  }, [reloadAt, timeZone, refused])
}

/** Chromium alone tells. */
function heapShare(): number | null {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number } }
  return memory ? memory.usedJSHeapSize / memory.jsHeapSizeLimit : null
}
