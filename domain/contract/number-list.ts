import { z } from 'zod'

/** `7-9,17,22-1`: whole numbers and ranges of them, each round the clock where `least` and `most` meet; sorted, each once. */
function numberList(least: number, most: number, words: string) {
  return z
    .string()
    .max(100)
    .regex(/^\d{1,2}(-\d{1,2})?(,\d{1,2}(-\d{1,2})?)*$/, words)
    .transform((text) => text.split(',').map((part) => part.split('-').map(Number)))
    .refine((parts) => parts.flat().every((number) => number >= least && number <= most), words)
    .transform((parts) => {
      const all = Array.from({ length: most - least + 1 }, (_, index) => least + index)
      return all.filter((number) => parts.some(([from = least, to = from]) => isWithin(number, from, to)))
    })
}

function isWithin(number: number, from: number, to: number): boolean {
  return from <= to ? number >= from && number <= to : number >= from || number <= to
}

/** Hours of the day in the county's time zone. */
export const hourList = numberList(0, 23, 'hours are whole numbers from 0 to 23 and ranges of them, like 7-9,17')

/** Days of the week in the county's time zone, 1 Monday to 7 Sunday. */
export const weekdayList = numberList(1, 7, 'weekdays are 1 (Monday) to 7 (Sunday) and ranges of them, like 1-5')
