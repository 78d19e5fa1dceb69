import type { Position } from '#domain/contract/common.ts'
import { type StreetPiece, splitByMinute } from '#domain/coverage/street-time.ts'

/** Streets as one line a whole minute: 20 features, however many streets. */
export function streetData(pieces: readonly StreetPiece[]): GeoJSON.FeatureCollection {
  const lines = new Map<number, Position[][]>()
  for (const piece of pieces) {
    for (const part of splitByMinute(piece)) {
      const known = lines.get(part.minute)
      if (known) known.push(part.line)
      else lines.set(part.minute, [part.line])
    }
  }
  return {
    type: 'FeatureCollection',
    features: [...lines]
      .sort(([a], [b]) => a - b)
      .map(([minute, coordinates]) => ({
        type: 'Feature',
        properties: { minute },
        geometry: { type: 'MultiLineString', coordinates },
      })),
  }
}

/** A piece as the endpoint packs it: seconds at both ends, then longitude and latitude of each point. */
export function unpackPiece([startSeconds = 0, endSeconds = 0, ...degrees]: readonly number[]): StreetPiece {
  const line: Position[] = []
  for (let at = 0; at + 1 < degrees.length; at += 2) line.push([degrees[at]!, degrees[at + 1]!])
  return { startSeconds, endSeconds, line }
}
