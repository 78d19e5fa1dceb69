import { seededRandom } from '#domain/heat/random.ts'

/** About a circle of 22 km with bays, 2,000 corners. */
export function border(): [number, number][] {
  return Array.from({ length: 2001 }, (_, index) => {
    const turn = ((index % 2000) * Math.PI) / 1000
    const degrees = 0.2 + 0.004 * Math.sin(turn * 40)
    return [120.75 + 1.26 * degrees * Math.cos(turn), 37.8 + degrees * Math.sin(turn)]
  })
}

/** So many issues cluster on streets, markets and old estates: 400 places of unequal weight within 36 km. */
export function clusteredPositions(seed: number, issues: number): Float64Array {
  const random = seededRandom(seed)
  const bell = () => random() + random() + random() + random() - 2
  const places = Array.from({ length: 400 }, () => {
    const [turn, away] = [random() * 2 * Math.PI, 0.17 * Math.sqrt(random())]
    return [120.75 + 1.26 * away * Math.cos(turn), 37.8 + away * Math.sin(turn)] as const
  })
  const positions = new Float64Array(issues * 2)
  for (let i = 0; i < issues; i++) {
    const [longitude, latitude] = places[Math.floor(random() * random() * places.length)]!
    positions[2 * i] = longitude + bell() * 0.008
    positions[2 * i + 1] = latitude + bell() * 0.006
  }
  return positions
}
