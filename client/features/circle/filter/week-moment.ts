import type { OpenAt } from '../use-circle-state.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Day and minute of the week at a moment (milliseconds since 1970) in a time zone. */
export function weekMoment(milliseconds: number, timeZone: string): OpenAt {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(milliseconds)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return { day: names.indexOf(part('weekday')) + 1, minute: Number(part('hour')) * 60 + Number(part('minute')) }
}
