import { breaksRise } from './density-class.ts'

/** One colour more than this. */
const MOST_BREAKS = 5

/**
 * Class breaks between which about equal shares of the values above 0 lie, with two significant digits; fewer than five where
 * values repeat. Null when none is above 0. They are made once and then stand as fixed numbers: a class means the same
 * afterwards, whatever is counted.
 * Source: Brewer & Pickle, Evaluation of methods for classifying epidemiological data on choropleth maps, Annals of the
 * Association of American Geographers 92 (2002) 662-681 (quantiles were read best).
 */
export function quantileBreaks(values: ArrayLike<number>): number[] | null {
  const found = Float64Array.from(values).filter((value) => value > 0 && Number.isFinite(value))
  if (found.length === 0) return null
  found.sort()
  const edges = Array.from({ length: MOST_BREAKS }, (_, index) => {
    const share = (index + 1) / (MOST_BREAKS + 1)
    return Number(found[Math.floor(share * found.length)]!.toPrecision(2))
  })
  const breaks = edges.filter((edge, index) => edge > (edges[index - 1] ?? 0))
  return breaksRise(breaks) ? breaks : null
}
