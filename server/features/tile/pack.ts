import Flatbush from 'flatbush'
import { labelPoint } from '#domain/area/label-point.ts'
import { worldX, worldY } from '#domain/area/tiles-of-box.ts'
import { ByteWriter } from './bytes.ts'
import { Growing } from './growing.ts'
import { type LayerIndex, type PropertyValue, Shape, type TileFeature, WORLD_STEPS } from './layer-index.ts'
import { vertexZooms } from './vertex-zoom.ts'

export interface LayerShape {
  layer: string
  /** The only properties that are taken over. */
  keys: readonly string[]
  minZoom: number
  labelled: boolean
}

/** Features under one box tree: small enough to be built at once. */
const PAGE_FEATURES = 1000

export interface Packer {
  /** Takes some more features; some hundreds keep the event loop free. */
  add(features: readonly TileFeature[]): void
  finish(): LayerIndex
}

/** Packs features page by page into a layer index. Rows without usable coordinates are left out. */
export function packLayer({ layer, keys, minZoom, labelled }: LayerShape): Packer {
  const shapes = bytes()
  const minZooms = bytes()
  const outer = bytes()
  const zooms = bytes()
  const ids = new Growing((length) => new Float64Array(length))
  const importance = new Growing((length) => new Float64Array(length))
  const ringsFrom = new Growing((length) => new Uint32Array(length))
  const verticesFrom = new Growing((length) => new Uint32Array(length))
  const coordinates = new Growing((length) => new Int32Array(length))
  const labels = new Growing((length) => new Int32Array(length))
  const values = new Growing((length) => new Int32Array(length))
  const dictionary = valueDictionary()
  const pages: LayerIndex['pages'] = []
  /** Of the features not yet in a page. */
  const boxes: number[] = []
  ringsFrom.push(0)
  verticesFrom.push(0)

  function add(features: readonly TileFeature[]): void {
    for (const feature of features) addFeature(feature)
    if (boxes.length >= 4 * PAGE_FEATURES) closePage()
  }

  function closePage(): void {
    const count = boxes.length / 4
    if (count === 0) return
    const tree = new Flatbush(count, 16, Int32Array)
    for (let at = 0; at < boxes.length; at += 4) tree.add(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!)
    tree.finish()
    pages.push({ from: shapes.length - count, tree })
    boxes.length = 0
  }

  function addFeature(feature: TileFeature): void {
    const { shape, rings } = worldRings(feature.geometry)
    if (rings.length === 0) return
    const box = [WORLD_STEPS, WORLD_STEPS, 0, 0]
    for (const { line, isOuter } of rings) {
      for (let at = 0; at < line.length; at += 2) {
        box[0] = Math.min(box[0]!, line[at]!)
        box[1] = Math.min(box[1]!, line[at + 1]!)
        box[2] = Math.max(box[2]!, line[at]!)
        box[3] = Math.max(box[3]!, line[at + 1]!)
      }
      const drawnFrom = new Uint8Array(line.length / 2)
      if (shape !== Shape.Point) vertexZooms(line, drawnFrom.length, drawnFrom, 0)
      coordinates.append(line)
      zooms.append(drawnFrom)
      outer.push(isOuter ? 1 : 0)
      verticesFrom.push(coordinates.length / 2)
    }
    boxes.push(...box)
    ringsFrom.push(outer.length)
    shapes.push(shape)
    ids.push(feature.id ?? -1)
    minZooms.push(feature.minZoom ?? minZoom)
    importance.push(feature.importance ?? size(shape, rings))
    if (labelled) labels.append(labelOf(shape, rings))
    for (const key of keys) values.push(dictionary.numberOf(feature.properties[key]))
  }

  function finish(): LayerIndex {
    closePage()
    const packed = {
      shapes: shapes.finish(),
      ids: ids.finish(),
      minZooms: minZooms.finish(),
      importance: importance.finish(),
      ringsFrom: ringsFrom.finish(),
      verticesFrom: verticesFrom.finish(),
      outer: outer.finish(),
      coordinates: coordinates.finish(),
      vertexZooms: zooms.finish(),
      values: values.finish(),
      ...dictionary.finish(),
    }
    const held = Object.values(packed).reduce((sum, array) => sum + array.byteLength, 0)
    const trees = pages.reduce((sum, page) => sum + page.tree.data.byteLength, 0)
    const labelPlaces = labelled ? labels.finish() : null
    const total = held + trees + (labelPlaces?.byteLength ?? 0)
    return { layer, keys, count: shapes.length, ...packed, labels: labelPlaces, pages, bytes: total }
  }

  return { add, finish }
}

interface WorldRing {
  line: number[]
  isOuter: boolean
}

function worldRings(geometry: TileFeature['geometry']): { shape: Shape; rings: WorldRing[] } {
  switch (geometry.type) {
    case 'Point':
      return { shape: Shape.Point, rings: linesOf([[geometry.coordinates]], 1) }
    case 'LineString':
      return { shape: Shape.Line, rings: linesOf([[...geometry.coordinates]], 2) }
    case 'MultiLineString':
      return { shape: Shape.Line, rings: linesOf(geometry.coordinates, 2) }
    case 'Polygon':
      return { shape: Shape.Polygon, rings: ringsOf([geometry.coordinates]) }
    case 'MultiPolygon':
      return { shape: Shape.Polygon, rings: ringsOf(geometry.coordinates) }
  }
}

