import { farthestOf, type Surface } from './surface.ts'

/** A surface's values as 16-bit steps of `stepPerSquareKilometer`: half the bytes, and off by at most half a step. */
export interface PackedValues {
  /** Signed of a difference. */
  steps: Uint16Array | Int16Array
  stepPerSquareKilometer: number
}

/** What the peak becomes. */
export const HIGHEST_STEP = 65_535

/** Packs so that the peak is the highest step: an error of at most peak / 131,070. Values are 0 or more. */
export function packValues({ values }: Pick<Surface, 'values'>): PackedValues & { steps: Uint16Array } {
  const step = farthestOf(values) / HIGHEST_STEP
  const steps = new Uint16Array(values.length)
  const perStep = 1 / step
  // storing drops the fraction: adding a half rounds
  if (step > 0) for (let i = 0; i < steps.length; i++) steps[i] = values[i]! * perStep + 0.5
  return { steps, stepPerSquareKilometer: step }
}

/** The same of values on both sides of 0: an error of at most the farthest / 65,534. */
export function packDifference({ values }: Pick<Surface, 'values'>): PackedValues {
  const step = farthestOf(values) / 32_767
  const steps = new Int16Array(values.length)
  const perStep = 1 / step
  if (step > 0) for (let i = 0; i < steps.length; i++) steps[i] = Math.round(values[i]! * perStep)
  return { steps, stepPerSquareKilometer: step }
}

export function unpackValues({ steps, stepPerSquareKilometer }: PackedValues): Float32Array {
  const values = new Float32Array(steps.length)
  for (let i = 0; i < steps.length; i++) values[i] = steps[i]! * stepPerSquareKilometer
  return values
}

/** Number of issues that packed values add up to; of a difference, how many more. */
export function massOfPacked(packed: PackedValues & { stepSum?: number }, cellMeters: number): number {
  const stepSum = packed.stepSum ?? sumOf(packed.steps)
  return stepSum * packed.stepPerSquareKilometer * (cellMeters / 1000) ** 2
}

function sumOf(steps: PackedValues['steps']): number {
  let sum = 0
  for (let i = 0; i < steps.length; i++) sum += steps[i]!
  return sum
}
