const formats = new Map<string, Intl.DateTimeFormat>()

/** Minute of the local day of a moment (milliseconds since 1970) in a time zone: 0 to 1439. */
export function minuteOfDay(moment: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  const [hour = 0, minute = 0] = format.format(moment).split(':').map(Number)
  return hour * 60 + minute
}
