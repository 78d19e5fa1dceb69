/**
 * q-values: the smallest false-discovery rate at which each test is found when many are made at once.
 * Source: Benjamini and Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57
 * (1995) 289-300.
 * @param p p-values; NaN is no test and stays NaN
 */
export function falseDiscovery(p: Float64Array): Float64Array {
  const q = new Float64Array(p.length).fill(Number.NaN)
  const order = Array.from(p.keys())
    .filter((test) => !Number.isNaN(p[test]!))
    .sort((a, b) => p[b]! - p[a]!)
  let least = 1
  order.forEach((test, index) => {
    least = Math.min(least, (p[test]! * order.length) / (order.length - index))
    q[test] = least
  })
  return q
}
