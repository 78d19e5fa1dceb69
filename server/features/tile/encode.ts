import { ByteWriter, varintSize } from './bytes.ts'
import type { LayerIndex } from './layer-index.ts'
import { BUFFER, EXTENT, type TilePlace, tileGeometry, tilePoint } from './tile-geometry.ts'

export interface TileChoice {
  /** Simplified as if seen from this many zooms farther away. */
  coarser?: number
  /** Properties left out. */
  without?: readonly string[]
  /** At most this many features: the most important ones. */
  most?: number
}

export interface EncodedTile {
  bytes: Uint8Array
  /** Features drawn, labels not counted. */
  features: number
}

/** Buffers used again for every tile: encoding is synchronous. */
const tile = new ByteWriter()
const layer = new ByteWriter()
const body = new ByteWriter()

/** A label's geometry: one move to. */
const pointCommands = new Int32Array(3)

/**
 * One tile of a layer as a Mapbox vector tile (specification 2.1): source layer `<layer>` and, where the layer has
 * labels, `<layer>_label`. No bytes at all when nothing is seen.
 */
export function encodeTile(index: LayerIndex, z: number, x: number, y: number, choice: TileChoice = {}): EncodedTile {
  const place = { z, x, y, detailZoom: Math.max(0, z - (choice.coarser ?? 0)) }
  const features = featuresOf(index, place, choice.most)
  const main = layerWriter(index, choice)
  for (const feature of features) main.add(feature, tileGeometry(index, feature, place))
  const { features: drawn } = main
  tile.clear()
  main.finish(index.layer)
  if (index.labels) {
    const labels = layerWriter(index, choice)
    for (const feature of features) labels.add(feature, labelCommands(index.labels, feature, place))
    labels.finish(`${index.layer}_label`)
  }
  return { bytes: tile.finish(), features: drawn }
}

/** Numbers of the features whose box meets the tile, in the order of the layer. */
function featuresOf(index: LayerIndex, { z, x, y }: TilePlace, most: number | undefined): Uint32Array {
  const width = 2 ** (31 - z)
  const reach = (width * BUFFER) / EXTENT
  const found: number[] = []
  for (const { from, tree } of index.pages) {
    const hits = tree.search(x * width - reach, y * width - reach, (x + 1) * width + reach, (y + 1) * width + reach)
    for (let at = 0; at < hits.length; at++) {
      const feature = from + hits[at]!
      if (index.minZooms[feature]! <= z) found.push(feature)
    }
  }
  if (most === undefined || found.length <= most) return Uint32Array.from(found).sort()
  const { importance } = index
  found.sort((one, other) => importance[other]! - importance[one]! || one - other)
  return Uint32Array.from(found.slice(0, most)).sort()
}

function labelCommands(labels: Int32Array, feature: number, place: TilePlace): Int32Array {
  const [x, y] = tilePoint(labels[2 * feature]!, labels[2 * feature + 1]!, place)
  if (x < 0 || y < 0 || x >= EXTENT || y >= EXTENT) return pointCommands.subarray(0, 0)
  pointCommands[0] = (1 << 3) | 1
  pointCommands[1] = x << 1
  pointCommands[2] = y << 1
  return pointCommands
}

/** Writes features of one source layer, one source layer at a time; keys and values get their numbers in the tile as they are met. */
function layerWriter(index: LayerIndex, choice: TileChoice) {
  const { keys, values, shapes, ids } = index
  const kept = keys.map((key) => !choice.without?.includes(key))
  const keyNumbers = new Int32Array(keys.length).fill(-1)
  const keysMet: number[] = []
  const valuesMet: number[] = []
  const { numbers, round } = nextRound(index)
  const tags = new Int32Array(2 * keys.length)
  let tagCount = 0
  let features = 0
  body.clear()

  function add(feature: number, geometry: Int32Array): void {
    if (geometry.length === 0) return
    features++
    const tagBytes = readTags(feature)
    let geometryBytes = 0
    for (let at = 0; at < geometry.length; at++) geometryBytes += varintSize(geometry[at]! >>> 0)
    const id = ids[feature]!
    const idBytes = id < 0 ? 0 : 1 + largeVarintSize(id)
    const tagsField = tagBytes === 0 ? 0 : 1 + varintSize(tagBytes) + tagBytes
    body.varint(0x12)
    body.varint(idBytes + tagsField + 2 + 1 + varintSize(geometryBytes) + geometryBytes)
    if (id >= 0) {
      body.varint(0x08)
      body.varint(id)
    }
    if (tagBytes > 0) {
      body.varint(0x12)
      body.varint(tagBytes)
      body.varints(tags, tagCount)
    }
    body.varint(0x18)
    // a label is a point whatever its feature is
    body.varint(geometry === pointCommands ? 1 : shapes[feature]!)
    body.varint(0x22)
    body.varint(geometryBytes)
    body.varints(geometry, geometry.length)
  }

  function readTags(feature: number): number {
    tagCount = 0
    let size = 0
    for (let key = 0; key < keys.length; key++) {
      const value = values[feature * keys.length + key]!
      if (value < 0 || !kept[key]) continue
      const keyInTile = keyNumber(key)
      const valueInTile = valueNumber(value)
      tags[tagCount++] = keyInTile
      tags[tagCount++] = valueInTile
      size += varintSize(keyInTile) + varintSize(valueInTile)
    }
    return size
  }

  function keyNumber(key: number): number {
    if (keyNumbers[key]! < 0) {
      keyNumbers[key] = keysMet.length
      keysMet.push(key)
    }
    return keyNumbers[key]!
  }

  /** `numbers` holds for each value its number in this tile above the round's floor: no clearing between tiles. */
  function valueNumber(value: number): number {
    const known = numbers[value]! - round
    if (known >= 0) return known
    numbers[value] = round + valuesMet.length
    valuesMet.push(value)
    return valuesMet.length - 1
  }

  function finish(name: string): void {
    if (features === 0) return
    layer.clear()
    layer.varint(0x78)
    layer.varint(2)
    writeText(layer, 0x0a, name)
    layer.bytes(body.view())
    for (const key of keysMet) writeText(layer, 0x1a, keys[key]!)
    for (const value of valuesMet) {
      const from = index.valuesFrom[value]!
      const to = index.valuesFrom[value + 1]!
      layer.varint(0x22)
      layer.varint(to - from)
      layer.slice(index.valueBytes, from, to)
    }
    layer.varint(0x28)
    layer.varint(EXTENT)
    tile.varint(0x1a)
    tile.varint(layer.length)
    tile.bytes(layer.view())
  }

  return {
    add,
    finish,
    get features() {
      return features
    },
  }
}

const rounds = new WeakMap<LayerIndex, { numbers: Float64Array; round: number }>()

/** Each source layer of each tile is a round; its numbers start above all earlier ones. */
function nextRound(index: LayerIndex): { numbers: Float64Array; round: number } {
  const size = index.valuesFrom.length - 1
  const kept = rounds.get(index) ?? { numbers: new Float64Array(size).fill(-1), round: 0 }
  rounds.set(index, kept)
  kept.round += size
  return { numbers: kept.numbers, round: kept.round }
}

const text = new TextEncoder()

function writeText(writer: ByteWriter, tag: number, words: string): void {
  const encoded = text.encode(words)
  writer.varint(tag)
  writer.varint(encoded.length)
  writer.bytes(encoded)
}

function largeVarintSize(value: number): number {
  return value < 0x10000000 ? varintSize(value) : Math.ceil(Math.log2(value + 1) / 7)
}
