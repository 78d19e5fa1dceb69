import type { Path } from '#domain/partition/lattice.ts'

/** Places looked at on each side of a footprint. */
const LOOKS = 6

/** Places along a ring (without closing point), lattice steps: whether a border cuts a building is seen there. */
export function looksAt(ring: Path): [number, number][] {
  const found: [number, number][] = []
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    for (let k = 0; k < LOOKS; k++) {
      const share = k / LOOKS
      found.push([
        Math.round(ring[i]! + (ring[next]! - ring[i]!) * share),
        Math.round(ring[i + 1]! + (ring[next + 1]! - ring[i + 1]!) * share),
      ])
    }
  }
  return found
}
