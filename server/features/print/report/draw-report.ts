import { rule, type Style, widthOf, writeLine, writeLines } from '#server/print/write.ts'
import { drawSheetMap, type SheetPaper } from '../sheet/draw-sheet-map.ts'
import type { ReportPage, ReportSide } from './report.types.ts'
import { bottom, column, mapFrames, paper as page } from './report-layout.ts'

const ink = { text: '#13202c', soft: '#4b5c6b', accent: '#0a5a96', bad: '#a62c12' }
const ROW = 19

/** Where the next line goes; what does not fit begins a page of its own. */
interface Cursor {
  y: number
  /** Makes room for so many points. */
  need(height: number): void
  /** Begins a page. */
  turn(): void
}

/** What changes and why, figures before and after, both maps, and who changes hands. */
export function drawReport(paper: SheetPaper, report: ReportPage, language: string): void {
  const { t } = paper
  let number = 1
  const cursor: Cursor = {
    y: 0,
    need: (height) => {
      if (cursor.y + height > bottom) cursor.turn()
    },
    turn: () => {
      paper.doc.addPage()
      number += 1
      drawFoot(paper, report, number)
      writeLine(paper, report.plan, { x: column.x, y: 52, width: column.width * 0.6 }, { size: 9, color: ink.soft })
      writeLine(paper, t('report.heading'), { ...column, y: 52, align: 'right' }, { size: 9, color: ink.soft })
      rule(paper, { ...column, y: 0, height: 0 }, 58)
      cursor.y = 80
    },
  }
  drawFoot(paper, report, number)
  drawHead(paper, report, cursor)
  drawWhy(paper, report, cursor, language)
  drawWhat(paper, report, cursor, language)
  drawSides(paper, report, cursor, language)
  drawFlows(paper, report, cursor, language)
  drawWorkers(paper, report, cursor)
  cursor.turn()
  drawMaps(paper, report)
}

function drawHead(paper: SheetPaper, { county, scope, plan, state, asOf, demo }: ReportPage, cursor: Cursor): void {
  const { doc, t } = paper
  writeLine(
    paper,
    t('report.heading'),
    { ...column, y: 66, least: 0.6 },
    { size: 12, color: ink.accent, weight: 'semibold' },
  )
  writeLine(
    paper,
    plan,
    { x: column.x, y: 96, width: column.width - (demo ? 84 : 0), least: 0.5 },
    { size: 24, weight: 'semibold' },
  )
  if (demo) {
    const style: Style = { size: 10, weight: 'semibold', color: ink.bad }
    const width = widthOf(paper, t('demo'), style) + 12
    const x = column.x + column.width - width
    doc.roundedRect(x, 78, width, 19, 2).lineWidth(0.9).stroke(ink.bad)
    writeLine(paper, t('demo'), { x, y: 91.5, width, align: 'center' }, style)
  }
  const place = scope === county ? [county] : [county, scope]
  const words = [...place, t(`report.state.${state}`), t('report.asOf', { day: asOf })].join(t('between'))
  writeLine(paper, words, { ...column, y: 116, least: 0.6 }, { size: 10.5, color: ink.soft })
  rule(paper, { ...column, y: 0, height: 0 }, 126, ink.text)
  cursor.y = 150
}

function heading(paper: SheetPaper, cursor: Cursor, words: string): void {
  cursor.need(60)
  paper.doc.rect(column.x, cursor.y - 11, 4, 13).fill(ink.accent)
  writeLine(paper, words, { x: column.x + 11, y: cursor.y, width: column.width - 11 }, { size: 13, weight: 'semibold' })
  cursor.y += 12
}

function paragraph(paper: SheetPaper, cursor: Cursor, words: string, style: Style = { size: 10.5 }): void {
  cursor.need(34)
  const height = writeLines(
    paper,
    words,
    { ...column, y: cursor.y, height: bottom - cursor.y },
    { ...style, leading: 1.65 },
  )
  cursor.y += height + 5
}

/** The planner's reason and what was said about the plan. */
function drawWhy(
  paper: SheetPaper,
  { why, comments, norm, issuesPerWorker }: ReportPage,
  cursor: Cursor,
  language: string,
): void {
  const { t } = paper
  const number = new Intl.NumberFormat(language)
  heading(paper, cursor, t('report.why'))
  if (why !== '') paragraph(paper, cursor, why)
  paragraph(
    paper,
    cursor,
    t('report.rules', { least: norm[0], most: norm[1], issues: number.format(issuesPerWorker) }),
    {
      size: 10,
      color: ink.soft,
    },
  )
  for (const { actor, text, settled } of comments)
    paragraph(paper, cursor, t(settled ? 'report.commentSettled' : 'report.comment', { actor, text }), { size: 10 })
  cursor.y += 18
}

function drawWhat(paper: SheetPaper, report: ReportPage, cursor: Cursor, language: string): void {
  const { t } = paper
  const { changes, households, issues, withoutWorker } = report
  const number = new Intl.NumberFormat(language)
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  heading(paper, cursor, t('report.what'))
  const nothing = Object.values(changes).every((count) => count === 0)
  paragraph(paper, cursor, nothing ? t('report.nothing') : t('report.changes', changes))
  paragraph(
    paper,
    cursor,
    t('report.moves', {
      moved: number.format(households.moved),
      all: number.format(households.all),
      share: share.format(households.all === 0 ? 0 : households.moved / households.all),
      issues: number.format(issues.moved),
    }),
  )
  if (withoutWorker.length > 0)
    paragraph(
      paper,
      cursor,
      t('report.withoutWorker', { count: withoutWorker.length, names: withoutWorker.join(t('comma')) }),
      { size: 10.5, color: ink.bad },
    )
  cursor.y += 18
}

