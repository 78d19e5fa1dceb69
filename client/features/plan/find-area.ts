import type { Position } from '#domain/contract/common.ts'
import { faceAt } from '#domain/partition/arc-index.ts'
import { areaOf, areaOfFace, type Level } from '#domain/partition/area.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { toLattice } from '#domain/partition/lattice.ts'

/** The grid or micro-grid whose ground a place is; null outside of all. */
export function areaAt(draft: Draft, level: Level, [longitude, latitude]: Position): string | null {
  const face = faceAt(draft.partition, toLattice(longitude), toLattice(latitude))
  return face === null ? null : areaOfFace(draft, level, face)
}

/** The same, where the plan may change it. */
export function openAreaAt(draft: Draft, level: Level, place: Position): string | null {
  const code = areaAt(draft, level, place)
  return code !== null && areaOf(draft, level, code)?.locked === false ? code : null
}

/** Places looked at along a line. */
const SAMPLES = 24

/**
 * The area a drawn line is meant for: the chosen one when the line runs over it, else the open one most of the line lies
 * in. Null when it touches none.
 */
export function areaUnderLine(
  draft: Draft,
  level: Level,
  line: readonly Position[],
  chosen: string | null,
): string | null {
  const counts = new Map<string, number>()
  for (const place of samples(line)) {
    const code = openAreaAt(draft, level, place)
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  if (chosen !== null && counts.has(chosen)) return chosen
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function samples(line: readonly Position[]): Position[] {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  if (whole === 0) return line.slice(0, 1)
  const found: Position[] = []
  let before = 0
  lengths.forEach((length, i) => {
    const [from, to] = [line[i]!, line[i + 1]!]
    for (let k = 0; k <= SAMPLES; k++) {
      const along = (whole * (k + 0.5)) / (SAMPLES + 1) - before
      if (along < 0 || along > length || length === 0) continue
      found.push([from[0] + ((to[0] - from[0]) * along) / length, from[1] + ((to[1] - from[1]) * along) / length])
    }
    before += length
  })
  return found
}
