import proj4 from 'proj4'
import type { Position } from '#domain/contract/common.ts'
import type { FileLayer } from '#domain/plan-file/plan-layer.ts'

/** A coordinate system that files are written in. */
export interface CoordinateSystem {
  epsg: number
  name: string
  /** Well-known text as GIS programs read it from .prj. */
  wkt: string
  fromDegrees(place: Position): Position
}

const GEOGRAPHIC =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

/** CGCS2000 in degrees: within decimetres of WGS 84, and the stored numbers themselves. */
export const degrees: CoordinateSystem = {
  epsg: 4490,
  name: 'China Geodetic Coordinate System 2000',
  wkt: GEOGRAPHIC,
  fromDegrees: (place) => place,
}

/** The 3-degree Gauss-Kruger zone whose central meridian is next to a longitude; 75 to 135 degrees east. */
export function gaussKruger(longitude: number): CoordinateSystem {
  const meridian = Math.min(135, Math.max(75, Math.round(longitude / 3) * 3))
  const name = `CGCS2000_3_Degree_GK_CM_${meridian}E`
  const proj = proj4(
    '+proj=longlat +ellps=GRS80 +no_defs',
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  )
  return {
    epsg: 4534 + (meridian - 75) / 3,
    name,
    wkt: `PROJCS["${name}",${GEOGRAPHIC},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`,
    fromDegrees: ([x, y]) => {
      const [east, north] = proj.forward([x, y]) as [number, number]
      return [east, north]
    },
  }
}

/** A layer in another system. */
export function inSystem(layer: FileLayer, { fromDegrees }: CoordinateSystem): FileLayer {
  const areas = layer.areas.map((area) => ({
    ...area,
    polygons: area.polygons.map((polygon) => polygon.map((ring) => ring.map(fromDegrees))),
  }))
  return { ...layer, areas }
}
