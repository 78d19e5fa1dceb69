import type { Camera } from './map-view.types.ts'

/** Camera as it stands in the address: `120.75031,37.80962,12.4` with `,bearing,pitch` where they are not 0. */
export function printCamera({ longitude, latitude, zoom, bearing, pitch }: Camera): string {
  const parts = [longitude.toFixed(5), latitude.toFixed(5), trim(zoom, 2)]
  if (Math.abs(bearing) >= 0.05 || pitch >= 0.05) parts.push(trim(bearing, 1), trim(pitch, 1))
  return parts.join(',')
}

/** null when the text is no camera: wrong count, not numbers, off the globe. */
export function readCamera(text: string | null): Camera | null {
  if (text === null) return null
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [longitude, latitude, zoom, bearing = 0, pitch = 0] = numbers
  if (longitude === undefined || latitude === undefined || zoom === undefined) return null
  if (numbers.length > 5 || !numbers.every(Number.isFinite)) return null
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 85 || zoom < 0 || zoom > 24) return null
  if (Math.abs(bearing) > 360 || pitch < 0 || pitch > 60) return null
  return { longitude, latitude, zoom, bearing, pitch }
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
