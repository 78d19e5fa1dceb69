import Flatbush from 'flatbush'
import type { Position } from '#domain/contract/common.ts'
import { type GainUnit, gainBreaks, type SitingGain } from '#domain/contract/siting.ts'
import { cutLine, measureLine } from '#domain/coverage/line.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'

/** The class (0 to 4) of a gain; -1 below the first. */
export function gainClass(unit: GainUnit, gain: number): number {
  return gainBreaks[unit].findLastIndex((from) => gain >= from)
}

/** Streets as one line a class, each half of a street by the node at its end; a street that brings nothing is left out. */
export function gainLines({ unit, pieces }: Pick<SitingGain, 'unit' | 'pieces'>): GeoJSON.FeatureCollection {
  const lines: Position[][][] = [[], [], [], [], []]
  for (const [from, to, ...degrees] of pieces) {
    const line = positionsOf(degrees)
    const first = gainClass(unit, from)
    const last = gainClass(unit, to)
    if (first === last) {
      lines[first]?.push(line)
      continue
    }
    const measured = measureLine(line)
    lines[first]?.push(cutLine(measured, 0, 0.5))
    lines[last]?.push(cutLine(measured, 0.5, 1))
  }
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates, step) => ({
      type: 'Feature',
      properties: { step },
      geometry: { type: 'MultiLineString', coordinates },
    })),
  }
}

/** A place whose gain is known. */
export interface GainPlace {
  position: Position
  gain: number
}

/** Finds the place nearest to another within some meters: ends of streets, or listed candidates. */
export function indexGain({
  pieces,
  listed,
}: Pick<SitingGain, 'pieces' | 'listed'>): (at: Position, meters: number) => GainPlace | null {
  const found = new Map<string, GainPlace>()
  const add = (position: Position, gain: number) => found.set(position.join(), { position, gain })
  for (const [from, to, ...degrees] of pieces) {
    const line = positionsOf(degrees)
    if (line.length < 2) continue
    add(line[0]!, from)
    add(line.at(-1)!, to)
  }
  for (const { position, gain } of listed) add(position, gain)
  const all = [...found.values()]
  if (all.length === 0) return () => null
  const tree = new Flatbush(all.length)
  // on a plane where both axes are as long; a county is narrow enough for one factor
  const east = metersPerLongitude(all[0]!.position[1])
  for (const { position } of all) tree.add(position[0] * east, position[1] * METERS_PER_DEGREE)
  tree.finish()
  return ([longitude, latitude], meters) => {
    const [nearest] = tree.neighbors(longitude * east, latitude * METERS_PER_DEGREE, 1, meters)
    return nearest === undefined ? null : all[nearest]!
  }
}

function positionsOf(degrees: readonly number[]): Position[] {
  const line: Position[] = []
  for (let at = 0; at + 1 < degrees.length; at += 2) line.push([degrees[at]!, degrees[at + 1]!])
  return line
}
