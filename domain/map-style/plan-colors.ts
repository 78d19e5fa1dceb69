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
