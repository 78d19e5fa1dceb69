import { toWgs84 } from './to-wgs84.ts'

type Place = readonly [number, number]

/** Farther from the county than this is not its data. */
export const FARTHEST_KILOMETERS = 200

/** One way to read a file's coordinates, and how far from the county they then lie. */
export interface Landing {
  crs: string
  swapped: boolean
  /** Of the place in the middle of the sample. */
  kilometers: number
}

/**
 * Ways to read coordinates that would land near the county, nearest first; none where no way does. Tried are degrees,
 * web mercator and every 3-degree zone of CGCS2000, each with its axes as they are and swapped. To be asked about, never
 * taken silently: two neighbouring systems can both land near. `sample`: places as the file has them.
 */
export function guessLandings(sample: readonly Place[], near: Place): Landing[] {
  const landings: Landing[] = []
  for (const crs of candidates)
    for (const swapped of [false, true]) {
      const kilometers = landingDistance(sample, near, crs, swapped)
      if (kilometers !== null && kilometers <= FARTHEST_KILOMETERS) landings.push({ crs, swapped, kilometers })
    }
  return landings.sort((a, b) => a.kilometers - b.kilometers)
}

const candidates = [
  'EPSG:4490',
  'EPSG:3857',
  ...Array.from({ length: 21 }, (_, zone) => `EPSG:${4513 + zone}`),
  ...Array.from({ length: 21 }, (_, zone) => `EPSG:${4534 + zone}`),
]

/** Kilometres from the county to the middle one of the sample, by distance; null where it lands nowhere on earth. */
export function landingDistance(sample: readonly Place[], near: Place, crs: string, swapped: boolean): number | null {
  const known = toWgs84(crs)
  if (!known.ok) return null
  const distances: number[] = []
  for (const [x, y] of sample) {
    const [longitude, latitude] = swapped ? known.convert(y, x) : known.convert(x, y)
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null
    distances.push(kilometersBetween([longitude, latitude], near))
  }
  distances.sort((a, b) => a - b)
  return distances[Math.floor(distances.length / 2)] ?? null
}

/** Equirectangular: good to a few per cent at this distance, and only its order matters. */
export function kilometersBetween(a: Place, b: Place): number {
  const eastWest = (a[0] - b[0]) * Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180)
  return Math.hypot(eastWest, a[1] - b[1]) * 111.195
}

/** The first place of a GeoJSON geometry, whatever its kind; undefined where there is none. */
export function firstPlace(geometry: unknown): [number, number] | undefined {
  let part: unknown = (geometry as { coordinates?: unknown } | null)?.coordinates
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0]
  if (!Array.isArray(part)) return undefined
  const [x, y] = part
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : undefined
}
