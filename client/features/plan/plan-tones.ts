import type { NormState } from './norm-state.ts'

/** Calm fills that neighbours can be told apart by, one set for each theme; order as domain/partition/assign-tones. */
export const planTones: Record<'light' | 'dark', readonly string[]> = {
  light: ['#7d9fc0', '#86ad97', '#a498bd', '#c0ab80', '#74aab0', '#b795a4'],
  dark: ['#3f6388', '#3f7060', '#5c5686', '#6d6040', '#37707a', '#6d4f62'],
}

/** Lines, marks and the two sides of a line being drawn. */
export const planColors = {
  light: {
    border: '#2c4357',
    locked: '#8d9aa6',
    text: '#13202c',
    halo: '#fbfcfb',
    live: '#0b78c1',
    bad: '#b3300f',
    today: '#7a4a00',
    lockedFill: '#aab4bd',
  },
  dark: {
    border: '#a9bfd2',
    locked: '#4a5866',
    text: '#edf2f7',
    halo: '#0b1118',
    live: '#58c4ff',
    bad: '#ff8a6e',
    today: '#f5b83d',
    lockedFill: '#2a333c',
  },
} as const

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
