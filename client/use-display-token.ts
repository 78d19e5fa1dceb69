import { useEffect, useSyncExternalStore } from 'react'
import { type Display, display as displayShape, getOwnDisplay, openDisplay } from '#domain/contract/display.ts'
import { flushAddress, readParameter, writeParameter } from './address.ts'
import { ApiError, call } from './api.ts'
import { hearLive, useLive } from './state/live.ts'

/** How a page stands as a wall screen. `last`: what it was when it was last open in this browser; null where nobody knows. */
export type DisplayToken =
  /** It is none: nobody gave it a token. */
  | { state: 'none' }
  | { state: 'asking'; last: Display | null }
  | { state: 'open'; display: Display }
  /** Why it may show nothing: `display-revoked`, `unknown-display`. */
  | { state: 'refused'; code: string; last: Display | null }

/** Query key of the address that an administrator hands over. */
const PARAMETER = 'display'
/** Says that this browser was opened as a screen, and as which; the token itself lies in a cookie that no script reads. */
const KEY = 'gridboard.display'
const RETRY_MILLISECONDS = 5_000

let known: DisplayToken = isScreen() ? { state: 'asking', last: lastKnown() } : { state: 'none' }
let asked = false
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * The screen that this page is: `/wall?county=…&display=<token>` opens it once, the token leaves the address, and every
 * later start is known by the cookie. Asked anew when the feed tells that a screen's token was taken, and when it refuses
 * this page. One of all callers asks.
 */
export function useDisplayToken(): DisplayToken {
  const token = useSyncExternalStore(subscribe, () => known)
  const refused = useLive((live) => live.refused !== null)
  useEffect(() => {
    if (!asked || known.state === 'none' || refused) void ask()
    const stop = hearLive({
      change: ({ kind, id }) => {
        if (kind === 'display' && known.state === 'open' && known.display.id === id) void ask()
      },
    })
    return stop
  }, [refused])
  return token
}

async function ask(): Promise<void> {
  clearTimeout(timer)
  asked = true
  const given = readParameter(PARAMETER)
  if (given === null && !isScreen()) return
  if (known.state === 'none') tell({ state: 'asking', last: lastKnown() })
  try {
    const { display } = given === null ? await call(getOwnDisplay) : await call(openDisplay, { body: { token: given } })
    keep(display)
    // what opened the screen is not left where a guest could read it
    writeParameter(PARAMETER, null)
    flushAddress()
    if (display === null) tell({ state: 'none' })
    else
      tell(
        display.revokedAt === null
          ? { state: 'open', display }
          : { state: 'refused', code: 'display-revoked', last: display },
      )
  } catch (error) {
    if (error instanceof ApiError && ['display-revoked', 'unknown-display'].includes(error.code))
      tell({ state: 'refused', code: error.code, last: lastKnown() })
    else timer = setTimeout(() => void ask(), RETRY_MILLISECONDS)
  }
}

function isScreen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

function lastKnown(): Display | null {
  try {
    return displayShape.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

function keep(screen: Display | null): void {
  try {
    if (screen) localStorage.setItem(KEY, JSON.stringify(screen))
    else localStorage.removeItem(KEY)
  } catch {
    // closed storage: the next start asks for an address again
  }
}

function tell(next: DisplayToken): void {
  known = next
  for (const heard of listeners) heard()
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}
