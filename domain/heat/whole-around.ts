import type { CountyMask } from './county-mask.ts'

/** By cell: 1 when all cells at most `reach` rows and columns away are inside. By sums over rows, then over columns. */
export function wholeAround(
  { width, height, inside }: Pick<CountyMask, 'width' | 'height' | 'inside'>,
  reach: number,
): Uint8Array {
  const runs = new Uint8Array(inside.length)
  for (let row = 0; row < height; row++)
    for (let column = 0, run = 0; column < width; column++) {
      run = inside[row * width + column] === 1 ? run + 1 : 0
      if (run > 2 * reach) runs[row * width + column - reach] = 1
    }
  const whole = new Uint8Array(inside.length)
  for (let column = 0; column < width; column++)
    for (let row = 0, run = 0; row < height; row++) {
      run = runs[row * width + column] === 1 ? run + 1 : 0
      if (run > 2 * reach) whole[(row - reach) * width + column] = 1
    }
  return whole
}
