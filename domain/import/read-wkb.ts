type Read = { geometry: { type: string; coordinates: unknown } | null; at: number }

const types = ['', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const

/**
 * Well-known binary (OGC 06-103r4, with ISO's and PostGIS's marks of Z and M) as a GeoJSON geometry in two dimensions;
 * null for what is not WKB, a geometry collection, or goes beyond its bytes. An empty geometry has empty coordinates.
 */
export function readWkb(bytes: Uint8Array): object | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readOne(view, 0, 0).geometry
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function readOne(view: DataView, start: number, depth: number): Read {
  const little = view.getUint8(start) === 1
  const code = view.getUint32(start + 1, little)
  const kind = (code & 0xff_ff) % 1000
  const iso = Math.floor((code & 0xff_ff) / 1000)
  const dimensions =
    2 +
    Number((code & 0x80_00_00_00) !== 0 || iso === 1 || iso === 3) +
    Number((code & 0x40_00_00_00) !== 0 || iso >= 2)
  const type = types[kind]
  let at = start + 5 + ((code & 0x20_00_00_00) === 0 ? 0 : 4)
  const step = 8 * dimensions
  const place = () => {
    const coordinates = [view.getFloat64(at, little), view.getFloat64(at + 8, little)]
    at += step
    return coordinates
  }
  /** How many follow; each takes `least` bytes or more, so that a false number is found before anything is made. */
  const count = (least: number) => {
    const number = view.getUint32(at, little)
    at += 4
    if (number * least > view.byteLength - at) throw new RangeError('more than the bytes hold')
    return number
  }
  const line = () => Array.from({ length: count(step) }, place)
  if (type === undefined || type === '' || depth > 1) return { geometry: null, at }
  if (type === 'Point') {
    const coordinates = place()
    // a point of no number is how an empty point is written
    return { geometry: { type, coordinates: coordinates.every(Number.isNaN) ? [] : coordinates }, at }
  }
  if (type === 'LineString') return { geometry: { type, coordinates: line() }, at }
  if (type === 'Polygon') return { geometry: { type, coordinates: Array.from({ length: count(4) }, line) }, at }
  const parts: unknown[] = []
  for (let left = count(5); left > 0; left--) {
    const part = readOne(view, at, depth + 1)
    if (part.geometry === null || part.geometry.type !== type.slice(5)) return { geometry: null, at }
    parts.push(part.geometry.coordinates)
    at = part.at
  }
  return { geometry: { type, coordinates: parts }, at }
}

/** The WKB of a GeoPackage geometry (OGC 12-128r18, 2.1.3); null where there is none. */
export function wkbOfGeopackage(blob: Uint8Array): Uint8Array | null {
  if (blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) return null
  const envelope = [0, 32, 48, 48, 64][(blob[3]! >> 1) & 7]
  return envelope === undefined || blob.length < 8 + envelope ? null : blob.subarray(8 + envelope)
}
