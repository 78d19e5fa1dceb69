import { useCallback, useEffect, useMemo } from 'react'
import { writeParameter } from '#client/address.ts'
import { type Codec, numberCodec, useUrlState } from '#client/state/url.ts'
import type { CountySettings } from '#domain/contract/county.ts'
import { breaksRise } from '#domain/heat/density-class.ts'
import { RATE_SETTING_DAYS, windowBreaks } from '#domain/heat/window-breaks.ts'

/** Windows and speeds with a button, in days; the address takes any window from 1 to 90. */
export const playWindows = [1, 7, 30, 90] as const
export const playSpeeds = [1, 7, 30] as const

/** `first` stands for the first whole window, until a day has been shown. */
const openCodec: Codec<boolean> = { read: (text) => text !== null, write: (open) => (open ? 'first' : null) }
const windowCodec = numberCodec(7, 1, 90)
const speedCodec = numberCodec(7, 1, 90)
const breaksCodec: Codec<readonly number[] | null> = {
  read(text) {
    const breaks = (text ?? '').split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)))
    return breaksRise(breaks) ? breaks : null
  },
  write: (breaks) => breaks?.join(',') ?? null,
}

const breaksKeys = { density: 'playBreaks', rate: 'playRateBreaks' } as const

/** Whether the heat is being played now: the address has `play`, a day or `first`. Light: nothing of the player is loaded by it. */
export function useHeatPlay(): { open: boolean; start(): void; stop(): void } {
  const [open, setOpen] = useUrlState('play', openCodec)
  return useMemo(() => {
    const stop = () => {
      setOpen(false)
      for (const key of Object.values(breaksKeys)) writeParameter(key, null)
    }
    return { open, start: () => setOpen(true), stop }
  }, [open, setOpen])
}

export interface PlayLook {
  /** Days of the window. */
  days: number
  /** In the unit of the kind; the same through the whole play. */
  breaks: readonly number[]
  daysPerSecond: number
  setDays(days: number): void
  setSpeed(daysPerSecond: number): void
}

/**
 * How it is played: `playWindow`, `playSpeed`, and `playBreaks`, which are the county's in proportion to the window unless told,
 * and then stand in the address as numbers: a link shows the same classes.
 */
export function usePlayLook(kind: 'density' | 'rate', { heatBreaks, rateBreaks }: CountySettings): PlayLook {
  const [window, setWindow] = useUrlState('playWindow', windowCodec)
  const [daysPerSecond, setSpeed] = useUrlState('playSpeed', speedCodec)
  const [told, tellBreaks] = useUrlState(breaksKeys[kind], breaksCodec)
  const days = Math.round(window)
  const breaks = useMemo(() => {
    if (told) return told
    return kind === 'density'
      ? windowBreaks(heatBreaks, days)
      : windowBreaks(rateBreaks.thirtyDays, days, RATE_SETTING_DAYS)
  }, [told, kind, heatBreaks, rateBreaks, days])
  useEffect(() => {
    if (told === null) tellBreaks(breaks)
  }, [told, tellBreaks, breaks])
  const setDays = useCallback(
    (next: number) => {
      // classes made for one window say nothing in another
      tellBreaks(null)
      setWindow(next)
    },
    [setWindow, tellBreaks],
  )
  return { days, breaks, daysPerSecond, setDays, setSpeed }
}
