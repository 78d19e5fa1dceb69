import type { Position } from '#domain/contract/common.ts'
import { footOn } from './snap.ts'

/** Leaves out what strays less than so many pixels from a straight line (Douglas and Peucker 1973). Ends stay. */
export function simplifyLine(
  line: readonly Position[],
  pixelsPerDegree: readonly [number, number],
  strayPixels: number,
): Position[] {
  if (line.length < 3) return [...line]
  const kept = new Uint8Array(line.length)
  kept[0] = kept[line.length - 1] = 1
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let most = strayPixels
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const { pixels } = footOn(line[i]!, line[from]!, line[to]!, pixelsPerDegree)
      if (pixels <= most) continue
      most = pixels
      at = i
    }
    if (at < 0) continue
    kept[at] = 1
    spans.push([from, at], [at, to])
  }
  return line.filter((_, i) => kept[i])
}
