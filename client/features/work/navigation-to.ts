/**
 * Address that opens the phone's own map application with the way to a place (longitude, latitude in degrees, WGS84):
 * `geo:` of RFC 5870, which iPhones do not know.
 */
export function navigationTo([longitude, latitude]: readonly [number, number], userAgent: string): string {
  const place = `${latitude.toFixed(6)},${longitude.toFixed(6)}`
  return /iPhone|iPad|iPod/.test(userAgent) ? `https://maps.apple.com/?daddr=${place}` : `geo:${place}?q=${place}`
}
