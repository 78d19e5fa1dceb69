/** Bandwidths that the control stops at, metres. */
export const bandwidthStops = [50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 4000, 5000]

/** Index of the stop nearest to a bandwidth, by ratio. */
export function nearestStop(meters: number): number {
  let nearest = 0
  bandwidthStops.forEach((stop, index) => {
    const better = Math.abs(Math.log(stop / meters)) < Math.abs(Math.log(bandwidthStops[nearest]! / meters))
    if (better) nearest = index
  })
  return nearest
}