/** Figures of both sides, line by line. */
function drawSides(paper: SheetPaper, { before, after, norm }: ReportPage, cursor: Cursor, language: string): void {
  const { t } = paper
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const minutes = (value: number | null) =>
    value === null ? '–' : t('report.minutes', { minutes: tenths.format(value) })
  const lines: { key: string; of(side: ReportSide): string }[] = [
    { key: 'grids', of: ({ grids }) => number.format(grids) },
    { key: 'within', of: ({ within, grids }) => `${within} / ${grids}` },
    { key: 'spread', of: ({ fewest, most }) => `${number.format(fewest)}–${number.format(most)}` },
    { key: 'issuesMean', of: ({ issuesMean }) => number.format(issuesMean) },
    { key: 'issuesMost', of: ({ issuesMost }) => number.format(issuesMost) },
    { key: 'along', of: ({ alongShare }) => (alongShare === null ? '–' : percent.format(alongShare)) },
    { key: 'walkMedian', of: ({ walk }) => minutes(walk.medianMinutes) },
    { key: 'walkMost', of: ({ walk }) => minutes(walk.mostMinutes) },
    { key: 'compactness', of: ({ compactness }) => compactness?.toFixed(2) ?? '–' },
    { key: 'findings', of: ({ findings }) => number.format(findings) },
  ]
  cursor.need(60 + ROW * (lines.length + 1))
  heading(paper, cursor, t('report.figures'))
  const rows = lines.map(({ key, of }) => [
    t(`report.figure.${key}`, { least: norm[0], most: norm[1] }),
    of(before),
    of(after),
  ])
  table(paper, cursor, [0.56, 0.22, 0.22], ['', t('report.before'), t('report.after')], rows)
  cursor.y += 26
}

function drawMaps(paper: SheetPaper, { maps }: ReportPage): void {
  const { t } = paper
  for (const side of ['before', 'after'] as const) {
    const frame = mapFrames[side]
    const words = t(`report.map.${side}`, { scale: maps[side].scale.toLocaleString('en') })
    writeLine(paper, words, { ...column, y: frame.y - 8 }, { size: 12, weight: 'semibold' })
    drawSheetMap(paper, maps[side], frame, 'households')
  }
}

function drawFlows(paper: SheetPaper, { flows }: ReportPage, cursor: Cursor, language: string): void {
  const { t } = paper
  const number = new Intl.NumberFormat(language)
  heading(paper, cursor, t('report.flows'))
  if (flows.length === 0) return paragraph(paper, cursor, t('report.noFlows'))
  const rows = flows.map(({ from, to, households, issues }) => [
    from,
    to,
    number.format(households),
    number.format(issues),
  ])
  const head = [t('report.from'), t('report.to'), t('report.households'), t('report.issues')]
  table(paper, cursor, [0.35, 0.35, 0.14, 0.16], head, rows, 2)
  cursor.y += 26
}

function drawWorkers(paper: SheetPaper, { workers }: ReportPage, cursor: Cursor): void {
  const { t } = paper
  if (workers.length === 0) return
  heading(paper, cursor, t('report.workers'))
  const rows = workers.map(({ title, from, to }) => [title, from, to])
  table(paper, cursor, [0.36, 0.32, 0.32], [t('report.worker'), t('report.from'), t('report.to')], rows, 3)
}

/** A table that goes on over pages with its head; columns from `words` on are figures and stand at the right. */
function table(
  paper: SheetPaper,
  cursor: Cursor,
  widths: readonly number[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words = 1,
): void {
  const line = (cells: readonly string[], style: Style) => {
    let x = column.x
    cells.forEach((cell, at) => {
      const width = widths[at]! * column.width
      if (cell !== '')
        writeLine(
          paper,
          cell,
          { x, y: cursor.y, width: width - 8, align: at < words ? 'left' : 'right', least: 0.65 },
          style,
        )
      x += width
    })
  }
  const drawHead = () => {
    cursor.y += 14
    line(head, { size: 9, color: ink.soft })
    rule(paper, { ...column, y: 0, height: 0 }, cursor.y + 5, ink.text)
    cursor.y += ROW
  }
  drawHead()
  for (const row of rows) {
    if (cursor.y + 6 > bottom) {
      cursor.turn()
      drawHead()
    }
    line(row, { size: 10 })
    rule(paper, { ...column, y: 0, height: 0 }, cursor.y + 6)
    cursor.y += ROW
  }
}

function drawFoot(paper: SheetPaper, { attribution, demo, printed }: ReportPage, number: number): void {
  const { t } = paper
  const y = page.height - 34
  const style: Style = { size: 8, color: ink.soft }
  const source = demo ? t('sourceDemo') : t('source', { attribution: attribution || t('sourceUnknown') })
  writeLine(paper, source, { x: column.x, y, width: column.width * 0.66, least: 0.7 }, style)
  writeLine(paper, `${t('printed', { day: printed })}${t('between')}${number}`, { ...column, y, align: 'right' }, style)
}
