import gcoord from 'gcoord'
import proj4 from 'proj4'

export type ToWgs84 = (x: number, y: number) => [longitude: number, latitude: number]
export type CrsRefusal = 'unknown-crs' | 'datum-needs-parameters' | 'shifted-needs-consent'

export interface CrsOptions {
  /**
   * From the old datum to WGS 84, as a survey office gives them: metres east, north and up, then turns in seconds and
   * scale in parts per million (PROJ's towgs84: three numbers or seven).
   */
  datumShift?: readonly number[] | undefined
  /** An administrator said that coordinates shifted by law (GCJ-02, BD-09) are meant and may be moved back. */
  acceptShifted?: boolean | undefined
}

export type KnownCrs = { ok: true; convert: ToWgs84 } | { ok: false; reason: CrsRefusal; datum?: OldDatum }
export type OldDatum = 'Xian 1980' | 'Beijing 1954'

/**
 * A function from a named coordinate reference system to WGS 84 longitude and latitude in degrees.
 * Accepts EPSG:4326, EPSG:4490 (CGCS2000, the same within decimetres), EPSG:3857, the 3-degree Gauss-Kruger zones of
 * CGCS2000 with zone number (4513-4533) and by central meridian (4534-4554), and PROJ strings.
 * Xian 1980 and Beijing 1954 are refused without parameters: they are off by tens of metres. GCJ-02 and BD-09 are moved
 * back (gcoord, within a metre) only with consent: what is not shifted would be moved by hundreds of metres.
 */
export function toWgs84(crs: string, { datumShift, acceptShifted = false }: CrsOptions = {}): KnownCrs {
  const said = crs.trim()
  if (/CRS84$/.test(said)) return same
  const shifted = /^GCJ-?02$/i.test(said) ? gcoord.GCJ02 : /^BD-?09$/i.test(said) ? gcoord.BD09 : null
  if (shifted !== null) {
    if (!acceptShifted) return { ok: false, reason: 'shifted-needs-consent' }
    return { ok: true, convert: (x, y) => gcoord.transform([x, y], shifted, gcoord.WGS84) as [number, number] }
  }
  const code = Number(/^(?:EPSG:|urn:ogc:def:crs:EPSG::)(\d+)$/i.exec(said)?.[1] ?? Number.NaN)
  if (code === 4326 || code === 4490) return same
  const old = oldDatum(said, code)
  if (old !== null) {
    const definition = old.definition && datumShift ? `${old.definition} +towgs84=${datumShift.join(',')}` : null
    return definition === null ? { ok: false, reason: 'datum-needs-parameters', datum: old.datum } : byProj(definition)
  }
  const definition = Number.isNaN(code) ? (said.includes('+proj=') ? said : null) : definitionOf(code)
  return definition === null ? { ok: false, reason: 'unknown-crs' } : byProj(definition)
}

const same: KnownCrs = { ok: true, convert: (x, y) => [x, y] }

function byProj(definition: string): KnownCrs {
  // an ellipsoid of an old datum without its shift is that datum without its parameters
  if (/\+ellps=(krass|IAU76)\b/.test(definition) && !definition.includes('+towgs84='))
    return {
      ok: false,
      reason: 'datum-needs-parameters',
      datum: definition.includes('krass') ? 'Beijing 1954' : 'Xian 1980',
    }
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
function definitionOf(code: number): string | null {
  if (code === 3857 || code === 900_913) return 'EPSG:3857'
  // zones 25 to 45, false easting carries the zone number
  if (code >= 4513 && code <= 4533) return gaussKruger((code - 4513 + 25) * 3, (code - 4513 + 25) * 1_000_000 + 500_000)
  // central meridians 75E to 135E
  if (code >= 4534 && code <= 4554) return gaussKruger((code - 4534 + 25) * 3, 500_000)
  return null
}

/**
 * Xian 1980 and Beijing 1954 by name or code, with PROJ text where the projection is known: geographic, and 3-degree zones
 * with zone number (2349-2369, 2401-2421) and by central meridian (2370-2390, 2422-2442).
 */
function oldDatum(said: string, code: number): { datum: OldDatum; definition: string | null } | null {
  const xian = code === 4610 || (code >= 2327 && code <= 2390) || /xian\s?1980/i.test(said)
  const beijing =
    code === 4214 ||
    (code >= 2401 && code <= 2442) ||
    (code >= 21_413 && code <= 21_463) ||
    /beijing\s?1954/i.test(said)
  if (!xian && !beijing) return null
  const datum = xian ? 'Xian 1980' : 'Beijing 1954'
  const ellipsoid = xian ? 'IAU76' : 'krass'
  if (code === 4610 || code === 4214) return { datum, definition: `+proj=longlat +ellps=${ellipsoid} +no_defs` }
  const [numbered, central] = xian ? [2349, 2370] : [2401, 2422]
  const zone = code >= central! && code <= central! + 20 ? code - central! + 25 : code - numbered! + 25
  if (!(zone >= 25 && zone <= 45)) return { datum, definition: null }
  const easting = code >= central! ? 500_000 : zone * 1_000_000 + 500_000
  return { datum, definition: gaussKruger(zone * 3, easting, ellipsoid) }
}

function gaussKruger(centralMeridian: number, falseEasting: number, ellipsoid = 'GRS80'): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=${ellipsoid} +units=m +no_defs`
}
