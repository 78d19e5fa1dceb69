import type { Box, Position } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'
import type { Frame } from './frame.ts'

/** A box in degrees laid into a frame of the page, north up, true to scale in its middle. */
export interface Projection {
  x(longitude: number): number
  y(latitude: number): number
  /** Points of the page per metre of ground. */
  pointsPerMeter: number
}

export function projectInto([west, south, east, north]: Box, frame: Frame): Projection {
  const longitude = (west + east) / 2
  const latitude = (south + north) / 2
  const eastMeters = metersPerLongitude(latitude)
  const pointsPerMeter = Math.min(
    frame.width / ((east - west) * eastMeters),
    frame.height / ((north - south) * METERS_PER_DEGREE),
  )
  const middleX = frame.x + frame.width / 2
  const middleY = frame.y + frame.height / 2
  return {
    x: (degrees) => middleX + (degrees - longitude) * eastMeters * pointsPerMeter,
    y: (degrees) => middleY - (degrees - latitude) * METERS_PER_DEGREE * pointsPerMeter,
    pointsPerMeter,
  }
}

/** The smallest box around `box` with the shape of a frame, so that the map fills it. */
export function boxFor([west, south, east, north]: Box, { width, height }: Frame): Box {
  const latitude = (south + north) / 2
  const eastMeters = metersPerLongitude(latitude)
  const wide = (east - west) * eastMeters
  const high = (north - south) * METERS_PER_DEGREE
  const scale = Math.max(wide / width, high / height)
  const addLongitude = (width * scale - wide) / eastMeters / 2
  const addLatitude = (height * scale - high) / METERS_PER_DEGREE / 2
  return [west - addLongitude, south - addLatitude, east + addLongitude, north + addLatitude]
}

/** The box that reaches so many metres around a position. */
export function boxAround([longitude, latitude]: Position, meters: number): Box {
  const wide = meters / metersPerLongitude(latitude)
  const high = meters / METERS_PER_DEGREE
  return [longitude - wide, latitude - high, longitude + wide, latitude + high]
}

/** The longest round length (1, 2 or 5 times a power of ten) of at most so many points, for a scale bar. */
export function barMeters(mostPoints: number, { pointsPerMeter }: Projection): number {
  const most = mostPoints / pointsPerMeter
  const power = 10 ** Math.floor(Math.log10(most))
  return [5, 2, 1].map((step) => step * power).find((meters) => meters <= most) ?? power
}
