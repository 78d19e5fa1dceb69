import { useEffect, useRef, useState } from 'react'
import { serverNow } from '#client/state/live.ts'
import type { MinuteSpan, WallRule } from '#domain/contract/wall.ts'
import { isWithin, type Told } from '#domain/wall/arrivals.ts'
import { minuteOfDay } from './minute-of-day.ts'

/** Two soft notes, a fifth apart, hertz; each so many seconds long. */
const NOTES = [659.3, 987.8] as const
const NOTE_SECONDS = 0.7
const LOUDNESS = 0.25
/** A browser that lets the page sound has begun to by then, milliseconds. */
const BEGUN_MILLISECONDS = 1_000
const touches = ['pointerdown', 'keydown'] as const

export interface Chime {
  told: readonly Told[]
  rules: readonly WallRule[]
  /** No sound is made then. */
  quiet: MinuteSpan | null
  muted: boolean
  timeZone: string
}

/**
 * Sounds two notes for each issue that a rule wants heard, once, never in quiet hours nor while muted. Tells whether the
 * browser keeps the page silent, before there is anything to hear: it lets a page sound only after a touch, or started for
 * a kiosk. What was missed sounds with the touch.
 */
export function useChime({ told, rules, quiet, muted, timeZone }: Chime): boolean {
  const { audio, silent } = useAudio(rules.some(({ sound }) => sound))
  const heard = useRef(new Set<string>())
  const missed = useRef(false)
  const begun = useRef(performance.now())
  useEffect(() => {
    const now = serverNow()
    // what was there when the wall began is no news
    const since = now - (performance.now() - begun.current)
    const wanted = told
      .filter(({ rule, at }) => rule.sound && at >= since)
      .map(({ issue, rule }) => `${issue.number} ${rule.on}`)
    const fresh = wanted.filter((key) => !heard.current.has(key))
    heard.current = new Set(wanted)
    if (audio === null || fresh.length === 0 || muted || isWithin(quiet, minuteOfDay(now, timeZone))) return
    if (audio.state === 'running') chime(audio)
    else missed.current = true
  }, [audio, told, quiet, muted, timeZone])

  useEffect(() => {
    const goOn = () => {
      if (audio?.state !== 'running' || !missed.current) return
      missed.current = false
      chime(audio)
    }
    audio?.addEventListener('statechange', goOn)
    return () => audio?.removeEventListener('statechange', goOn)
  }, [audio])
  return silent
}

/** What sounds are made with, while they are `wanted`; and whether the browser holds it back. A touch of the page lets it go. */
function useAudio(wanted: boolean): { audio: AudioContext | null; silent: boolean } {
  const [audio, setAudio] = useState<AudioContext | null>(null)
  const [silent, setSilent] = useState(false)
  useEffect(() => {
    if (!wanted) return
    const made = new AudioContext()
    const look = () => setSilent(made.state === 'suspended')
    const wake = () => void made.resume()
    const timer = setTimeout(look, BEGUN_MILLISECONDS)
    made.addEventListener('statechange', look)
    for (const touch of touches) addEventListener(touch, wake, { passive: true })
    setAudio(made)
    return () => {
      clearTimeout(timer)
      made.removeEventListener('statechange', look)
      for (const touch of touches) removeEventListener(touch, wake)
      setAudio(null)
      setSilent(false)
      void made.close()
    }
  }, [wanted])
  return { audio, silent }
}

function chime(audio: AudioContext): void {
  for (const [index, frequency] of NOTES.entries()) {
    const from = audio.currentTime + index * NOTE_SECONDS * 0.6
    const note = new OscillatorNode(audio, { frequency, type: 'sine' })
    const loudness = new GainNode(audio, { gain: 0 })
    loudness.gain.setValueAtTime(0, from)
    loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.001, from + NOTE_SECONDS)
    note.connect(loudness).connect(audio.destination)
    note.start(from)
    note.stop(from + NOTE_SECONDS)
  }
}
