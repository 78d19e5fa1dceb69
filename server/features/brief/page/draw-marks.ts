import type { Position } from '#domain/contract/common.ts'
import type { Frame } from '#server/print/frame.ts'
import type { Projection } from '#server/print/projection.ts'
import { widthOf, writeLine } from '#server/print/write.ts'
import type { BriefMaterial } from '../material.ts'
import { ink } from './ink.ts'
import type { Sheet } from './sheet.ts'

/** Names of stations that are tried on the map, the highest level first: around one station, and in a county. */
const MOST_NAMES = 40
const MOST_NAMES_OF_COUNTY = 8

/** Stations, places left out (numbered as in the list), and names where there is room for them and outside `reserved`. */
export function drawMarks(
  sheet: Sheet,
  projection: Projection,
  material: BriefMaterial,
  listed: number,
  reserved: Frame,
): void {
  const { layout } = sheet
  const place = ([longitude, latitude]: Position) => ({ x: projection.x(longitude), y: projection.y(latitude) })
  const inside = ({ x, y }: { x: number; y: number }) =>
    x > layout.map.x && x < layout.map.x + layout.map.width && y > layout.map.y && y < layout.map.y + layout.map.height
  const taken: Frame[] = [reserved]
  const chosen = material.station && place(material.station.position)
  const stations = material.map.stations
    .map(({ name, position }) => ({ name, ...place(position) }))
    .filter((station) => inside(station))
  for (const { x, y } of stations) stationMark(sheet, x, y, 2.6)
  if (chosen) stationMark(sheet, chosen.x, chosen.y, 5, true)

  const groups = material.leftOut.map((group, number) => ({ number, ...place(group.position) })).filter(inside)
  for (const { number, x, y } of groups.toReversed()) {
    const size = number < listed ? layout.type * 0.95 : 2.6
    diamond(sheet, x, y, size)
    taken.push({ x: x - size, y: y - size, width: 2 * size, height: 2 * size })
    if (number < listed)
      writeLine(
        sheet,
        String(number + 1),
        { x: x - size, y: y + layout.type * 0.27, width: 2 * size, align: 'center' },
        { size: layout.type * 0.78, weight: 'semibold', color: ink.paper },
      )
  }
  for (const { name, position } of material.map.places) {
    const { x, y } = place(position)
    placeName(sheet, name, x, y, taken)
  }
  const site = 'position' in material.site ? place(material.site.position) : null
  if (site && inside(site)) {
    siteMark(sheet, site.x, site.y, layout.type)
    taken.push({ x: site.x - layout.type, y: site.y - layout.type, width: 2 * layout.type, height: 2 * layout.type })
  }
  if (chosen && material.station) label(sheet, material.station.name, chosen.x, chosen.y, 5, taken, true)
  for (const { name, x, y } of stations.slice(0, chosen ? MOST_NAMES : MOST_NAMES_OF_COUNTY)) {
    if (chosen && Math.hypot(x - chosen.x, y - chosen.y) < 1) continue
    label(sheet, name, x, y, 2.6, taken, false)
  }
}

/** The name of a street (the area), wide and grey, where it meets no mark. */
function placeName(sheet: Sheet, name: string, x: number, y: number, taken: Frame[]): void {
  const { layout } = sheet
  const style = { size: layout.type * 1.2, weight: 'semibold' as const, color: ink.soft }
  const width = widthOf(sheet, name, style) + 6
  const frame = { x: x - width / 2, y: y - style.size, width, height: style.size * 1.5 }
  if (!within(frame, layout.map) || taken.some((other) => meets(frame, other))) return
  plate(sheet, frame)
  writeLine(sheet, name, { x: frame.x + 3, y: y + style.size * 0.12 }, style)
  taken.push(frame)
}

function plate({ doc }: Sheet, { x, y, width, height }: Frame): void {
  doc.roundedRect(x, y, width, height, 1.5).fillOpacity(0.82).fill(ink.paper).fillOpacity(1)
}

export function stationMark({ doc }: Sheet, x: number, y: number, radius: number, chosen = false): void {
  doc.circle(x, y, radius).lineWidth(radius * 0.5)
  if (chosen)
    doc
      .fillAndStroke(ink.accent, ink.paper)
      .circle(x, y, radius * 1.3)
      .lineWidth(0.8)
      .stroke(ink.accent)
  else doc.fillAndStroke(ink.paper, ink.accent)
}

/** The recommended site: a star in a square, a shape that nothing else has. */
export function siteMark({ doc }: Sheet, x: number, y: number, size: number): void {
  doc
    .rect(x - size, y - size, 2 * size, 2 * size)
    .lineWidth(1)
    .fillAndStroke(ink.paper, ink.text)
  for (let corner = 0; corner < 10; corner++) {
    const reach = size * (corner % 2 === 0 ? 0.82 : 0.34)
    const angle = (corner * Math.PI) / 5
    const at = [x + reach * Math.sin(angle), y - reach * Math.cos(angle)] as const
    if (corner === 0) doc.moveTo(...at)
    else doc.lineTo(...at)
  }
  doc.closePath().fill(ink.text)
}

export function diamond({ doc }: Sheet, x: number, y: number, size: number): void {
  doc
    .moveTo(x, y - size)
    .lineTo(x + size, y)
    .lineTo(x, y + size)
    .lineTo(x - size, y)
    .closePath()
    .lineWidth(0.7)
    .lineJoin('miter')
    .fillAndStroke(ink.bad, ink.paper)
}

/** A name beside its mark on a white plate, at the first of four sides where nothing else stands; none where all are taken. */
function label(
  sheet: Sheet,
  name: string,
  x: number,
  y: number,
  radius: number,
  taken: Frame[],
  strong: boolean,
): void {
  const { layout } = sheet
  const size = layout.type * (strong ? 1.1 : 0.82)
  const style = { size, color: ink.text, weight: strong ? ('semibold' as const) : ('regular' as const) }
  const width = Math.min(150, widthOf(sheet, name, style)) + 4
  const height = size * 1.35
  const away = radius + 2.5
  const sides: Frame[] = [
    { x: x + away, y: y - height / 2, width, height },
    { x: x - away - width, y: y - height / 2, width, height },
    { x: x - width / 2, y: y + away, width, height },
    { x: x - width / 2, y: y - away - height, width, height },
  ]
  const free = sides.find((side) => within(side, layout.map) && !taken.some((other) => meets(side, other)))
  if (!free) return
  taken.push(free)
  plate(sheet, free)
  writeLine(sheet, name, { x: free.x + 2, y: free.y + size * 1.03, width: width - 4 }, style)
}

function within(inner: Frame, outer: Frame): boolean {
  return (
    inner.x > outer.x + 2 &&
    inner.y > outer.y + 2 &&
    inner.x + inner.width < outer.x + outer.width - 2 &&
    inner.y + inner.height < outer.y + outer.height - 2
  )
}

function meets(one: Frame, other: Frame): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
