import type { Neighbours } from './neighbours.ts'

/**
 * Getis-Ord Gi* of every area as a z-value: how far the mean of an area and its neighbours is from the mean of all,
 * in standard deviations under random arrangement. Weights are 1 / number of neighbours (itself included).
 * Source: Getis and Ord, The analysis of spatial association by use of distance statistics, Geographical Analysis 24
 * (1992) 189-206; Ord and Getis, Local spatial autocorrelation statistics, ibid. 27 (1995) 286-306, equation 14.
 * @param values NaN values are left out everywhere; their areas answer NaN
 * @returns 0 where all values are equal or every area is a neighbour
 */
export function localG(values: Float64Array, { offsets, list }: Neighbours): Float64Array {
  let count = 0
  let sum = 0
  for (const value of values)
    if (!Number.isNaN(value)) {
      count++
      sum += value
    }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  const deviation = Math.sqrt(squares / count)
  return values.map((own, area) => {
    if (Number.isNaN(own)) return Number.NaN
    let near = 0
    let more = 0
    for (let index = offsets[area]!; index < offsets[area + 1]!; index++) {
      const value = values[list[index]!]!
      if (Number.isNaN(value)) continue
      near++
      more += value - mean
    }
    const spread = deviation * Math.sqrt((count / near - 1) / (count - 1))
    return spread > 0 ? more / near / spread : 0
  })
}
