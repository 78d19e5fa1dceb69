/** West, south, east, north in degrees. */
type Box = [number, number, number, number]

/** A county this many times as wide and as high as its town, at most, is shown whole. */
const MOST_AROUND = 1.75

/**
 * What a map shows first of a county: its town, or the whole of a county that is hardly larger, as a city is, where the
 * town's box would cut off neighbourhoods to gain little. `town` is null where nobody is known to live.
 */
export function firstView(county: Box, town: Box | null): Box {
  if (town === null) return county
  const wider = (county[2] - county[0]) / (town[2] - town[0])
  const higher = (county[3] - county[1]) / (town[3] - town[1])
  return wider <= MOST_AROUND && higher <= MOST_AROUND ? county : town
}
