import { useMemo } from 'react'
import { numberCodec, useUrlState } from '#client/state/url.ts'
import { HEAT_LIMITS } from '#domain/heat/heat-options.ts'

/** Bandwidths that the control stops at, metres. */
export const bandwidthStops = [50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 4000, 5000]

/** Bandwidth of the surface in metres, kept in the address as `bandwidth`; the county's setting unless told. */
export function useBandwidth(usualMeters: number): [number, (meters: number) => void] {
  const [least, most] = HEAT_LIMITS.bandwidthMeters
  const codec = useMemo(() => numberCodec(usualMeters, least, most), [usualMeters, least, most])
  return useUrlState('bandwidth', codec)
}

/** Index of the stop nearest to a bandwidth, by ratio. */
export function nearestStop(meters: number): number {
  let nearest = 0
  bandwidthStops.forEach((stop, index) => {
    const better = Math.abs(Math.log(stop / meters)) < Math.abs(Math.log(bandwidthStops[nearest]! / meters))
    if (better) nearest = index
  })
  return nearest
}
