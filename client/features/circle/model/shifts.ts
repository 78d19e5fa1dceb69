import { middlePlace } from '#domain/coverage/left-out.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import type { Shift } from './model.types.ts'

/** Groups shown at most; beyond them a map is full. */
const MOST_SHIFTS = 400

/** Households that come within the minutes between two sets of times, or no longer do, by their group; the largest first. */
export function shiftsBetween(
  model: CoverageModel,
  before: { deciseconds: Int32Array },
  now: { deciseconds: Int32Array },
  minutes: number,
): Shift[] {
  const limit = minutes * 600
  const { households, group } = model.places
  const members = new Map<number, number[]>()
  for (let place = 0; place < households.length; place++) {
    if (households[place] === 0 || before.deciseconds[place]! <= limit === now.deciseconds[place]! <= limit) continue
    const known = members.get(group[place]!)
    if (known) known.push(place)
    else members.set(group[place]!, [place])
  }
  return [...members]
    .map(([index, places]): Shift => {
      const gained = places.filter((place) => now.deciseconds[place]! <= limit)
      const sum = (some: readonly number[]) => some.reduce((total, place) => total + households[place]!, 0)
      const middle = middlePlace(places, model.places)
      return {
        ...model.groups[index]!,
        gained: sum(gained),
        lost: sum(places) - sum(gained),
        position: [model.places.longitude[middle]!, model.places.latitude[middle]!],
      }
    })
    .sort((a, b) => b.gained + b.lost - (a.gained + a.lost))
    .slice(0, MOST_SHIFTS)
}
