import type { Path } from '#domain/partition/lattice.ts'
import type { Sites } from './midlines.ts'

/** Distance of places taken along a wall or around a building, metres. */
const SPACING_METERS = 6

/** Metres that a lattice step measures. */
export interface StepMeters {
  x: number
  y: number
}

/** Adds places along a path (closed or not) for one label, or for whom each place belongs to. */
export function sampleAlong(
  sites: Sites,
  path: Path,
  label: number | ((x: number, y: number) => number),
  meters: StepMeters,
  closed: boolean,
): void {
  const count = path.length / 2
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const next = (i + 1) % count
    const [ax, ay, bx, by] = [path[i * 2]!, path[i * 2 + 1]!, path[next * 2]!, path[next * 2 + 1]!]
    const steps = Math.max(1, Math.ceil(Math.hypot((bx - ax) * meters.x, (by - ay) * meters.y) / SPACING_METERS))
    for (let k = 0; k <= steps; k++) {
      const [x, y] = [ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps]
      sites.x.push(x)
      sites.y.push(y)
      sites.label.push(typeof label === 'number' ? label : label(x, y))
    }
  }
}

/** Label of the site nearest to a place. Throws where there is none. */
export function nearestLabel(sites: Sites, x: number, y: number, meters: StepMeters): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < sites.x.length; i++) {
    const dx = (sites.x[i]! - x) * meters.x
    const dy = (sites.y[i]! - y) * meters.y
    const squared = dx * dx + dy * dy
    if (squared >= least) continue
    least = squared
    best = i
  }
  if (best < 0) throw new Error(`no site to be nearest to ${x}, ${y}`)
  return sites.label[best]!
}

export function noSites(): Sites {
  return { x: [], y: [], label: [] }
}
