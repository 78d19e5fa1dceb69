/** `screen`: twice as fine as the screen; `a4`, `a3`: at 300 dots an inch. */
export const paperSizes = ['screen', 'a4', 'a3'] as const
export type PaperSize = (typeof paperSizes)[number]

export const pictureFormats = ['png', 'pdf'] as const
export type PictureFormat = (typeof pictureFormats)[number]

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where things stand on a sheet, in pixels from its upper left corner. */
export interface Sheet {
  width: number
  height: number
  /** Pixels of a 297th of a landscape sheet's width (a millimetre on A4): all sizes are multiples of it. */
  unit: number
  dotsPerInch: number
  header: Box
  /** The map's whole width; top and bottom are cut off alike where the paper is too low. */
  map: Box
  /** Pixels of the map a CSS pixel. */
  pixelRatio: number
  legend: Box
  footer: Box
}

/** Sizes in units. */
const MARGIN = 10
const GAP = 4
const FOOTER = 9
const INCH = 25.4
const DOTS = 300
const papers = { a4: [297, 210], a3: [420, 297] } as const
const LONG = 297
const SHORT = 210

/**
 * Lays a sheet out round a map of so many CSS pixels; upright for a map that is higher than wide.
 * @param headerUnits, legendUnits how high their words stand, in units
 */
export function layOut(
  size: PaperSize,
  map: { width: number; height: number },
  headerUnits: number,
  legendUnits: number,
): Sheet {
  const upright = map.height > map.width
  const unitsWide = upright ? SHORT : LONG
  const frameUnits = unitsWide - 2 * MARGIN
  const around = 2 * MARGIN + headerUnits + legendUnits + FOOTER + 3 * GAP
  const wholeUnits = (frameUnits * map.height) / map.width
  const unit = size === 'screen' ? (2 * map.width) / frameUnits : papers[size][0] / LONG / (INCH / DOTS)
  const unitsHigh = size === 'screen' ? wholeUnits + around : upright ? LONG : SHORT
  const frameHigh = Math.min(wholeUnits, unitsHigh - around)
  const box = (y: number, height: number): Box => ({
    x: Math.round(MARGIN * unit),
    y: Math.round(y * unit),
    width: Math.round(frameUnits * unit),
    height: Math.round(height * unit),
  })
  const mapTop = MARGIN + headerUnits + GAP
  return {
    width: Math.round(unitsWide * unit),
    height: Math.round(unitsHigh * unit),
    unit,
    dotsPerInch: size === 'screen' ? 192 : DOTS,
    header: box(MARGIN, headerUnits),
    map: box(mapTop, frameHigh),
    pixelRatio: (frameUnits * unit) / map.width,
    legend: box(mapTop + frameHigh + GAP, legendUnits),
    footer: box(unitsHigh - MARGIN - FOOTER, FOOTER),
  }
}

/** `云帆区-事项密度-2026-11-21.png`: what no file system takes becomes a blank. */
export function fileNameOf(county: string, kind: string, at: string, format: PictureFormat): string {
  const words = [county, kind, at.slice(0, 10)].map((word) =>
    word
      .replaceAll(/[\p{C}\\/:*?"<>|]+/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  return `${words.join('-')}.${format}`
}
