/** One square of the web-mercator pyramid. */
export interface TileNumber {
  z: number
  x: number
  y: number
}

export interface TileRange {
  /** First and last zoom of the tiles asked for, both included. */
  minZoom: number
  maxZoom: number
  /** How far a tile reaches past its edge, as a share of its width; what lies there is drawn in the neighbour too. */
  buffer: number
}

/** More tiles than this are not listed: the whole layer is told instead. */
export const MOST_TILES_LISTED = 500

/**
 * Tiles a change in `box` (west, south, east, north in degrees, EPSG:4326) makes dirty, coarse to fine.
 * Gives `'all'` when the box is null (the whole layer changed), not finite, or touches more than 500 tiles.
 */
export function tilesOfBox(
  box: readonly [number, number, number, number] | null,
  { minZoom, maxZoom, buffer }: TileRange,
): TileNumber[] | 'all' {
  if (box === null || !box.every(Number.isFinite)) return 'all'
  const west = worldX(Math.min(box[0], box[2]))
  const east = worldX(Math.max(box[0], box[2]))
  const north = worldY(Math.max(box[1], box[3]))
  const south = worldY(Math.min(box[1], box[3]))
  const tiles: TileNumber[] = []
  for (let z = minZoom; z <= maxZoom; z++) {
    const across = 2 ** z
    const last = across - 1
    const left = clamp(Math.floor(west * across - buffer), last)
    const right = clamp(Math.floor(east * across + buffer), last)
    const top = clamp(Math.floor(north * across - buffer), last)
    const bottom = clamp(Math.floor(south * across + buffer), last)
    if (tiles.length + (right - left + 1) * (bottom - top + 1) > MOST_TILES_LISTED) return 'all'
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) tiles.push({ z, x, y })
  }
  return tiles
}

/** Whether `tile` with its buffer meets `box`; a null box meets every tile. */
export function tileMeetsBox(
  { z, x, y }: TileNumber,
  box: readonly [number, number, number, number] | null,
  buffer: number,
): boolean {
  if (box === null || !box.every(Number.isFinite)) return true
  const across = 2 ** z
  const west = worldX(Math.min(box[0], box[2])) * across
  const east = worldX(Math.max(box[0], box[2])) * across
  const north = worldY(Math.max(box[1], box[3])) * across
  const south = worldY(Math.min(box[1], box[3])) * across
  return west <= x + 1 + buffer && east >= x - buffer && north <= y + 1 + buffer && south >= y - buffer
}

/** Web-mercator x of a longitude: 0 at 180° W, 1 at 180° E. */
export function worldX(longitude: number): number {
  return longitude / 360 + 0.5
}

/** Web-mercator y of a latitude: 0 at 85.05° N, 1 at 85.05° S; clamped beyond. */
export function worldY(latitude: number): number {
  const sine = Math.sin((Math.max(-89.9, Math.min(89.9, latitude)) * Math.PI) / 180)
  return Math.max(0, Math.min(1, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)))
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value))
}