function linesOf(lines: readonly GeoJSON.Position[][], least: number): WorldRing[] {
  return lines.map((line) => ({ line: toWorld(line), isOuter: false })).filter(({ line }) => line.length >= 2 * least)
}

/** Outer rings run clockwise on screen, holes against it, as the tile format wants them. */
function ringsOf(polygons: readonly GeoJSON.Position[][][]): WorldRing[] {
  return polygons.flatMap((polygon) => {
    const rings = polygon.map((ring, at) => ({ line: toWorld(ring), isOuter: at === 0 }))
    if (!rings[0] || rings[0].line.length < 8) return []
    for (const ring of rings) if (signedArea(ring.line) > 0 !== ring.isOuter) ring.line = reversed(ring.line)
    return rings.filter(({ line }) => line.length >= 8)
  })
}

function toWorld(line: readonly GeoJSON.Position[]): number[] {
  const world: number[] = []
  for (const [longitude, latitude] of line) {
    const x = worldX(longitude ?? Number.NaN)
    const y = worldY(latitude ?? Number.NaN)
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    world.push(step(x), step(y))
  }
  return world
}

function step(share: number): number {
  return Math.max(0, Math.min(WORLD_STEPS - 1, Math.round(share * WORLD_STEPS)))
}

function reversed(line: readonly number[]): number[] {
  const turned: number[] = []
  for (let at = line.length - 2; at >= 0; at -= 2) turned.push(line[at]!, line[at + 1]!)
  return turned
}

/** Square world steps, positive when the ring runs clockwise on screen. */
function signedArea(ring: readonly number[]): number {
  let sum = 0
  const [originX, originY] = [ring[0]!, ring[1]!]
  for (let at = 0; at < ring.length; at += 2) {
    const next = at + 2 < ring.length ? at + 2 : 0
    sum += (ring[at]! - originX) * (ring[next + 1]! - originY) - (ring[next]! - originX) * (ring[at + 1]! - originY)
  }
  return sum / 2
}

function size(shape: Shape, rings: readonly WorldRing[]): number {
  if (shape === Shape.Point) return 0
  if (shape === Shape.Polygon) return rings.reduce((sum, { line }) => sum + signedArea(line), 0)
  return rings.reduce((sum, { line }) => {
    let length = 0
    for (let at = 2; at < line.length; at += 2)
      length += Math.hypot(line[at]! - line[at - 2]!, line[at + 1]! - line[at - 1]!)
    return sum + length
  }, 0)
}

/** In the largest part of a feature of several. */
function labelOf(shape: Shape, rings: readonly WorldRing[]): [number, number] {
  if (shape !== Shape.Polygon) return [rings[0]!.line[0]!, rings[0]!.line[1]!]
  const parts: number[][][] = []
  for (const { line, isOuter } of rings) {
    if (isOuter) parts.push([line])
    else parts.at(-1)!.push(line)
  }
  const largest = parts.reduce((best, part) => (signedArea(part[0]!) > signedArea(best[0]!) ? part : best))
  const [x, y] = labelPoint(largest.map(coarse))
  return [Math.round(x), Math.round(y)]
}

/** A label needs the outline's shape, not its every corner. */
const LABEL_CORNERS = 64

/** The corners seen from farthest away, at most about LABEL_CORNERS of them. */
function coarse(ring: number[]): number[] {
  const corners = ring.length / 2
  if (corners <= LABEL_CORNERS) return ring
  const zooms = new Uint8Array(corners)
  vertexZooms(ring, corners, zooms, 0)
  const last = zooms.toSorted()[LABEL_CORNERS]!
  const kept = ring.filter((_, at) => zooms[at >> 1]! < last)
  return kept.length < 16 ? ring : kept
}

function bytes(): Growing<Uint8Array> {
  return new Growing((length) => new Uint8Array(length))
}

/** Gives each different value one number and keeps its bytes as a tile's value message. */
function valueDictionary() {
  const numbers = new Map<PropertyValue, number>()
  const starts = new Growing((length) => new Uint32Array(length))
  const writer = new ByteWriter()
  const text = new TextEncoder()
  starts.push(0)

  function numberOf(value: PropertyValue | null | undefined): number {
    if (value === null || value === undefined) return -1
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, numbers.size)
    write(value)
    starts.push(writer.length)
    return numbers.size - 1
  }

  function write(value: PropertyValue): void {
    if (typeof value === 'string') {
      const encoded = text.encode(value)
      writer.varint(0x0a)
      writer.varint(encoded.length)
      writer.bytes(encoded)
    } else if (typeof value === 'boolean') {
      writer.varint(0x38)
      writer.varint(value ? 1 : 0)
    } else if (Number.isSafeInteger(value) && value >= 0) {
      writer.varint(0x28)
      writer.varint(value)
    } else {
      writer.varint(0x19)
      writer.double(value)
    }
  }

  return { numberOf, finish: () => ({ valueBytes: writer.finish(), valuesFrom: starts.finish() }) }
}
