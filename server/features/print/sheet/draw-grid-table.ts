import { planTones } from '#domain/map-style/plan-colors.ts'
import type { Frame } from '#server/print/frame.ts'
import { rule, type Style, writeLine } from '#server/print/write.ts'
import { numberMark } from './draw-map-labels.ts'
import type { SheetPaper } from './draw-sheet-map.ts'
import type { SheetGrid, SheetPage } from './sheet.types.ts'

const ROW = 20
const HEAD = 44
const ink = { soft: '#4b5c6b', faint: '#e6ebef', bad: '#a62c12' }

interface Column {
  key: 'number' | 'code' | 'name' | 'households' | 'elderly' | 'worker'
  /** Share of the width. */
  width: number
  align: 'left' | 'right'
}

const columns: readonly Column[] = [
  { key: 'number', width: 0.065, align: 'left' },
  { key: 'code', width: 0.22, align: 'left' },
  { key: 'name', width: 0.265, align: 'left' },
  { key: 'households', width: 0.135, align: 'right' },
  { key: 'elderly', width: 0.1, align: 'right' },
  { key: 'worker', width: 0.215, align: 'left' },
]

/** Grids with code, name, counts and worker, as many as a frame takes, with a sum below the last. Returns those left over. */
export function drawGridTable(
  paper: SheetPaper,
  { map, norm }: SheetPage,
  grids: readonly SheetGrid[],
  frame: Frame,
  language: string,
): SheetGrid[] {
  const { t } = paper
  const number = new Intl.NumberFormat(language)
  const room = Math.floor((frame.height - HEAD - ROW) / ROW)
  const shown = grids.slice(0, room)
  const title = t('sheet.table', { count: map.grids.length, least: norm[0], most: norm[1] })
  writeLine(
    paper,
    title,
    { x: frame.x, y: frame.y + 11, width: frame.width, least: 0.7 },
    { size: 12, weight: 'semibold' },
  )
  const head: Style = { size: 8.5, color: ink.soft }
  cells(paper, frame, frame.y + 33, (key) => [t(`sheet.column.${key}`), head])
  rule(paper, frame, frame.y + HEAD - 5, '#13202c')
  shown.forEach((grid, index) => {
    const y = frame.y + HEAD + index * ROW + 10
    if (index % 2 === 1) paper.doc.rect(frame.x, y - 13, frame.width, ROW).fill('#f4f6f8')
    paper.doc.rect(frame.x, y - 12, 3, ROW - 2).fill(planTones.light[grid.tone]!)
    const off = grid.kind === 'base' && (grid.households < norm[0] || grid.households > norm[1])
    const plain: Style = { size: 9 }
    cells(paper, frame, y + 1, (key) => {
      if (key === 'number') return ['', plain]
      if (key === 'code') return [grid.code, { size: 8.5 }]
      if (key === 'name') return [grid.name, grid.kind === 'dedicated' ? { size: 9, color: ink.soft } : plain]
      if (key === 'households') {
        const words = number.format(grid.households)
        return off
          ? [`${grid.households > norm[1] ? '▲' : '▽'}${words}`, { size: 9, weight: 'semibold', color: ink.bad }]
          : [words, plain]
      }
      if (key === 'elderly') return [grid.elderly === null ? t('withheld') : number.format(grid.elderly), plain]
      return grid.workers.length === 0
        ? [t('sheet.vacant'), { size: 9, color: ink.bad }]
        : [grid.workers.join(t('comma')), plain]
    })
    numberMark(paper, frame.x + 13, y - 2, grid.number, 7)
  })
  const rest = grids.slice(room)
  const end = frame.y + HEAD + shown.length * ROW
  rule(paper, frame, end - 2, '#13202c')
  if (rest.length > 0) {
    writeLine(paper, t('sheet.goesOn'), { x: frame.x, y: end + 12, width: frame.width, align: 'right' }, head)
    return rest
  }
  const sum = (of: (grid: SheetGrid) => number | null) => map.grids.reduce((total, grid) => total + (of(grid) ?? 0), 0)
  const bold: Style = { size: 9, weight: 'semibold' }
  cells(paper, frame, end + 12, (key) => {
    if (key === 'code') return [t('sheet.sum'), bold]
    if (key === 'households') return [number.format(sum(({ households }) => households)), bold]
    if (key !== 'elderly') return ['', bold]
    return [
      map.grids.some(({ elderly }) => elderly === null) ? t('withheld') : number.format(sum(({ elderly }) => elderly)),
      bold,
    ]
  })
  return []
}

function cells(paper: SheetPaper, frame: Frame, y: number, cellOf: (key: Column['key']) => [string, Style]): void {
  let x = frame.x
  for (const { key, width, align } of columns) {
    const [words, style] = cellOf(key)
    const wide = width * frame.width
    const left = key === 'worker' ? x + 10 : key === 'number' ? x + 6 : x
    if (words !== '') writeLine(paper, words, { x: left, y, width: wide - (left - x) - 4, align, least: 0.62 }, style)
    x += wide
  }
}
