import { group, type World } from './area-world.ts'
import type { Face } from './geometry/mesh.ts'
import type { Compound, District } from './plan.types.ts'

/** Enterprise parks, the port, campuses and malls: land that is a grid of its own. Face id to estate number. */
export function dedicatedEstates(world: World, wanted: number): Map<number, number> {
  const estates = new Map<number, number>()
  const byUse = (uses: string[], districts?: District[]): Compound[] =>
    world.compounds
      .filter((compound) => uses.includes(compound.use) && (!districts || districts.includes(compound.district)))
      .sort((a, b) => b.area - a.area)
  const facesOf = new Map<number, Face[]>()
  for (const face of world.mesh.faces.values()) {
    const list = facesOf.get(face.compound)
    if (list) list.push(face)
    else facesOf.set(face.compound, [face])
  }
  const sheds = byUse(['sheds']).flatMap((compound) => facesOf.get(compound.id) ?? [])
  const parks = Math.max(2, Math.round(wanted / 4))
  let estate = 0
  for (const part of group(
    world,
    sheds.map((face) => [face]),
    parks,
    true,
  )) {
    for (const face of part) estates.set(face.id, estate)
    estate++
  }
  const port = byUse(['port']).flatMap((compound) => facesOf.get(compound.id) ?? [])
  for (const part of group(
    world,
    port.map((face) => [face]),
    1,
    true,
  )) {
    for (const face of part) estates.set(face.id, estate)
    estate++
  }
  const singles = [
    ...byUse(['mall']).slice(0, Math.ceil(wanted / 4)),
    ...byUse(['school']).slice(0, Math.ceil(wanted / 6)),
    ...byUse(['hotel', 'park'], ['seaside']).slice(0, Math.ceil(wanted / 12)),
    ...byUse(['office']).slice(0, wanted),
  ]
  for (const compound of singles) {
    if (estate >= wanted) break
    for (const face of facesOf.get(compound.id) ?? []) estates.set(face.id, estate)
    estate++
  }
  return estates
}
