/** Colours of the printed page. Those that carry order fall evenly in lightness, so that they read in grey print too. */
export const ink = {
  text: '#13202c',
  soft: '#4b5c6b',
  faint: '#74838f',
  rule: '#cdd6dd',
  paper: '#ffffff',
  accent: '#096bb0',
  bad: '#a62c12',
  land: '#f5f5f2',
  green: '#e3ebdd',
  water: '#cfe0eb',
  shore: '#a9c6da',
  compound: '#ebe9e2',
  compoundLine: '#d2cec3',
  building: '#d9d6cd',
  road: '#ffffff',
  roadCasing: '#cfd3d4',
  border: '#8795a1',
  beyond: '#a7b1b8',
  area: '#bcd9ea',
} as const

/** Streets by the minutes they are walked in: darker and wider is nearer. `width` in points on A4. */
export const streetClasses = [
  { upTo: 5, color: '#0c3d5c', width: 2.1 },
  { upTo: 10, color: '#1f6a8f', width: 1.75 },
  { upTo: 15, color: '#4f97b8', width: 1.4 },
  { upTo: 20, color: '#93bfd8', width: 1.1 },
] as const
