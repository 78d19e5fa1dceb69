/**
 * A gamma variable of this shape and scale 1. Source: Marsaglia and Tsang, A simple method for generating gamma variables,
 * ACM Transactions on Mathematical Software 26 (2000) 363-372, with section 6 for a shape below 1.
 * @param random numbers in [0, 1)
 */
export function drawGamma(shape: number, random: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const cube = (1 + c * normal) ** 3
    if (cube > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d * (1 - cube + Math.log(cube))) return d * cube
  }
}
