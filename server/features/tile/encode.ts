import { ByteWriter, varintSize } from './bytes.ts'
import type { LayerIndex } from './layer-index.ts'
import { BUFFER, EXTENT, pointGeometry, type TilePlace, tileGeometry, tilePlace } from './tile-geometry.ts'

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
const noCommands = new Int32Array(0)

/**
 * One tile of a layer as a Mapbox vector tile (specification 2.1): source layer `<layer>` and, where the layer has
 * labels, `<layer>_label`. No bytes at all when nothing is seen.
 */
export function encodeTile(index: LayerIndex, z: number, x: number, y: number, choice: TileChoice = {}): EncodedTile {
  const place = tilePlace(z, x, y, choice.coarser)
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
  const length = pointGeometry(labels[2 * feature]!, labels[2 * feature + 1]!, place, pointCommands)
  return length === 0 ? noCommands : pointCommands
}

/** Writes features of one source layer, one source layer at a time; values get their numbers in the tile as they are met. */
function layerWriter(index: LayerIndex, choice: TileChoice) {
  const { keys, values, shapes, ids } = index
  const kept = keys.map((_, key) => key).filter((key) => !choice.without?.includes(keys[key]!))
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

  /** Key and value numbers of a feature into `tags`; gives their bytes. */
  function readTags(feature: number): number {
    const first = feature * keys.length
    let count = 0
    let size = 0
    for (let key = 0; key < kept.length; key++) {
      const value = values[first + kept[key]!]!
      if (value < 0) continue
      let number = numbers[value]! - round
      if (number < 0) {
        number = valuesMet.length
        numbers[value] = round + number
        valuesMet.push(value)
      }
      tags[count++] = key
      tags[count++] = number
      size += 1 + varintSize(number)
    }
    tagCount = count
    return size
  }

  function finish(name: string): void {
    if (features === 0) return
    layer.clear()
    layer.varint(0x78)
    layer.varint(2)
    writeText(layer, 0x0a, name)
    layer.bytes(body.view())
    for (const key of kept) writeText(layer, 0x1a, keys[key]!)
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

const rounds = new WeakMap<LayerIndex, { numbers: Int32Array; round: number }>()

/**
 * `numbers` holds for each value its number in the tile, counted from `round` on. Each source layer of each tile is a
 * round of its own that begins above all earlier ones, so that nothing is cleared between tiles.
 */
function nextRound(index: LayerIndex): { numbers: Int32Array; round: number } {
  const size = index.valuesFrom.length - 1
  const kept = rounds.get(index) ?? { numbers: new Int32Array(size).fill(-1), round: 0 }
  rounds.set(index, kept)
  kept.round += size
  if (kept.round + size >= 2 ** 31) {
    kept.numbers.fill(-1)
    kept.round = 0
  }
  return kept
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
