import type { Geometry } from 'geojson'

const farthestKilometers = 200

/** Whether a geometry lands near the county; a landing that would be near with its axes swapped says so. */
export function checkLanding(
  geometry: Geometry,
  near: readonly [number, number],
): 'near' | 'far-from-county' | 'axes-look-swapped' {
  const first = firstPosition(geometry)
  if (first === undefined || kilometersBetween(first, near) <= farthestKilometers) return 'near'
  const swapped: [number, number] = [first[1], first[0]]
  return Math.abs(swapped[1]) <= 90 && kilometersBetween(swapped, near) <= farthestKilometers
    ? 'axes-look-swapped'
    : 'far-from-county'
}

function firstPosition(geometry: Geometry): [number, number] | undefined {
  let part: unknown = geometry.type === 'GeometryCollection' ? undefined : geometry.coordinates
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0]
  if (!Array.isArray(part)) return undefined
  const [longitude, latitude] = part
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : undefined
}

/** Equirectangular: good to a few per cent at this distance, and only its order matters. */
function kilometersBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const eastWest = (a[0] - b[0]) * Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180)
  return Math.hypot(eastWest, a[1] - b[1]) * 111.195
}
