import { type OpeningHours, openingHours } from '#domain/contract/station.ts'

/** Opening hours as stored. What cannot be read as such is left out: unknown is not closed. */
export function readHours(hours: unknown): OpeningHours[] {
  if (!Array.isArray(hours)) return []
  return hours.flatMap((entry) => {
    const read = openingHours.safeParse(entry)
    return read.success ? [read.data] : []
  })
}
