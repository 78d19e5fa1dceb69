/** Names of the tokens that colour the classes of what is only more or less of one thing, lowest first. */
export const heatTokens = ['--heat-1', '--heat-2', '--heat-3', '--heat-4', '--heat-5', '--heat-6'] as const
const moreTokens = ['--more-1', '--more-2', '--more-3', '--more-4', '--more-5', '--more-6'] as const
const lessTokens = ['--less-1', '--less-2', '--less-3', '--less-4', '--less-5', '--less-6'] as const

/** Every token that heat is drawn with. */
export const rampTokens = [...heatTokens, ...moreTokens, ...lessTokens, '--even', '--no-base'] as const
export type RampToken = (typeof rampTokens)[number]

/** Colour of a token as the page is themed now. */
export type Ramp = (token: RampToken) => string

/** Share of the ground that a class covers: roads and buildings stay readable through it. The legend mixes its colours alike. */
export const coverage = { dark: 0.8, light: 0.7 }

/** One class: its number, and what it is drawn with. Numbers below 0 are of less than before. */
export interface ClassColor {
  class: number
  token: RampToken
}

/** Colours of classes 0, 1, 2...: with fewer classes than colours the highest keep the highest colours. */
export function sequentialColors(classes: number): ClassColor[] {
  return heatTokens.slice(-classes).map((token, index) => ({ class: index, token }))
}

/** Colours of -n...-1 and 1...n: class 1 is nearly even ground, class n the strongest, whatever n. */
export function divergingColors(classes: number): ClassColor[] {
  const at = (index: number) => (classes === 1 ? 5 : Math.round((index * 5) / (classes - 1)))
  const sides = Array.from({ length: classes }, (_, index) => index)
  return [
    ...sides.toReversed().map((index) => ({ class: -index - 1, token: lessTokens[at(index)] ?? '--less-6' })),
    ...sides.map((index) => ({ class: index + 1, token: moreTokens[at(index)] ?? '--more-6' })),
  ]
}

/** Class of a difference, as the server numbers those of a compared surface: 1 to n where there is more, -1 to -n where less. */
export function differenceClass(value: number, breaks: readonly number[]): number {
  const size = 1 + breaks.filter((edge) => Math.abs(value) >= edge).length
  return value < 0 ? -size : size
}
