import type { NormState } from './norm-state.ts'

/** Red, green, blue (0 to 255) of side A and side B. */
export const sideColors: Record<
  'light' | 'dark',
  readonly [readonly [number, number, number], readonly [number, number, number]]
> = {
  light: [
    [11, 120, 193],
    [182, 122, 0],
  ],
  dark: [
    [88, 196, 255],
    [245, 184, 61],
  ],
}

type Rgb = readonly [number, number, number]

/** What the hand draws with: rim, live, ink and what is refused. */
export const handColors: Record<'light' | 'dark', Record<'rim' | 'live' | 'ink' | 'bad', Rgb>> = {
  light: { rim: [255, 255, 255], live: [11, 120, 193], ink: [44, 67, 87], bad: [179, 48, 15] },
  dark: { rim: [11, 17, 24], live: [88, 196, 255], ink: [169, 191, 210], bad: [255, 138, 110] },
}

/** Ground by how its households stand to the norm; a mark before the number says the same. */
export const stateColors: Record<'light' | 'dark', Record<NormState, Rgb>> = {
  light: { within: [70, 140, 105], under: [214, 140, 20], over: [190, 62, 90], none: [120, 130, 140] },
  dark: { within: [80, 170, 130], under: [240, 175, 70], over: [235, 105, 135], none: [120, 135, 150] },
}
