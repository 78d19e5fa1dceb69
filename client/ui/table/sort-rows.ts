/** What a table is sorted by, and which way; as an address keeps it: `share`, or `-share` from the largest down. */
export interface Order {
  column: string
  descending: boolean
}

export type SortValue = number | string | null

/** Rows in order of a value; those without one stand last either way, equal ones keep their order. Pure. */
export function sortRows<Row>(
  rows: readonly Row[],
  readValue: (row: Row) => SortValue,
  descending: boolean,
  language: string,
): Row[] {
  const words = new Intl.Collator(language, { numeric: true })
  const way = descending ? -1 : 1
  return rows
    .map((row) => ({ row, value: readValue(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null)
      return way * (typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b)))
    })
    .map(({ row }) => row)
}

export function readOrder(text: string): Order | null {
  if (text === '' || text === '-') return null
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

export function writeOrder({ column, descending }: Order): string {
  return descending ? `-${column}` : column
}
