import { metersPerStep } from '#domain/partition/metric.ts'

/** South-west corner of the ground that tests draw on, in lattice steps. */
const [WEST, SOUTH] = [1_207_000_000, 378_000_000]
/** Meters of a step there. */
export const scale = metersPerStep(SOUTH)
/** A place so many meters from the corner, in steps. */
export const east = (meters: number) => WEST + Math.round(meters / scale.x)
export const north = (meters: number) => SOUTH + Math.round(meters / scale.y)
/** Ring of a box, `wide` and `tall` in meters. */
export const box = (x: number, y: number, wide: number, tall: number) => [
  ...[east(x), north(y), east(x + wide), north(y)],
  ...[east(x + wide), north(y + tall), east(x), north(y + tall)],
]
