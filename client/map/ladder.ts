import { nextRung, restoreWithinMs } from './recovery.ts'

const reloadedKey = 'gridboard.reloaded-for-webgl'
/** Where no rung helped, it is climbed again after so long: a driver may be away for minutes, a display asleep for hours. */
const AGAIN_MILLISECONDS = 5_000
const MINUTE = 60_000

/** Brings a lost map back, rung by rung, for as long as it is lost. */
export interface Ladder {
  /** The map has just been lost: it has a moment to come back by itself. */
  begin(): void
  rebuild(): void
}

/** `rebuild` makes the map anew; `isLost` tells whether that did not help. */
export function createLadder({ isLost, rebuild }: { isLost(): boolean; rebuild(): void }): Ladder {
  const rebuilds: number[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const climbIn = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(climb, milliseconds)
  }
  const climb = () => {
    if (!isLost()) return
    const now = performance.now()
    const reloaded = Number(sessionStorage.getItem(reloadedKey) ?? Number.NaN)
    const rung = nextRung({
      lostForMs: restoreWithinMs,
      rebuilds: rebuilds.filter((at) => now - at < MINUTE).length,
      sinceReloadMs: Number.isNaN(reloaded) ? null : Date.now() - reloaded,
    })
    if (rung === 'rebuild') made()
    if (rung === 'reload') {
      sessionStorage.setItem(reloadedKey, String(Date.now()))
      location.reload()
    }
    climbIn(AGAIN_MILLISECONDS)
  }
  const made = () => {
    rebuilds.push(performance.now())
    rebuild()
  }
  return { begin: () => climbIn(restoreWithinMs), rebuild: made }
}
