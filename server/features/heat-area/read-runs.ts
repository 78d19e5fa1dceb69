import type { PlaceDays } from './days.query.ts'

/** A place's runs, of which days from `firstDay` to before `endDay` count (days from 1970-01-01). */
export interface CutRuns extends PlaceDays {
  firstDay: number
  endDay: number
}

/** Calls `found` for each day that counts and on which something was filed. */
export function readRuns(
  { runs, firstDay, endDay }: Omit<CutRuns, 'grid' | 'microGrid'>,
  found: (day: number, filed: number) => void,
): void {
  let [day, number, negative] = [0, 0, false]
  for (let at = 0; at <= runs.length; at++) {
    const sign = at < runs.length ? runs.charCodeAt(at) : SEMICOLON
    if (sign >= ZERO) {
      if (sign === COLON) {
        day = negative ? -number : number
        ;[number, negative] = [0, false]
      } else if (sign === SEMICOLON) end()
      else number = number * 10 + sign - ZERO
    } else if (sign === MINUS) negative = true
    else end()
  }

  function end(): void {
    if (number > 0 && day >= firstDay && day < endDay) found(day, number)
    day++
    number = 0
  }
}

const [ZERO, COLON, SEMICOLON, MINUS] = [48, 58, 59, 45]
