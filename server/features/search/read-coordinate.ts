import type { Box, Position } from '#domain/contract/common.ts'

export interface ReadCoordinate {
  position: Position
  /** Latitude was written first. */
  swapped: boolean
  /** Within the box. */
  inside: boolean
}

const NUMBER = String.raw`([+-]?\d{1,3}(?:\.\d+)?)`
const COORDINATE = new RegExp(
  `^${NUMBER}\\s*°?\\s*([NSEW]?)(?:\\s*[,;、，]\\s*|\\s+)${NUMBER}\\s*°?\\s*([NSEW]?)$`,
  'i',
)

/**
 * Reads `120.75,37.80`, `37.8 120.75` or `37.8N 120.75E` in degrees; null when the text is no pair of degrees.
 * Longitude comes first unless letters, the range of latitudes or the county's box say otherwise.
 */
export function readCoordinate(text: string, county: Box): ReadCoordinate | null {
  const parts = COORDINATE.exec(text)
  if (!parts) return null
  const first = signed(parts[1]!, parts[2]!)
  const second = signed(parts[3]!, parts[4]!)
  const written = asPosition(first, second)
  const turned = asPosition(second, first)
  const swapped =
    latitudeFirst(parts[2]!, parts[4]!) ??
    (!isInside(written, county) && (isInside(turned, county) || written === null))
  const position = swapped ? turned : written
  return position && { position, swapped, inside: isInside(position, county) }
}

/** What the letters say; undefined when there are none. */
function latitudeFirst(first: string, second: string): boolean | undefined {
  if (/[NS]/i.test(first) || /[EW]/i.test(second)) return true
  if (/[EW]/i.test(first) || /[NS]/i.test(second)) return false
  return undefined
}

function signed(digits: string, letter: string): number {
  return /[SW]/i.test(letter) ? -Math.abs(Number(digits)) : Number(digits)
}

function asPosition(longitude: number, latitude: number): Position | null {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null
}

function isInside(position: Position | null, [west, south, east, north]: Box): boolean {
  return position !== null && position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north
}
