/** What people call the columns that hold a place; the first that is there is taken. */
const longitudes = ['longitude', 'lon', 'lng', 'long', 'x', '经度', 'jd', 'point_x', 'xcoord', 'x坐标', '东经']
const latitudes = ['latitude', 'lat', 'y', '纬度', 'wd', 'point_y', 'ycoord', 'y坐标', '北纬']

/** The columns that hold longitude and latitude (or x and y), by their names; null where there is no such pair. */
export function findCoordinateColumns(columns: readonly string[]): { longitude: string; latitude: string } | null {
  const longitude = firstOf(columns, longitudes)
  const latitude = firstOf(columns, latitudes)
  return longitude === undefined || latitude === undefined ? null : { longitude, latitude }
}

function firstOf(columns: readonly string[], words: readonly string[]): string | undefined {
  for (const word of words) {
    const found = columns.find((column) => column.trim().toLowerCase() === word)
    if (found !== undefined) return found
  }
  return undefined
}

/** A point from two cells of a table; null where one is blank: the row then has no place. */
export function pointOf(longitude: unknown, latitude: unknown): { type: 'Point'; coordinates: number[] } | null {
  if (isBlank(longitude) || isBlank(latitude)) return null
  return { type: 'Point', coordinates: [Number(longitude), Number(latitude)] }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || String(value).trim() === ''
}
