import type { OpeningHours } from '#domain/contract/station.ts'

const dayNames = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const slotPattern = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-9]):([0-5]\d)$/

/**
 * Opening hours as OpenStreetMap writes the plain ones: `Mo-Fr 08:30-12:00,14:00-18:00; Sa 09:00-17:00`, `24/7`,
 * `Su off`; hours may cross midnight (`16:00-02:00`). A later rule of a day goes before an earlier one. Null for what is
 * not read: seasons, holidays, weeks.
 */
export function readOpeningHours(text: string): OpeningHours[] | null {
  const rules = text
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
  const byDay = new Map<number, [number, number][]>()
  for (const rule of rules) {
    const read = readRule(rule)
    if (!read) return null
    for (const day of read.days) byDay.set(day, read.slots)
  }
  return gatherDays(byDay)
}

function readRule(rule: string): { days: number[]; slots: [number, number][] } | null {
  if (rule === '24/7') return { days: everyDay, slots: [[0, 1440]] }
  const [first, ...rest] = rule.split(/\s+/)
  const days = readDays(first!)
  const times = (days ? rest.join('') : [first, ...rest].join('')).trim()
  if (times === 'off' || times === 'closed') return { days: days ?? everyDay, slots: [] }
  const slots = times.split(',').map(readSlot)
  return slots.some((slot) => slot === null)
    ? null
    : { days: days ?? everyDay, slots: slots.filter((slot) => slot !== null) }
}

function readDays(text: string): number[] | null {
  const days = text.split(',').map((part) => {
    const [from, to = from] = part.split('-').map((name) => dayNames.indexOf(name) + 1)
    if (!from || !to) return null
    const run = (to - from + 7) % 7
    return Array.from({ length: run + 1 }, (_, step) => ((from - 1 + step) % 7) + 1)
  })
  return days.some((part) => part === null) ? null : days.flatMap((part) => part ?? [])
}

function readSlot(text: string): [number, number] | null {
  const found = slotPattern.exec(text)
  if (!found) return null
  const [, fromHour, fromMinute, toHour, toMinute] = found.map(Number)
  const opens = fromHour! * 60 + fromMinute!
  const closes = toHour! * 60 + toMinute!
  if (opens > 1440 || opens === closes) return null
  return [opens, closes < opens ? closes + 1440 : closes]
}

/** Days with the same slot together, in the order of slots. */
function gatherDays(byDay: ReadonlyMap<number, readonly [number, number][]>): OpeningHours[] {
  const gathered = new Map<string, OpeningHours>()
  for (const day of everyDay)
    for (const [opensMinute, closesMinute] of byDay.get(day) ?? []) {
      const key = `${opensMinute}-${closesMinute}`
      const known = gathered.get(key)
      if (known) known.days.push(day)
      else gathered.set(key, { days: [day], opensMinute, closesMinute })
    }
  return [...gathered.values()].sort((a, b) => a.opensMinute - b.opensMinute || a.days[0]! - b.days[0]!)
}
