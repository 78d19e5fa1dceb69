import type { Surface } from './surface.ts'

/** Closed rings of one threshold, in cells east and north of the lattice's corner: the first cell's centre is (0.5, 0.5). */
export type Isoring = [number, number][]

/**
 * Outlines of where a lattice is at or above each threshold: counter-clockwise around ground, clockwise around holes,
 * closed, linear between cell centres. Beyond the lattice everything is 0. Thresholds are above 0 and rise, at most 254;
 * outlines of a higher one lie within those of a lower and never cross them.
 * Source: Lorensen and Cline, Marching Cubes (1987), in two dimensions; a saddle is joined when its middle is inside.
 */
export function isorings(
  { width, height, values }: Pick<Surface, 'width' | 'height' | 'values'>,
  thresholds: readonly number[],
): Isoring[][] {
  const stride = width + 2
  const padded = new Float32Array(stride * (height + 2))
  for (let row = 0; row < height; row++)
    padded.set(values.subarray(row * width, (row + 1) * width), (row + 1) * stride + 1)
  const classes = classesOf(padded, thresholds)
  const next = thresholds.map(() => new Map<number, number>())
  for (let corner = 0; corner < padded.length - stride - 1; corner++) {
    const southWest = classes[corner]!
    const southEast = classes[corner + 1]!
    const northWest = classes[corner + stride]!
    const northEast = classes[corner + stride + 1]!
    if (southWest === southEast && southWest === northWest && southWest === northEast) continue
    const most = Math.max(southWest, southEast, northWest, northEast)
    for (let level = Math.min(southWest, southEast, northWest, northEast); level < most; level++) {
      const inside =
        (southWest > level ? 1 : 0) |
        (southEast > level ? 2 : 0) |
        (northEast > level ? 4 : 0) |
        (northWest > level ? 8 : 0)
      const middle =
        (padded[corner]! + padded[corner + 1]! + padded[corner + stride]! + padded[corner + stride + 1]!) / 4
      const joined = middle >= thresholds[level]! ? 16 : 0
      for (const [from, to] of segments[inside | joined]!)
        next[level]!.set(edgeOf(corner, stride, from), edgeOf(corner, stride, to))
    }
  }
  return next.map((segments, level) => ringsOf(segments, padded, stride, thresholds[level]!))
}

type Side = 'south' | 'east' | 'north' | 'west'

/** Which sides of a square of four centres a line runs between, ground on its left; by corners inside and whether joined. */
const segments: readonly (readonly (readonly [Side, Side])[])[] = [false, true].flatMap((joined) => [
  [],
  [['south', 'west']],
  [['east', 'south']],
  [['east', 'west']],
  [['north', 'east']],
  joined
    ? [
        ['south', 'east'],
        ['north', 'west'],
      ]
    : [
        ['south', 'west'],
        ['north', 'east'],
      ],
  [['north', 'south']],
  [['north', 'west']],
  [['west', 'north']],
  [['south', 'north']],
  joined
    ? [
        ['west', 'south'],
        ['east', 'north'],
      ]
    : [
        ['east', 'south'],
        ['west', 'north'],
      ],
  [['east', 'north']],
  [['west', 'east']],
  [['south', 'east']],
  [['west', 'south']],
  [],
])

/** An edge between two neighbouring centres is named by its south-western one: twice its index, and 1 more going north. */
function edgeOf(corner: number, stride: number, side: Side): number {
  if (side === 'south') return 2 * corner
  if (side === 'west') return 2 * corner + 1
  return side === 'north' ? 2 * (corner + stride) : 2 * (corner + 1) + 1
}

function classesOf(values: Float32Array, thresholds: readonly number[]): Uint8Array {
  const classes = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let reached = 0
    while (reached < thresholds.length && values[i]! >= thresholds[reached]!) reached++
    classes[i] = reached
  }
  return classes
}

/** Follows the segments until each ring is closed. */
function ringsOf(next: Map<number, number>, padded: Float32Array, stride: number, threshold: number): Isoring[] {
  const rings: Isoring[] = []
  for (const first of next.keys()) {
    const ring: Isoring = []
    for (let edge: number | undefined = first; edge !== undefined; ) {
      ring.push(crossing(edge, padded, stride, threshold))
      const following: number | undefined = next.get(edge)
      next.delete(edge)
      edge = following
    }
    rings.push(ring)
  }
  return rings
}

/** Where the threshold lies on an edge; the padding's first centre is at (-0.5, -0.5). */
function crossing(edge: number, padded: Float32Array, stride: number, threshold: number): [number, number] {
  const corner = edge >> 1
  const northward = (edge & 1) === 1
  const from = padded[corner]!
  const to = padded[corner + (northward ? stride : 1)]!
  const share = (threshold - from) / (to - from)
  const x = (corner % stride) - 0.5
  const y = Math.floor(corner / stride) - 0.5
  return northward ? [x, y + share] : [x + share, y]
}
