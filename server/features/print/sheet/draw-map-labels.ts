import type { Position } from '#domain/contract/common.ts'
import { palettes } from '#domain/map-style/palette.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'
import { contains } from '#server/print/contains.ts'
import type { Frame } from '#server/print/frame.ts'
import { groupBy } from '#server/print/group-by.ts'
import type { Projection } from '#server/print/projection.ts'
import { type Style, widthOf, writeLine } from '#server/print/write.ts'
import type { SheetPaper } from './draw-sheet-map.ts'
import type { SheetMap } from './sheet.types.ts'

const palette = palettes.light
const { text, halo } = planColors.light

/** Room that is taken: no name is written over another. */
interface Room {
  take(frame: Frame): void
  /** Takes the room of a frame where it lies free inside of the map. */
  ask(frame: Frame): boolean
}

/** What stands in each grid: the number a table explains, or, where there is none and room is left, its households. */
export type GridMarks = 'numbers' | 'households'

/** Marks and names of grids first, then stations, roads and compounds where room is left. */
export function drawMapLabels(
  paper: SheetPaper,
  projection: Projection,
  map: SheetMap,
  { frame, plate, marks }: { frame: Frame; plate: Frame; marks: GridMarks },
): void {
  const room = roomIn(frame)
  room.take(plate)
  if (marks === 'households') drawHouseholds(paper, projection, map, room)
  else {
    for (const { at } of map.grids) {
      const [x, y] = [projection.x(at[0]), projection.y(at[1])]
      room.take({ x: x - 11, y: y - 11, width: 22, height: 22 })
    }
    drawGridNames(paper, projection, map, room)
  }
  drawStations(paper, projection, map, room, marks)
  drawRoadNames(paper, projection, map, room)
  drawCompoundNames(paper, projection, map, room)
  if (marks === 'numbers')
    for (const { number, at } of map.grids) numberMark(paper, projection.x(at[0]), projection.y(at[1]), number)
}

/** Households of base grids, then names below them: none over another. */
function drawHouseholds(paper: SheetPaper, projection: Projection, { grids }: SheetMap, room: Room): void {
  const style: Style = { size: 8.5, weight: 'semibold', color: text }
  const small: Style = { size: 6.5, color: text }
  const base = grids.filter(({ kind }) => kind === 'base')
  const written = base.filter(({ households, at }) => centred(paper, projection, room, String(households), at, style))
  for (const { name, at } of written) centred(paper, projection, room, name, at, small, 10)
}

/** Writes words in the middle of a place, some points below it, where room is left; whether there was. */
function centred(
  paper: SheetPaper,
  projection: Projection,
  room: Room,
  words: string,
  at: Position,
  style: Style,
  below = 0,
): boolean {
  const width = widthOf(paper, words, style)
  const [x, y] = [projection.x(at[0]) - width / 2, projection.y(at[1]) + below]
  if (!room.ask({ x: x - 1, y: y - style.size / 2 - 1, width: width + 2, height: style.size + 2 })) return false
  haloed(paper, words, x, y + style.size * 0.36, style)
  return true
}

/** A grid's number, white on dark: as on the map, so in the table. */
export function numberMark(paper: SheetPaper, x: number, y: number, number: number, radius = 9): void {
  const { doc } = paper
  doc.circle(x, y, radius + 1.2).fill(halo)
  doc.circle(x, y, radius).fill(planColors.light.border)
  writeLine(
    paper,
    String(number),
    { x: x - radius, y: y + radius * 0.42, width: radius * 2, align: 'center', least: 0.6 },
    { size: radius * 1.2, weight: 'semibold', color: '#ffffff' },
  )
}

/** A station of services: a square with a light rim. */
export function stationMark({ doc }: SheetPaper, x: number, y: number, half = 3.4): void {
  doc.rect(x - half - 1, y - half - 1, 2 * half + 2, 2 * half + 2).fill(palette.stationRim)
  doc.rect(x - half, y - half, 2 * half, 2 * half).fill(palette.station)
}

function drawGridNames(paper: SheetPaper, projection: Projection, { grids }: SheetMap, room: Room): void {
  const style: Style = { size: 9.5, weight: 'semibold', color: text }
  for (const { name, at } of grids) {
    const width = widthOf(paper, name, style)
    const [x, y] = [projection.x(at[0]) - width / 2, projection.y(at[1]) + 21]
    const frames = [0, -36].map((shift) => ({ x, y: y - 9 + shift, width, height: 12 }))
    const free = frames.find((frame) => room.ask(frame))
    // the table names it too
    if (free) haloed(paper, name, x, free.y + 9, style)
  }
}

