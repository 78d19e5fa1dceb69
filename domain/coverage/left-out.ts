import { countLeftOut } from './count.ts'
import { UNREACHED } from './graph.ts'
import { weightedMedian } from './weighted-median.ts'

/** Households of a compound, along a street or in a grid that the straight circle claims and the walk denies. */
export interface LeftOutGroup {
  group: number
  /** Households left out at each of 0 to `most` minutes. */
  byMinute: number[]
  /** At each minute, the whole minutes within which half of those left out then walk; null where none is, or no way leads. */
  walkByMinute: (number | null)[]
  /** Place (index) that stands for the group on the map. */
  place: number
}

export interface GroupedPlaces {
  longitude: Float64Array
  latitude: Float64Array
  households: Int32Array
  /** Group of each place. */
  group: Int32Array
}

/** Groups with anybody left out at some minute from `least` to `most`, the largest at `most` first. */
export function leftOutGroups(
  places: GroupedPlaces,
  straight: Int32Array,
  walk: Int32Array,
  least: number,
  most: number,
): LeftOutGroup[] {
  const members = new Map<number, number[]>()
  for (let place = 0; place < walk.length; place++) {
    if (straight[place]! > most || walk[place]! <= Math.max(straight[place]!, least)) continue
    const group = places.group[place]!
    const known = members.get(group)
    if (known) known.push(place)
    else members.set(group, [place])
  }
  return [...members]
    .map(([group, inside]) => {
      const pick = (column: Int32Array) => Int32Array.from(inside, (place) => column[place]!)
      return {
        group,
        byMinute: countLeftOut(pick(straight), pick(walk), pick(places.households), most),
        walkByMinute: middleByMinute(inside, straight, walk, places.households, most),
        place: middlePlace(inside, places),
      }
    })
    .sort((a, b) => b.byMinute[most]! - a.byMinute[most]! || a.group - b.group)
}

function middleByMinute(
  members: number[],
  straight: Int32Array,
  walk: Int32Array,
  households: Int32Array,
  most: number,
): (number | null)[] {
  return Array.from({ length: most + 1 }, (_, minute) => {
    const left = members.filter((place) => straight[place]! <= minute && walk[place]! > minute)
    const middle = weightedMedian(left, (place) => walk[place]!, households)
    return middle === null || walk[middle] === UNREACHED ? null : walk[middle]!
  })
}

/** The member nearest to the households' middle: a real place, never the inside of a bay. */
export function middlePlace(members: number[], { longitude, latitude, households }: GroupedPlaces): number {
  const sum = members.reduce((total, place) => total + households[place]!, 0) || 1
  const mean = (column: Float64Array) =>
    members.reduce((total, place) => total + column[place]! * households[place]!, 0) / sum
  const east = mean(longitude)
  const north = mean(latitude)
  const apart = (place: number) => (longitude[place]! - east) ** 2 + (latitude[place]! - north) ** 2
  return members.reduce((best, place) => (apart(place) < apart(best) ? place : best))
}
