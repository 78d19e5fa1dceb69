/** A closed ring of x and y in turn. */
type Ring = readonly number[]

/** Rings that do not touch, as polygons: each shell (counter-clockwise) with the holes (clockwise) that lie right inside it. */
export function nestRings(rings: readonly Ring[]): Ring[][] {
  const shells = rings
    .map((ring) => ({ ring, area: signedArea(ring), holes: [] as Ring[] }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => a.area - b.area)
  for (const ring of rings) {
    if (signedArea(ring) > 0) continue
    shells.find((shell) => contains(shell.ring, ring[0]!, ring[1]!))?.holes.push(ring)
  }
  return shells.map(({ ring, holes }) => [ring, ...holes])
}

function signedArea(ring: Ring): number {
  let twice = 0
  for (let at = 0; at < ring.length - 2; at += 2) twice += ring[at]! * ring[at + 3]! - ring[at + 2]! * ring[at + 1]!
  return twice / 2
}

/** Whether a place lies in a ring (even-odd). */
function contains(ring: Ring, x: number, y: number): boolean {
  let isInside = false
  for (let at = 0; at < ring.length - 2; at += 2) {
    const below = ring[at + 1]! > y
    if (below === ring[at + 3]! > y) continue
    const across = ring[at]! + ((y - ring[at + 1]!) / (ring[at + 3]! - ring[at + 1]!)) * (ring[at + 2]! - ring[at]!)
    if (x < across) isInside = !isInside
  }
  return isInside
}
