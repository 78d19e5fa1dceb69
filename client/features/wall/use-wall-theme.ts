import { useEffect } from 'react'
import { setTheme } from '#client/state/view.ts'
import { useNow } from '#client/ui/use-now.ts'
import type { WallProgram } from '#domain/contract/wall.ts'
import { isWithin } from '#domain/wall/arrivals.ts'
import { minuteOfDay } from './minute-of-day.ts'

const MINUTE = 60_000

/** The theme that the program says for this minute of the county's day. A program that says `dark` leaves it to the address. */
export function useWallTheme(program: WallProgram | undefined, timeZone: string): void {
  const now = useNow(MINUTE)
  const theme = program?.theme ?? 'dark'
  const wanted =
    theme === 'by-time' ? (isWithin(program?.day ?? null, minuteOfDay(now, timeZone)) ? 'light' : 'dark') : theme
  const chosen = theme !== 'dark'
  useEffect(() => {
    if (chosen) setTheme(wanted)
  }, [chosen, wanted])
}
