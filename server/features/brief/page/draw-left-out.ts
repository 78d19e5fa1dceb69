import { rule, writeLine, writeLines } from '#server/print/write.ts'
import type { BriefLeftOut, BriefMaterial } from '../material.ts'
import { diamond } from './draw-marks.ts'
import { ink } from './ink.ts'
import type { Layout } from './layout.ts'
import type { Sheet } from './sheet.ts'

const HEAD = 3.6
const ROW = 1.62

/** How many places the list names: what fits, less one line for the rest where there are more. */
export function listedOf({ leftOut, type }: Layout, groups: number): number {
  const rows = Math.floor((leftOut.height - HEAD * type) / (ROW * type))
  return groups <= rows ? groups : rows - 1
}

/** Who is left out, most households first: how many, within what time they walk, and why or where another station is. */
export function drawLeftOut(sheet: Sheet, material: BriefMaterial, listed: number): void {
  const { layout, t, whole } = sheet
  const { leftOut: frame, type } = layout
  const { leftOut: groups, figures, walk, station } = material
  writeLine(
    sheet,
    t(station ? 'list.inside' : 'list.anywhere'),
    { x: frame.x, y: frame.y + type * 1.1, width: frame.width },
    { size: type * 1.3, weight: 'semibold' },
  )
  if (groups.length === 0) {
    writeLines(
      sheet,
      t(station ? 'list.noneInside' : 'list.noneAnywhere', { minutes: walk.minutes }),
      { ...frame, y: frame.y + type * 2.2, height: frame.height - type * 2.2 },
      { size: type * 1.05, color: ink.soft },
    )
    return
  }
  const columns = columnsOf(layout)
  const head = { size: type * 0.88, color: ink.faint }
  const headLine = frame.y + type * 2.85
  writeLine(sheet, t('list.households'), { ...columns.households, y: headLine }, head)
  writeLine(sheet, t('list.walk'), { ...columns.walk, y: headLine }, head)
  writeLine(sheet, t(station ? 'list.nearest' : 'list.reason'), { ...columns.last, y: headLine }, head)
  rule(sheet, frame, frame.y + type * 3.3)
  groups.slice(0, listed).forEach((group, number) => {
    drawRow(sheet, material, group, number, frame.y + type * (HEAD + ROW * (number + 0.72)))
  })
  const more = groups.length - listed
  if (more === 0) return
  const told = groups.slice(0, listed).reduce((sum, group) => sum + group.households, 0)
  writeLine(
    sheet,
    t('list.more', { count: more, households: whole(Math.max(0, figures.leftOut - told)) }),
    { x: columns.name.x, y: frame.y + type * (HEAD + ROW * (listed + 0.72)), width: frame.width - type * 1.9 },
    { size: type, color: ink.soft },
  )
}

function drawRow(sheet: Sheet, { walk }: BriefMaterial, group: BriefLeftOut, number: number, y: number): void {
  const { layout, t, whole } = sheet
  const { type } = layout
  const columns = columnsOf(layout)
  const style = { size: type }
  const x = layout.leftOut.x + type * 0.8
  diamond(sheet, x, y - type * 0.35, type * 0.8)
  writeLine(
    sheet,
    String(number + 1),
    { x: x - type, y: y - type * 0.12, width: type * 2, align: 'center' },
    { size: type * 0.66, weight: 'semibold', color: ink.paper },
  )
  writeLine(sheet, t(`place.${group.kind}`, { name: group.name }), { ...columns.name, y }, style)
  writeLine(sheet, whole(group.households), { ...columns.households, y }, { ...style, weight: 'semibold' })
  const needed = group.walkMinutes
  const text = needed === null ? t('list.noWay') : t('list.minutes', { minutes: needed, more: needed - walk.minutes })
  writeLine(sheet, text, { ...columns.walk, y }, style)
  writeLine(sheet, lastOf(sheet, group), { ...columns.last, y }, { ...style, color: ink.soft })
}

/** Why they are left out; of one station's circle, the station nearest to them. */
function lastOf({ t }: Sheet, { reason, savedMinutes, nearest }: BriefLeftOut): string {
  if (reason === null) return nearest ?? t('list.noStation')
  return reason === 'wall' && savedMinutes !== null
    ? t('reason.wallSaves', { minutes: savedMinutes })
    : t(`reason.${reason}`)
}

function columnsOf({ leftOut: { x, width }, type }: Layout) {
  const left = x + type * 1.9
  const inner = width - type * 1.9
  const at = (from: number, to: number) => ({ x: left + from * inner, width: (to - from) * inner })
  return {
    name: at(0, 0.27),
    // its head is wider than its numbers
    households: { ...at(0.19, 0.38), align: 'right' as const },
    walk: at(0.41, 0.66),
    last: at(0.67, 1),
  }
}
