import { HttpProblem } from '#server/http.ts'

/** Throws HttpProblem 422 `box-too-large` for a box that is empty, turned round, or wider or taller than `most` degrees. */
export function refuseBox(
  { west, south, east, north }: Record<'west' | 'south' | 'east' | 'north', number>,
  most: number,
  what: string,
): void {
  const [wide, tall] = [east - west, north - south]
  if (wide > 0 && tall > 0 && wide <= most && tall <= most) return
  throw new HttpProblem(
    422,
    'box-too-large',
    `The box is ${wide.toFixed(4)} x ${tall.toFixed(4)} degrees; ${what} given for more than 0 and at most ${most}.`,
    'query.east',
  )
}
