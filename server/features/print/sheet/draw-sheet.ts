import { palettes } from '#domain/map-style/palette.ts'
import { planColors, planTones } from '#domain/map-style/plan-colors.ts'
import type { Frame } from '#server/print/frame.ts'
import { rule, widthOf, writeLine, writeLines } from '#server/print/write.ts'
import { drawGridTable } from './draw-grid-table.ts'
import { numberMark, stationMark } from './draw-map-labels.ts'
import { drawSheetMap, type SheetPaper } from './draw-sheet-map.ts'
import type { SheetPage } from './sheet.types.ts'
import { layout } from './sheet-layout.ts'

const ink = { text: '#13202c', soft: '#4b5c6b', bad: '#a62c12' }
const palette = palettes.light

/** A map sheet: title, map, key, table of codes, source. A table that is too long goes on over a page of its own. */
export function drawSheet(paper: SheetPaper, page: SheetPage, language: string): void {
  drawTitle(paper, page)
  drawSheetMap(paper, page.map, layout.map)
  const keyHeight = drawKey(paper, page, layout.side)
  const { x, y, width, height } = layout.side
  const table = { x, y: y + keyHeight + 18, width, height: height - keyHeight - 18 }
  let rest = drawGridTable(paper, page, page.map.grids, table, language)
  drawFoot(paper, page)
  while (rest.length > 0) {
    paper.doc.addPage()
    drawTitle(paper, page)
    const whole = { x: layout.map.x, y: layout.map.y, width: layout.title.width, height: layout.map.height }
    rest = drawGridTable(paper, page, rest, whole, language)
    drawFoot(paper, page)
  }
}

function drawTitle(paper: SheetPaper, { county, street, community, plan, demo, asOf, map }: SheetPage): void {
  const { doc, t } = paper
  const { title } = layout
  const badge = demo ? widthOf(paper, t('demo'), { size: 11, weight: 'semibold' }) + 14 : 0
  writeLine(
    paper,
    t('sheet.title', { community }),
    { x: title.x, y: title.y + 24, width: title.width - badge - 240, least: 0.6 },
    { size: 27, weight: 'semibold' },
  )
  const parts = [county, street, plan === '' ? t('sheet.today', { day: asOf }) : t('sheet.plan', { plan, day: asOf })]
  writeLine(
    paper,
    parts.filter((part) => part !== '').join(t('between')),
    { x: title.x, y: title.y + 43, width: title.width - 220, least: 0.6 },
    { size: 11.5, color: plan === '' ? ink.soft : ink.bad },
  )
  const scale = t('sheet.scale', { scale: map.scale.toLocaleString('en') })
  writeLine(
    paper,
    scale,
    { x: title.x, y: title.y + 43, width: title.width, align: 'right' },
    { size: 11.5, color: ink.soft },
  )
  rule(paper, title, title.y + title.height + 4, ink.text)
  if (!demo) return
  const x = title.x + title.width - badge
  doc
    .roundedRect(x, title.y + 4, badge, 20, 2)
    .lineWidth(0.9)
    .stroke(ink.bad)
  writeLine(
    paper,
    t('demo'),
    { x, y: title.y + 18, width: badge, align: 'center' },
    { size: 11, weight: 'semibold', color: ink.bad },
  )
}

interface Entry {
  words: string
  sample(x: number, y: number): void
}

/** What every colour, line and mark of this map means, in two columns; nothing that is not on it. Returns its height. */
function drawKey(paper: SheetPaper, { map }: SheetPage, side: Frame): number {
  const { doc, t } = paper
  writeLine(paper, t('sheet.key'), { x: side.x, y: side.y + 11 }, { size: 12, weight: 'semibold' })
  const line = (color: string, width: number, dash?: [number, number]) => (x: number, y: number) => {
    doc.save()
    if (dash) doc.dash(dash[0], { space: dash[1] })
    doc
      .moveTo(x, y)
      .lineTo(x + 24, y)
      .lineWidth(width)
      .stroke(color)
    doc.restore()
  }
  const box =
    (color: string, rim?: string, opacity = 1) =>
    (x: number, y: number) => {
      doc
        .rect(x, y - 5, 24, 10)
        .fillOpacity(opacity)
        .fill(color)
        .fillOpacity(1)
      if (rim)
        doc
          .rect(x, y - 5, 24, 10)
          .lineWidth(0.6)
          .stroke(rim)
    }
  const has = (layer: string, of?: (kind: string) => boolean) =>
    map.features.some((feature) => feature.layer === layer && (of?.(String(feature.properties.kind)) ?? true))
  const entries: (Entry | false)[] = [
    { words: t('sheet.grid'), sample: (x, y) => numberMark(paper, x + 12, y, 1, 6.5) },
    { words: t('sheet.border'), sample: line(planColors.light.border, 1.6) },
    {
      words: t('sheet.tone'),
      sample: (x, y) => {
        for (const part of [0, 1, 2])
          doc
            .rect(x + part * 8, y - 5, 8, 10)
            .fillOpacity(0.45)
            .fill(planTones.light[part]!)
            .fillOpacity(1)
      },
    },
    has('area', (kind) => kind === 'community') && {
      words: t('sheet.community'),
      sample: line(palette.area, 1.4, [5, 2.5]),
    },
    has('area', (kind) => kind === 'street') && { words: t('sheet.street'), sample: line(palette.area, 1.8) },
    has('area', (kind) => kind === 'county') && { words: t('sheet.county'), sample: line(palette.county, 2.2) },
    map.stations.length > 0 && { words: t('sheet.station'), sample: (x, y) => stationMark(paper, x + 12, y) },
    has('building') && { words: t('sheet.building'), sample: box(palette.building, palette.buildingLine) },
    has('compound') && { words: t('sheet.compound'), sample: box(palette.compound, palette.compoundLine) },
    has('road') && {
      words: t('sheet.road'),
      sample: (x, y) => {
        line(palette.roadCasing, 5)(x, y)
        line(palette.arterial, 3.6)(x, y)
      },
    },
    has('water') && { words: t('sheet.water'), sample: box(palette.water, palette.shore) },
    has('green') && { words: t('sheet.green'), sample: box(palette.park) },
  ]
  const shown = entries.filter((entry) => entry !== false)
  const columns = 3
  const width = side.width / columns
  shown.forEach(({ words, sample }, number) => {
    const x = side.x + (number % columns) * width
    const y = side.y + 30 + Math.floor(number / columns) * 18
    sample(x, y)
    writeLine(paper, words, { x: x + 30, y: y + 3.4, width: width - 34, least: 0.7 }, { size: 9.5 })
  })
  return 30 + Math.ceil(shown.length / columns) * 18 - 8
}

function drawFoot(paper: SheetPaper, { attribution, demo, printed }: SheetPage): void {
  const { t } = paper
  const { foot } = layout
  const small = { size: 8, color: ink.soft }
  const source = demo ? t('sourceDemo') : t('source', { attribution: attribution || t('sourceUnknown') })
  writeLines(paper, `${source}${t('sheet.datum')}`, { ...foot, width: foot.width * 0.78 }, { ...small, leading: 1.35 })
  writeLine(paper, t('printed', { day: printed }), { ...foot, y: foot.y + 8, align: 'right' }, small)
}
