/**
 * Which coordinate system a well-known text (.prj, GeoPackage, FlatGeobuf) means, in the words that `toWgs84` takes:
 * 'EPSG:4548', 'Xian 1980', 'Beijing 1954', a PROJ string; null where it is none that is known here.
 * Gauss-Kruger zones are known by their central meridian and false easting, whatever the text calls them.
 */
export function readProjection(text: string): string | null {
  const code = /(?:AUTHORITY|ID)\["EPSG",\s*"?(\d+)"?\]\s*\]\s*$/i.exec(text.trim())?.[1]
  const datum = datumOf(text)
  const projected = /^\s*PROJ(?:CS|CRS)/i.test(text)
  if (datum === 'xian-1980' || datum === 'beijing-1954') {
    const name = datum === 'xian-1980' ? 'Xian 1980' : 'Beijing 1954'
    return code === undefined ? name : `EPSG:${code}`
  }
  if (!projected) {
    if (!/^\s*GEOG(?:CS|CRS)|^\s*GEODCRS/i.test(text)) return null
    return datum === 'cgcs2000' ? 'EPSG:4490' : datum === 'wgs84' ? 'EPSG:4326' : null
  }
  if (/Mercator_Auxiliary_Sphere|Pseudo.?Mercator|Web_Mercator/i.test(text)) return 'EPSG:3857'
  const meridian = parameter(text, /Central_Meridian|Longitude of natural origin/i)
  const easting = parameter(text, /False_Easting|False easting/i)
  const gauss = /Gauss_Kruger|Transverse_Mercator|Transverse Mercator/i.test(text)
  if (datum === null || !gauss || meridian === null || easting === null)
    return code === undefined ? null : `EPSG:${code}`
  const scale = parameter(text, /Scale_Factor|Scale factor at natural origin/i) ?? 1
  if (datum === 'cgcs2000' && scale === 1) {
    const zone = meridian / 3
    if (Number.isInteger(zone) && zone >= 25 && zone <= 45) {
      if (easting === 500_000) return `EPSG:${4534 + zone - 25}`
      if (easting === zone * 1_000_000 + 500_000) return `EPSG:${4513 + zone - 25}`
    }
  }
  const northing = parameter(text, /False_Northing|False northing/i) ?? 0
  const origin = parameter(text, /Latitude_Of_Origin|Latitude of natural origin/i) ?? 0
  return `+proj=tmerc +lat_0=${origin} +lon_0=${meridian} +k=${scale} +x_0=${easting} +y_0=${northing} +ellps=${datum === 'wgs84' ? 'WGS84' : 'GRS80'} +units=m +no_defs`
}

function datumOf(text: string): 'cgcs2000' | 'wgs84' | 'xian-1980' | 'beijing-1954' | null {
  if (/Xian_?\s?1980|Xian80|\bD_Xian/i.test(text)) return 'xian-1980'
  if (/Beijing_?\s?1954|Beijing54|\bD_Beijing/i.test(text)) return 'beijing-1954'
  if (/China_2000|CGCS2000|CGCS_2000|China_Geodetic_Coordinate_System_2000|China 2000/i.test(text)) return 'cgcs2000'
  if (/WGS_?\s?(19)?84|World Geodetic System 1984/i.test(text)) return 'wgs84'
  return null
}

/** A number after a parameter's name; null where it is not said. */
function parameter(text: string, name: RegExp): number | null {
  const value = new RegExp(`"(?:${name.source})",\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, 'i').exec(text)?.[1]
  const number = Number(value)
  return value === undefined || !Number.isFinite(number) ? null : number
}