function drawStations(
  paper: SheetPaper,
  projection: Projection,
  { stations }: SheetMap,
  room: Room,
  marks: GridMarks,
): void {
  const style: Style = { size: 7.5, color: palette.station }
  for (const { name, position } of stations) {
    const [x, y] = [projection.x(position[0]), projection.y(position[1])]
    const mark = { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }
    // households are what a map without numbers is about: no station stands on them
    if (marks === 'numbers') room.take(mark)
    else if (!room.ask(mark)) continue
    stationMark(paper, x, y)
    const width = widthOf(paper, name, style)
    if (room.ask({ x: x + 6, y: y - 5, width, height: 9.5 })) haloed(paper, name, x + 6, y + 2.6, style)
    else if (room.ask({ x: x - 6 - width, y: y - 5, width, height: 9.5 }))
      haloed(paper, name, x - 6 - width, y + 2.6, style)
  }
}

/** Along the longest straight piece of a road, where it has room for the name. */
function drawRoadNames(paper: SheetPaper, projection: Projection, { features }: SheetMap, room: Room): void {
  const { doc } = paper
  const style: Style = { size: 7.5, color: palette.textRoad }
  const roads = features.filter(
    ({ layer, properties }) => layer === 'road' && properties.name !== '' && properties.class !== 'path',
  )
  for (const [name, like] of groupBy(roads, ({ properties }) => String(properties.name))) {
    const width = widthOf(paper, name, style)
    const piece = longestPiece(
      like.flatMap(({ paths }) => paths),
      projection,
    )
    if (piece === null || piece.length < width + 8) continue
    const [dx, dy] = [Math.abs(Math.cos(piece.angle)) * width, Math.abs(Math.sin(piece.angle)) * width]
    if (!room.ask({ x: piece.x - dx / 2 - 3, y: piece.y - dy / 2 - 5, width: dx + 6, height: dy + 10 })) continue
    doc.save()
    doc.translate(piece.x, piece.y).rotate((piece.angle * 180) / Math.PI)
    haloed(paper, name, -width / 2, 2.6, style)
    doc.restore()
  }
}

function drawCompoundNames(paper: SheetPaper, projection: Projection, { features, grids }: SheetMap, room: Room): void {
  const style: Style = { size: 6.8, color: palette.textSoft }
  for (const { layer, properties, paths } of features) {
    if (layer !== 'compound' || properties.name === '' || paths.length === 0) continue
    // what lies beyond the grids steps back
    if (!grids.some(({ polygons }) => contains(polygons, middleOf(paths)))) continue
    const xs = paths.flat().map(([x]) => projection.x(x))
    const ys = paths.flat().map(([, y]) => projection.y(y))
    const name = String(properties.name)
    const width = widthOf(paper, name, style)
    const [west, east] = [Math.min(...xs), Math.max(...xs)]
    if (east - west < width * 0.9) continue
    const [x, y] = [(west + east) / 2 - width / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
    if (room.ask({ x: x - 1, y: y - 5, width: width + 2, height: 10 })) haloed(paper, name, x, y + 2.4, style)
  }
}

/** The mean of a compound's corners. */
function middleOf(paths: readonly (readonly Position[])[]): Position {
  const corners = paths.flat()
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return [mean(0), mean(1)]
}

interface Piece {
  x: number
  y: number
  length: number
  /** Radians, so that the name reads from the left. */
  angle: number
}

function longestPiece(paths: readonly (readonly Position[])[], projection: Projection): Piece | null {
  let longest: Piece | null = null
  for (const path of paths) {
    for (let i = 1; i < path.length; i++) {
      const [one, other] = [path[i - 1]!, path[i]!]
      const [x, y] = [projection.x(one[0]), projection.y(one[1])]
      const [dx, dy] = [projection.x(other[0]) - x, projection.y(other[1]) - y]
      const length = Math.hypot(dx, dy)
      if (longest !== null && length <= longest.length) continue
      const angle = dx < 0 ? Math.atan2(-dy, -dx) : Math.atan2(dy, dx)
      longest = { x: x + dx / 2, y: y + dy / 2, length, angle }
    }
  }
  return longest
}

/** Words with a light rim, so that they are read on anything. */
function haloed(paper: SheetPaper, words: string, x: number, y: number, style: Style): void {
  const { doc } = paper
  doc.save()
  doc.lineWidth(2.2).lineJoin('round').strokeColor(halo)
  writeLine(paper, words, { x, y }, { ...style, color: halo, outline: true })
  doc.restore()
  writeLine(paper, words, { x, y }, style)
}

function roomIn(map: Frame): Room {
  const taken: Frame[] = []
  return {
    take: (frame) => void taken.push(frame),
    ask(frame) {
      const inside =
        frame.x > map.x + 2 &&
        frame.y > map.y + 2 &&
        frame.x + frame.width < map.x + map.width - 2 &&
        frame.y + frame.height < map.y + map.height - 2
      if (!inside || taken.some((other) => overlap(frame, other))) return false
      taken.push(frame)
      return true
    },
  }
}

function overlap(one: Frame, other: Frame): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
