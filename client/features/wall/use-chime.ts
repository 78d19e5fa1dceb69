import { useEffect, useRef, useState } from 'react'
import { serverNow } from '#client/state/live.ts'
import type { MinuteSpan } from '#domain/contract/wall.ts'
import { isWithin, type Told } from '#domain/wall/arrivals.ts'
import { minuteOfDay } from './minute-of-day.ts'

/** Two soft notes, a fifth apart, hertz; each so many seconds long. */
const NOTES = [659.3, 987.8] as const
const NOTE_SECONDS = 0.7
const LOUDNESS = 0.25

/**
 * Sounds two notes for each issue that a rule wants heard, once, never in quiet hours nor while muted. Tells whether the
 * browser keeps the page silent: it lets a page sound only after a touch, or started for a kiosk.
 */
export function useChime(told: readonly Told[], quiet: MinuteSpan | null, muted: boolean, timeZone: string): boolean {
  const heard = useRef<Set<string> | null>(null)
  const context = useRef<AudioContext | null>(null)
  const [silent, setSilent] = useState(false)
  useEffect(() => {
    const wanted = told.filter(({ rule }) => rule.sound).map(({ issue, rule }) => `${issue.number} ${rule.on}`)
    // what was there when the page began is no news
    const fresh = heard.current === null ? [] : wanted.filter((key) => !heard.current?.has(key))
    heard.current = new Set(wanted)
    if (fresh.length === 0 || muted || isWithin(quiet, minuteOfDay(serverNow(), timeZone))) return
    context.current ??= new AudioContext()
    const audio = context.current
    if (audio.state === 'running') return void chime(audio)
    void audio.resume()
    setSilent(audio.state === 'suspended')
    const started = () => {
      setSilent(audio.state === 'suspended')
      if (audio.state === 'running') chime(audio)
    }
    audio.addEventListener('statechange', started, { once: true })
    return () => audio.removeEventListener('statechange', started)
  }, [told, quiet, muted, timeZone])
  useEffect(() => () => void context.current?.close(), [])
  return silent
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
