import type { Position } from '#domain/contract/common.ts'
import { splitByMinute } from '#domain/coverage/street-time.ts'

/** Streets as one line a whole minute: 20 features, however many streets. Points come as the endpoint packs them. */
export function streetData(pieces: readonly (readonly number[])[]): GeoJSON.FeatureCollection {
  const lines = new Map<number, Position[][]>()
  for (const [startSeconds = 0, endSeconds = 0, ...degrees] of pieces) {
    const line: Position[] = []
    for (let at = 0; at + 1 < degrees.length; at += 2) line.push([degrees[at]!, degrees[at + 1]!])
    for (const part of splitByMinute({ startSeconds, endSeconds, line })) {
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
