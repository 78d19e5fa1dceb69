import { STEPS_PER_DEGREE } from './lattice.ts'

/** Mean radius of the earth, metres (the sphere PostGIS uses with use_spheroid => false). */
const EARTH_RADIUS_METERS = 6_371_008.771_415_059

/** Metres one lattice step measures east (x) and north (y) at a latitude given in steps. */
export function metersPerStep(latitudeSteps: number): { x: number; y: number } {
  const y = ((Math.PI / 180) * EARTH_RADIUS_METERS) / STEPS_PER_DEGREE
  return { x: y * Math.cos(((latitudeSteps / STEPS_PER_DEGREE) * Math.PI) / 180), y }
}
