/** A UTF-8 byte order mark: spreadsheets read the file as UTF-8 only with it. */
export const BYTE_ORDER_MARK = '\ufeff'

/** One line of a CSV file (RFC 4180) with its line end. Texts are guarded, numbers stand as they are. Pure. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = guardFormula(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A spreadsheet runs what begins like a formula: an apostrophe before it makes it text. */
function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
