import type { MetricPlane } from './metric-plane.ts'

/** Issues filed by day and cell, as they cross the wire: columns of one length, sorted by day. */
export interface HistoryColumns {
  grid: {
    origin: readonly [number, number]
    cellMeters: number
    firstColumn: number
    firstRow: number
    width: number
    height: number
  }
  /** `column:row` of each cell that ever counted. */
  places: readonly string[]
  /** ISO dates, oldest first, none left out. */
  days: readonly string[]
  /** Index of the day, index of the place, issues filed there that day. */
  day: readonly number[]
  place: readonly number[]
  filed: readonly number[]
}

/** The same, packed for playing: entries of day `d` are those from `offsets[d]` to before `offsets[d + 1]`. */
export interface History {
  plane: MetricPlane
  cellMeters: number
  firstColumn: number
  firstRow: number
  width: number
  height: number
  days: readonly string[]
  offsets: Uint32Array
  /** Cells from the lattice's south-west corner, by entry. */
  column: Uint32Array
  row: Uint32Array
  filed: Uint32Array
  /** What an entry's kernel is multiplied by: `filed`, unless it is corrected at a border. */
  weight: Float64Array
}

/** Packs what came over the wire. Throws when a place lies outside the lattice or days are not in order: a bug of the server. */
export function packHistory({ grid, places, days, day, place, filed }: HistoryColumns): History {
  const { origin, cellMeters, firstColumn, firstRow, width, height } = grid
  const cells = places.map((name) => cellOf(name, grid))
  const entries = day.length
  const offsets = new Uint32Array(days.length + 1)
  const history = {
    plane: { longitude: origin[0], latitude: origin[1] },
    ...{ cellMeters, firstColumn, firstRow, width, height, days, offsets },
    column: new Uint32Array(entries),
    row: new Uint32Array(entries),
    filed: Uint32Array.from(filed),
    weight: Float64Array.from(filed),
  }
  for (let entry = 0; entry < entries; entry++) {
    const at = day[entry]!
    const cell = cells[place[entry]!]
    if (!cell || !(at >= (day[entry - 1] ?? 0) && at < days.length))
      throw new Error(`entry ${entry} of the history: day ${at} of ${days.length}, place ${place[entry]}`)
    offsets[at + 1]! += 1
    history.column[entry] = cell[0]
    history.row[entry] = cell[1]
  }
  for (let at = 0; at < days.length; at++) offsets[at + 1]! += offsets[at]!
  return history
}

/** Issues filed on each day. */
export function filedByDay({ days, offsets, filed }: History): number[] {
  return days.map((_, day) => {
    let sum = 0
    for (let entry = offsets[day]!; entry < offsets[day + 1]!; entry++) sum += filed[entry]!
    return sum
  })
}

function cellOf(name: string, { width, height }: HistoryColumns['grid']): [number, number] {
  const [column = Number.NaN, row = Number.NaN] = name.split(':').map(Number)
  if (!(column >= 0 && column < width && row >= 0 && row < height))
    throw new Error(`place ${name} of the history lies outside its lattice of ${width} x ${height} cells`)
  return [column, row]
}
