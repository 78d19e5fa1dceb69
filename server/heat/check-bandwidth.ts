import { HEAT_LIMITS } from '#domain/heat/heat-options.ts'
import { HttpProblem } from '#server/http.ts'

/** Refuses a bandwidth, in metres, that no kind of heat is made with. */
export function checkBandwidth(bandwidthMeters: number): void {
  const [least, most] = HEAT_LIMITS.bandwidthMeters
  if (bandwidthMeters >= least && bandwidthMeters <= most) return
  throw new HttpProblem(
    400,
    'bandwidth-outside-limits',
    `A bandwidth is ${least} to ${most} metres, not ${bandwidthMeters}.`,
    'query.bandwidthMeters',
  )
}
