import type { County } from '#domain/contract/county.ts'

/** One class of the legend: a colour of CSS with the share of the ground it covers (0 to 1), and what it stands for. */
export interface PictureClass {
  color: string
  opacity: number
  text: string
  /** What marks it on the map beside its colour. */
  mark?: string
}

/** What stands around the map on a saved picture: all of it in words of the current language. */
export interface PictureWords {
  county: County
  /** Kind of heat: `Density of issues`; stands beside the county's name and in the file's name. */
  kind: string
  /** Window and filter, one sentence a line. */
  lines: readonly string[]
  /** Of the classes: `issues/km²`. */
  unit: string
  /** Lowest first. */
  classes: readonly PictureClass[]
  /** Bandwidth, kernel, count, small-number note: what one must know to read the colours. */
  note?: string
  /** Moment of the data, ISO 8601. */
  at: string
  /** Day that is shown, in the file's name; that of `at` unless told. */
  day?: string
}
