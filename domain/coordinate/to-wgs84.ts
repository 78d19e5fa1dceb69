import proj4 from 'proj4'

export type ToWgs84 = (x: number, y: number) => [longitude: number, latitude: number]
export type CrsRefusal = 'unknown-crs' | 'datum-needs-parameters'

/**
 * A function from a named coordinate reference system to WGS 84 longitude and latitude in degrees.
 * Accepts EPSG:4326, EPSG:4490 (CGCS2000, the same within decimetres), EPSG:3857, the 3-degree Gauss-Kruger zones of
 * CGCS2000 with zone number (4513-4533) and by central meridian (4534-4554), and PROJ strings.
 * Xian 1980 and Beijing 1954 are refused: without local parameters they are off by tens of metres.
 */
export function toWgs84(crs: string): { ok: true; convert: ToWgs84 } | { ok: false; reason: CrsRefusal } {
  const code = /^(?:EPSG:|urn:ogc:def:crs:EPSG::)(\d+)$/i.exec(crs.trim())?.[1]
  if (code === '4326' || code === '4490' || /CRS84$/.test(crs)) return { ok: true, convert: (x, y) => [x, y] }
  const definition = code === undefined ? (crs.includes('+proj=') ? crs : null) : definitionOf(Number(code))
  if (definition === 'old-datum') return { ok: false, reason: 'datum-needs-parameters' }
  if (definition === null) return { ok: false, reason: 'unknown-crs' }
  try {
    const converter = proj4(definition, 'EPSG:4326')
    return {
      ok: true,
      convert: (x, y) => {
        const [longitude, latitude] = converter.forward([x, y]) as [number, number]
        return [longitude, latitude]
      },
    }
  } catch {
    return { ok: false, reason: 'unknown-crs' }
  }
}

/** PROJ text of an EPSG code; see the EPSG registry, "CGCS2000 / 3-degree Gauss-Kruger". */
function definitionOf(code: number): string | 'old-datum' | null {
  if (code === 3857) return 'EPSG:3857'
  // zones 25 to 45, false easting carries the zone number
  if (code >= 4513 && code <= 4533) return gaussKruger((code - 4513 + 25) * 3, (code - 4513 + 25) * 1_000_000 + 500_000)
  // central meridians 75E to 135E
  if (code >= 4534 && code <= 4554) return gaussKruger((code - 4534 + 25) * 3, 500_000)
  if ((code >= 2327 && code <= 2442) || code === 4610 || code === 4214) return 'old-datum'
  return null
}

function gaussKruger(centralMeridian: number, falseEasting: number): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`
}
