import { widthOf, writeLine } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { diamond, siteMark, stationMark } from './draw-marks.ts'
import { ink, streetClasses } from './ink.ts'
import type { Sheet } from './sheet.ts'

interface Entry {
  text: string
  /** Draws the sample into a space `SAMPLE` wide whose middle is at x, y. */
  sample(x: number, y: number): void
}

const SAMPLE = 20

/** What every line and mark of the map means; samples wider, darker or shaped, never told by colour alone. */
export function drawLegend(sheet: Sheet, material: BriefMaterial): void {
  const { layout } = sheet
  const { legend, type } = layout
  const style = { size: type * 0.94, color: ink.text }
  let x = legend.x
  let y = legend.y + type * 1.3
  for (const { text, sample } of entriesOf(sheet, material)) {
    const width = SAMPLE + 4 + widthOf(sheet, text, style)
    if (x + width > legend.x + legend.width && x > legend.x) {
      x = legend.x
      y += type * 1.65
    }
    sample(x + SAMPLE / 2, y - type * 0.36)
    writeLine(sheet, text, { x: x + SAMPLE + 4, y }, style)
    x += width + type * 1.5
  }
}

function entriesOf(sheet: Sheet, { map, walk, station, leftOut, site }: BriefMaterial): Entry[] {
  const { doc, t } = sheet
  const line = (x: number, y: number, width: number, color: string) => {
    doc
      .moveTo(x - SAMPLE / 2, y)
      .lineTo(x + SAMPLE / 2, y)
      .lineCap('butt')
      .lineWidth(width)
      .stroke(color)
  }
  const classes = streetClasses.filter((_, number) => (streetClasses[number - 1]?.upTo ?? 0) < walk.minutes)
  const streets: Entry[] = map.streets
    ? [
        ...classes.map(({ upTo, color, width }, number) => ({
          text: t(number === 0 ? 'legend.upToFirst' : 'legend.upTo', { minutes: Math.min(upTo, walk.minutes) }),
          sample: (x: number, y: number) => line(x, y, width * 1.5, color),
        })),
        { text: t('legend.beyond'), sample: (x, y) => line(x, y, 0.7, ink.beyond) },
      ]
    : [{ text: t('legend.tooManyStreets'), sample: () => {} }]
  const area: Entry = {
    text: t('legend.area', { minutes: walk.minutes }),
    sample: (x, y) =>
      doc
        .rect(x - SAMPLE / 2, y - 4, SAMPLE, 8)
        .lineWidth(0.7)
        .fillAndStroke(ink.area, '#1f6a8f'),
  }
  const straight: Entry = {
    text: t('legend.straight', { count: station ? 1 : 2 }),
    sample: (x, y) => {
      doc.dash(4, { space: 2.6 })
      line(x, y, 1, ink.text)
      doc.undash()
    },
  }
  return [
    ...streets,
    ...(map.area ? [area] : []),
    straight,
    ...(station
      ? [{ text: t('legend.chosen'), sample: (x: number, y: number) => stationMark(sheet, x, y, 3.6, true) }]
      : []),
    { text: t('legend.station'), sample: (x, y) => stationMark(sheet, x, y, 2.6) },
    ...('position' in site
      ? [{ text: t('site.title'), sample: (x: number, y: number) => siteMark(sheet, x, y, 4.4) }]
      : []),
    ...(leftOut.length > 0
      ? [{ text: t('legend.leftOut'), sample: (x: number, y: number) => diamond(sheet, x, y, 4.4) }]
      : []),
  ]
}
