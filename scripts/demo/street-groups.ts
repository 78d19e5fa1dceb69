import { neighbourhood, type World } from './area-world.ts'
import { components } from './balance.ts'
import { type Face, ringOf } from './geometry/mesh.ts'
import { centroid } from './geometry/polygon.ts'
import type { District } from './plan.types.ts'

/** Faces of each street: districts of the town, and the country by side; detached bits join their longest neighbour. */
export function streetGroups(world: World, estates: Map<number, number>): Face[][] {
  const faces = [...world.mesh.faces.values()]
  const choice = new Map<number, number>()
  const [west, east, hills] = [streetSeats.length, streetSeats.length + 1, streetSeats.length + 2]
  const southEdge = Math.min(...world.mesh.points.map((point) => point[1]))
  const blocks = new Map<number, Face[]>()
  for (const face of faces) {
    const list = blocks.get(face.block)
    if (list) list.push(face)
    else blocks.set(face.block, [face])
  }
  for (const members of blocks.values()) {
    const district = members[0]!.district as District
    const [x, y] = centroid(ringOf(world.mesh, members[0]!))
    const town = streetSeats.findIndex((seat) => seat.districts.includes(district))
    const seat =
      town >= 0 ? town : y < southEdge * 0.46 && Math.abs(x) < Math.abs(southEdge) * 1.05 ? hills : x < 0 ? west : east
    for (const face of members) choice.set(face.id, seat)
  }
  // an estate never lies in two streets
  const estateSeat = new Map<number, number>()
  for (const face of faces) {
    const estate = estates.get(face.id)
    if (estate === undefined) continue
    if (!estateSeat.has(estate)) estateSeat.set(estate, choice.get(face.id)!)
    choice.set(face.id, estateSeat.get(estate)!)
  }
  const map = neighbourhood(
    world,
    faces.map((face) => [face]),
  )
  for (let round = 0; round < 4; round++)
    for (let seat = 0; seat <= hills; seat++) {
      const nodes = faces.flatMap((face, i) => (choice.get(face.id) === seat ? [i] : []))
      const parts = components(map, nodes).sort((a, b) => b.length - a.length)
      for (const part of parts.slice(1)) {
        const borders = new Map<number, number>()
        for (const node of part)
          for (const side of map.neighbours[node]!) {
            const other = choice.get(faces[side.to]!.id)!
            if (other !== seat) borders.set(other, (borders.get(other) ?? 0) + side.meters)
          }
        const [longest] = [...borders].sort((a, b) => b[1] - a[1])
        if (longest) for (const node of part) choice.set(faces[node]!.id, longest[0])
      }
    }
  return Array.from({ length: hills + 1 }, (_, seat) => faces.filter((face) => choice.get(face.id) === seat)).filter(
    (members) => members.length > 0,
  )
}

const streetSeats: { key: string; districts: District[]; test?: (x: number, y: number) => boolean }[] = [
  { key: 'oldtown', districts: ['oldtown'] },
  { key: 'west', districts: ['west', 'harbour'] },
  { key: 'east', districts: ['east'] },
  { key: 'newtown', districts: ['newtown'] },
  { key: 'seaside', districts: ['seaside'] },
]
