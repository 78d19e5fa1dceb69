import { expect, test } from 'vitest'
import { readProjection } from './read-projection.ts'

const geographic = (datum: string, name: string) =>
  `GEOGCS["${name}",DATUM["${datum}",SPHEROID["x",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
const projected = (name: string, inner: string, easting: number, meridian: number) =>
  `PROJCS["${name}",${inner},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
const china = geographic('D_China_2000', 'GCS_China_Geodetic_Coordinate_System_2000')

test('zones are known by meridian and easting, whatever they are called', () => {
  expect(readProjection(projected('any name', china, 500_000, 117))).toBe('EPSG:4548')
  expect(readProjection(projected('any name', china, 39_500_000, 117))).toBe('EPSG:4527')
  expect(readProjection(china)).toBe('EPSG:4490')
  expect(readProjection(geographic('D_WGS_1984', 'GCS_WGS_1984'))).toBe('EPSG:4326')
})

test('old datums keep their names, and other zones their parameters', () => {
  const xian = geographic('D_Xian_1980', 'GCS_Xian_1980')
  expect(readProjection(projected('Xian_1980_3_Degree_GK_CM_117E', xian, 500_000, 117))).toBe('Xian 1980')
  expect(readProjection(geographic('D_Beijing_1954', 'GCS_Beijing_1954'))).toBe('Beijing 1954')
  expect(readProjection(projected('local', china, 300_000, 116))).toContain('+lon_0=116 +k=1 +x_0=300000')
})

test('what is no projection is none', () => {
  for (const text of ['', 'hello', 'PROJCS[', 'LOCAL_CS["x"]']) expect(readProjection(text)).toBeNull()
})
