/** Built-in number formats of spreadsheets that show a date or a time (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
])

/** Whether a number format shows a date: built in, or with letters of day, month, year or hour outside of quotes. */
export function showsDate(id: number, format: string | undefined): boolean {
  if (format === undefined) return builtInDates.has(id)
  return /[ymdhs]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}

const DAY = 86_400_000

/**
 * A spreadsheet's day number as 2024-01-31, with 12:40:41 where it has a time of day; null beyond the year 9999.
 * Counts from 1900 with the false 29 February of that year, or from 1904.
 */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round((days * DAY) / 1000) * 1000).toISOString()
  return Number.isInteger(serial) ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${moment.slice(11, 19)}`
}

/** Column of a cell's name, from 0: A1 is 0, AA7 is 26; -1 for no name. */
export function columnOf(cell: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(cell)?.[0] ?? ''
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
