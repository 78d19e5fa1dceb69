import { peakOf, type Surface } from './surface.ts'

/** A surface's values as 16-bit steps of `stepPerSquareKilometer`: half the bytes, and off by at most half a step. */
export interface PackedValues {
  steps: Uint16Array
  stepPerSquareKilometer: number
}

/** Packs so that the peak is the highest step: an error of at most peak / 131,070. */
export function packValues(surface: Surface): PackedValues {
  const step = peakOf(surface) / 65_535
  const steps = new Uint16Array(surface.values.length)
  // storing drops the fraction: adding a half rounds
  if (step > 0) for (let i = 0; i < steps.length; i++) steps[i] = surface.values[i]! / step + 0.5
  return { steps, stepPerSquareKilometer: step }
}

export function unpackValues({ steps, stepPerSquareKilometer }: PackedValues): Float32Array {
  const values = new Float32Array(steps.length)
  for (let i = 0; i < steps.length; i++) values[i] = steps[i]! * stepPerSquareKilometer
  return values
}
