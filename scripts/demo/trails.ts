import { type Mesh, markOf } from './geometry/mesh.ts'
import { add, distance, type Point, times } from './geometry/point.ts'
import type { Compound, Footway } from './plan.types.ts'
import type { Random } from './random.ts'
import type { Terrain } from './terrain.ts'

/** Paths from country lanes up the hills: always uphill, with steps where it is steep. */
export function layTrails(random: Random, mesh: Mesh, terrain: Terrain, compounds: readonly Compound[]): Footway[] {
  const trails: Footway[] = []
  for (const face of mesh.faces.values()) {
    if (compounds[face.compound]?.use !== 'wood') continue
    const starts = face.ring.filter((from, i) => {
      const kind = markOf(mesh, from, face.ring[(i + 1) % face.ring.length]!).kind
      return (kind === 'lane' || kind === 'street' || kind === 'arterial') && terrain.height(mesh.points[from]!) > 25
    })
    for (const start of random.shuffle(starts).slice(0, 2)) {
      const line = climb(mesh.points[start]!, terrain, random)
      if (line.length < 4) continue
      const low = line.slice(0, Math.ceil(line.length / 2))
      const high = line.slice(low.length - 1)
      trails.push({ line: low, kind: 'footway', startVertex: start, endVertex: -1 })
      trails.push({ line: high, kind: 'steps', startVertex: -1, endVertex: -1 })
    }
  }
  return trails
}

function climb(start: Point, terrain: Terrain, random: Random): Point[] {
  const line: Point[] = [start]
  const step = 22
  for (let i = 0; i < 40; i++) {
    const here = line[line.length - 1]!
    let best: Point | null = null
    let highest = terrain.height(here) + 0.4
    for (let turn = 0; turn < 16; turn++) {
      const angle = (turn / 16) * 2 * Math.PI + random.normal(0, 0.1)
      const next = add(here, times([Math.cos(angle), Math.sin(angle)], step))
      const height = terrain.height(next) + random.between(0, 1.6)
      if (height <= highest || line.some((point) => distance(point, next) < step * 0.8)) continue
      highest = height
      best = next
    }
    if (!best) break
    line.push(best)
  }
  return line
}
