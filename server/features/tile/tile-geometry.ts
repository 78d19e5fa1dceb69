import { clipLine, clipRing, type Line, newLine, pushPoint } from './clip.ts'
import { type LayerIndex, Shape } from './layer-index.ts'

/** Steps across a tile. */
export const EXTENT = 4096
/** Lines and polygons reach this far past the edge, so that borders are drawn outside of what is seen. */
export const BUFFER = 64
/** A polygon smaller than this (square units, half a pixel) is not drawn. */
const LEAST_AREA = 32

const MOVE_TO = 1
const LINE_TO = 2
const CLOSE_PATH = 7

export interface TilePlace {
  z: number
  x: number
  y: number
  /** Zoom whose simplification is used: z, or coarser to save bytes. */
  detailZoom: number
  /** Tile units in a world step. */
  scale: number
}

export function tilePlace(z: number, x: number, y: number, coarser = 0): TilePlace {
  return { z, x, y, detailZoom: Math.max(0, z - coarser), scale: 2 ** (z - 19) }
}

/** Commands of the feature being drawn, used again for each. */
let commands = new Int32Array(4096)
let length = 0
let cursorX = 0
let cursorY = 0
const ring = newLine()
const spare = newLine()

/**
 * Geometry commands of one feature in one tile (vector tile specification 2.1, 4.3), as unsigned numbers ready to be
 * written; a view valid until the next call. Empty when nothing of it is seen.
 */
export function tileGeometry(index: LayerIndex, feature: number, place: TilePlace): Int32Array {
  length = 0
  cursorX = 0
  cursorY = 0
  const from = index.ringsFrom[feature]!
  const to = index.ringsFrom[feature + 1]!
  const shape = index.shapes[feature]
  if (shape === Shape.Point) drawPoint(index, from, place)
  else if (shape === Shape.Line) for (let at = from; at < to; at++) drawLine(index, at, place)
  else drawPolygons(index, from, to, place)
  return commands.subarray(0, length)
}

/** A point belongs to exactly one tile: there is no buffer. */
function drawPoint(index: LayerIndex, ringNumber: number, place: TilePlace): void {
  const vertex = index.verticesFrom[ringNumber]!
  length = pointGeometry(index.coordinates[2 * vertex]!, index.coordinates[2 * vertex + 1]!, place, commands)
}

/** Commands of a point given in world steps, written into `into`; gives their number, 0 when it lies in another tile. */
export function pointGeometry(worldX: number, worldY: number, { x, y, scale }: TilePlace, into: Int32Array): number {
  const left = Math.floor(worldX * scale - x * EXTENT)
  const top = Math.floor(worldY * scale - y * EXTENT)
  if (left < 0 || top < 0 || left >= EXTENT || top >= EXTENT) return 0
  into[0] = (1 << 3) | MOVE_TO
  into[1] = left << 1
  into[2] = top << 1
  return 3
}

function drawLine(index: LayerIndex, ringNumber: number, place: TilePlace): void {
  if (!readRing(index, ringNumber, place)) return writeLine(ring)
  clipLine(ring, spare, -BUFFER, EXTENT + BUFFER, writeLine)
}

function drawPolygons(index: LayerIndex, from: number, to: number, place: TilePlace): void {
  let outerIsDrawn = false
  for (let at = from; at < to; at++) {
    const isOuter = index.outer[at] === 1
    if (!isOuter && !outerIsDrawn) continue
    const isCut = readRing(index, at, place)
    const cut = isCut ? clipRing(ring, spare, -BUFFER, EXTENT + BUFFER) : ring
    const isDrawn = writeRing(cut, isOuter)
    if (isOuter) outerIsDrawn = isDrawn
  }
}

/** Reads the vertices drawn at this zoom into `ring`; tells whether any lies outside of the buffered tile. */
function readRing(index: LayerIndex, ringNumber: number, { x, y, detailZoom, scale }: TilePlace): boolean {
  const left = x * EXTENT
  const top = y * EXTENT
  const low = -BUFFER
  const high = EXTENT + BUFFER
  const { coordinates, vertexZooms } = index
  const to = index.verticesFrom[ringNumber + 1]!
  let isCut = false
  ring.length = 0
  for (let vertex = index.verticesFrom[ringNumber]!; vertex < to; vertex++) {
    if (vertexZooms[vertex]! > detailZoom) continue
    const px = coordinates[2 * vertex]! * scale - left
    const py = coordinates[2 * vertex + 1]! * scale - top
    if (px < low || px > high || py < low || py > high) isCut = true
    pushPoint(ring, px, py)
  }
  return isCut
}

function writeLine(line: Line): void {
  const count = roundInPlace(line)
  if (count < 2) return
  reserve(2 * count + 2)
  command(MOVE_TO, 1)
  move(line.values[0]!, line.values[1]!)
  command(LINE_TO, count - 1)
  for (let at = 1; at < count; at++) move(line.values[2 * at]!, line.values[2 * at + 1]!)
}

/** Tells whether the ring was worth drawing. Rounding may turn a sliver over: it is drawn the right way round. */
function writeRing(line: Line, isOuter: boolean): boolean {
  let count = roundInPlace(line)
  const { values } = line
  if (count > 1 && values[0] === values[2 * count - 2] && values[1] === values[2 * count - 1]) count--
  if (count < 3) return false
  const area = ringArea(values, count)
  if (Math.abs(area) < LEAST_AREA) return false
  const turned = area > 0 !== isOuter
  reserve(2 * count + 3)
  for (let at = 0; at < count; at++) {
    const vertex = turned ? count - 1 - at : at
    if (at === 0) command(MOVE_TO, 1)
    if (at === 1) command(LINE_TO, count - 1)
    move(values[2 * vertex]!, values[2 * vertex + 1]!)
  }
  command(CLOSE_PATH, 1)
  return true
}

/** Rounds to whole units and takes out repeated points; gives how many are left. */
function roundInPlace(line: Line): number {
  const { values } = line
  let count = 0
  for (let at = 0; at < line.length; at += 2) {
    const x = Math.round(values[at]!)
    const y = Math.round(values[at + 1]!)
    if (count > 0 && values[2 * count - 2] === x && values[2 * count - 1] === y) continue
    values[2 * count] = x
    values[2 * count + 1] = y
    count++
  }
  return count
}

/** Positive when the ring runs clockwise on screen. */
function ringArea(values: Float64Array, count: number): number {
  let sum = 0
  for (let at = 0, before = count - 1; at < count; before = at++)
    sum += values[2 * before]! * values[2 * at + 1]! - values[2 * at]! * values[2 * before + 1]!
  return sum / 2
}

function command(kind: number, count: number): void {
  commands[length++] = (count << 3) | kind
}

function move(x: number, y: number): void {
  const dx = x - cursorX
  const dy = y - cursorY
  commands[length++] = (dx << 1) ^ (dx >> 31)
  commands[length++] = (dy << 1) ^ (dy >> 31)
  cursorX = x
  cursorY = y
}

function reserve(more: number): void {
  if (length + more <= commands.length) return
  const larger = new Int32Array(Math.max(commands.length * 2, length + more))
  larger.set(commands)
  commands = larger
}
