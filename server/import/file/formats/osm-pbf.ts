import { inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'
import type { OsmEntity, OsmMember, Tags } from '#domain/import/osm/osm-data.ts'
import type { ByteSource } from '../byte-source.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'

/** Limits of the format itself (OpenStreetMap wiki, "PBF Format"): what goes beyond them is no such file. */
const MOST_HEADER_BYTES = 64 * 1024
const MOST_BLOB_BYTES = 32 * 1024 * 1024
const known = new Set(['OsmSchema-V0.6', 'DenseNodes'])
const memberTypes = ['node', 'way', 'relation'] as const

/** An OpenStreetMap extract in PBF, thing by thing, one block in memory at a time. */
export async function* readOsmPbf(source: ByteSource, onBytes: (bytes: number) => void): AsyncIterable<OsmEntity[]> {
  let at = 0
  try {
    while (at < source.size) {
      const headerBytes = (await source.read(at, 4)).readUInt32BE(0)
      if (headerBytes > MOST_HEADER_BYTES) throw malformed(source, at)
      const { type, bytes } = readBlobHeader(await source.read(at + 4, headerBytes))
      if (bytes > MOST_BLOB_BYTES) throw malformed(source, at)
      const blob = unpackBlob(source, await source.read(at + 4 + headerBytes, bytes))
      if (at === 0 && type !== 'OSMHeader') throw malformed(source, at)
      if (type === 'OSMHeader') checkFeatures(source, blob)
      if (type === 'OSMData') yield readBlock(blob)
      at += 4 + headerBytes + bytes
      onBytes(at)
    }
  } catch (error) {
    throw unreadable(source.name, error)
  }
}

function malformed(source: ByteSource, at: number): UnreadableFile {
  return new UnreadableFile(`${source.name}: not OpenStreetMap PBF at byte ${at}`, 'malformed', String(at))
}

function readBlobHeader(bytes: Uint8Array): { type: string; bytes: number } {
  const header = { type: '', bytes: 0 }
  new PbfReader(bytes).readFields((tag, into, pbf) => {
    if (tag === 1) into.type = pbf.readString()
    else if (tag === 3) into.bytes = pbf.readVarint()
  }, header)
  return header
}

function unpackBlob(source: ByteSource, bytes: Uint8Array): Uint8Array {
  const blob = { raw: null as Uint8Array | null, packed: null as Uint8Array | null, other: 0 }
  new PbfReader(bytes).readFields((tag, into, pbf) => {
    if (tag === 1) into.raw = pbf.readBytes()
    else if (tag === 3) into.packed = pbf.readBytes()
    else if (tag > 3) into.other = tag
  }, blob)
  if (blob.packed) return inflateSync(blob.packed, { maxOutputLength: MOST_BLOB_BYTES })
  if (blob.raw) return blob.raw
  throw new UnreadableFile(
    `${source.name}: packed by another method than zlib; write it anew with osmium cat -f pbf,pbf_compression=zlib`,
    'malformed',
    `method ${blob.other}`,
  )
}

function checkFeatures(source: ByteSource, blob: Uint8Array): void {
  const required: string[] = []
  new PbfReader(blob).readFields((tag, into, pbf) => {
    if (tag === 4) into.push(pbf.readString())
  }, required)
  const unknown = required.filter((feature) => !known.has(feature))
  if (unknown.length > 0)
    throw new UnreadableFile(
      `${source.name}: it needs ${unknown.join(', ')}, which is not read here; write a plain extract`,
      'malformed',
      unknown.join(', '),
    )
}

interface Block {
  strings: Uint8Array[]
  granularity: number
  latitude: number
  longitude: number
  groups: [start: number, end: number][]
}

const text = new TextDecoder()

function readBlock(bytes: Uint8Array): OsmEntity[] {
  const block: Block = { strings: [], granularity: 100, latitude: 0, longitude: 0, groups: [] }
  const pbf = new PbfReader(bytes)
  pbf.readFields((tag, into) => {
    if (tag === 1)
      pbf.readMessage((inner, strings) => {
        if (inner === 1) strings.push(pbf.readBytes())
      }, into.strings)
    else if (tag === 2) {
      const end = pbf.readVarint() + pbf.pos
      into.groups.push([pbf.pos, end])
      pbf.pos = end
    } else if (tag === 17) into.granularity = pbf.readVarint()
    else if (tag === 19) into.latitude = pbf.readVarint(true)
    else if (tag === 20) into.longitude = pbf.readVarint(true)
  }, block)
  const strings = new StringTable(block.strings)
  const entities: OsmEntity[] = []
  for (const [start, end] of block.groups) {
    if (end > bytes.length) throw new Error('a group ends beyond its block')
    pbf.pos = start
    pbf.readFields(
      (tag) => {
        if (tag === 1) entities.push(readNode(pbf, block, strings))
        else if (tag === 2) readDense(pbf, block, strings, entities)
        else if (tag === 3) entities.push(readWay(pbf, strings))
        else if (tag === 4) entities.push(readRelation(pbf, strings))
      },
      null,
      end,
    )
  }
  return entities
}

/** Texts of a block, decoded when they are first asked for: most blocks' nodes have none. */
class StringTable {
  private readonly decoded: (string | undefined)[] = []
  constructor(private readonly raw: readonly Uint8Array[]) {}
  get(index: number): string {
    const known = this.decoded[index]
    if (known !== undefined) return known
    const bytes = this.raw[index]
    if (bytes === undefined) throw new Error(`text ${index} of ${this.raw.length}`)
    const decoded = text.decode(bytes)
    this.decoded[index] = decoded
    return decoded
  }
}

function tagsOf(strings: StringTable, keys: readonly number[], values: readonly number[]): Tags | null {
  if (keys.length === 0) return null
  const tags: Record<string, string> = Object.create(null)
  keys.forEach((key, i) => {
    tags[strings.get(key)] = strings.get(values[i] ?? 0)
  })
  return tags
}

function readNode(pbf: PbfReader, block: Block, strings: StringTable): OsmEntity {
  const node = { id: 0, latitude: 0, longitude: 0, keys: [] as number[], values: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readSVarint()
    else if (tag === 2) pbf.readPackedVarint(into.keys)
    else if (tag === 3) pbf.readPackedVarint(into.values)
    else if (tag === 8) into.latitude = pbf.readSVarint()
    else if (tag === 9) into.longitude = pbf.readSVarint()
  }, node)
  return {
    type: 'node',
    id: node.id,
    ...placeOf(block, node.longitude, node.latitude),
    tags: tagsOf(strings, node.keys, node.values),
  }
}

function placeOf(block: Block, longitude: number, latitude: number): { longitude: number; latitude: number } {
  return {
    longitude: (block.longitude + block.granularity * longitude) * 1e-9,
    latitude: (block.latitude + block.granularity * latitude) * 1e-9,
  }
}

function readDense(pbf: PbfReader, block: Block, strings: StringTable, entities: OsmEntity[]): void {
  const dense = { ids: [] as number[], latitudes: [] as number[], longitudes: [] as number[], tags: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 1) pbf.readPackedSVarint(into.ids)
    else if (tag === 8) pbf.readPackedSVarint(into.latitudes)
    else if (tag === 9) pbf.readPackedSVarint(into.longitudes)
    else if (tag === 10) pbf.readPackedVarint(into.tags)
  }, dense)
  let [id, latitude, longitude, tagged] = [0, 0, 0, 0]
  for (let i = 0; i < dense.ids.length; i++) {
    id += dense.ids[i]!
    latitude += dense.latitudes[i] ?? 0
    longitude += dense.longitudes[i] ?? 0
    let tags: Record<string, string> | null = null
    // pairs of key and value, a zero after each node; no pairs at all where no node of the block has any
    while (tagged < dense.tags.length) {
      const key = dense.tags[tagged++]!
      if (key === 0) break
      tags ??= Object.create(null) as Record<string, string>
      tags[strings.get(key)] = strings.get(dense.tags[tagged++] ?? 0)
    }
    entities.push({ type: 'node', id, ...placeOf(block, longitude, latitude), tags })
  }
}

function readWay(pbf: PbfReader, strings: StringTable): OsmEntity {
  const way = { id: 0, keys: [] as number[], values: [] as number[], nodes: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readVarint(true)
    else if (tag === 2) pbf.readPackedVarint(into.keys)
    else if (tag === 3) pbf.readPackedVarint(into.values)
    else if (tag === 8) pbf.readPackedSVarint(into.nodes)
  }, way)
  for (let i = 1; i < way.nodes.length; i++) way.nodes[i]! += way.nodes[i - 1]!
  return { type: 'way', id: way.id, nodes: way.nodes, tags: tagsOf(strings, way.keys, way.values) }
}

function readRelation(pbf: PbfReader, strings: StringTable): OsmEntity {
  const relation = {
    id: 0,
    keys: [] as number[],
    values: [] as number[],
    roles: [] as number[],
    ids: [] as number[],
    types: [] as number[],
  }
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readVarint(true)
    else if (tag === 2) pbf.readPackedVarint(into.keys)
    else if (tag === 3) pbf.readPackedVarint(into.values)
    else if (tag === 8) pbf.readPackedVarint(into.roles)
    else if (tag === 9) pbf.readPackedSVarint(into.ids)
    else if (tag === 10) pbf.readPackedVarint(into.types)
  }, relation)
  let id = 0
  const members = relation.ids.map((step, i): OsmMember => {
    id += step
    return { type: memberTypes[relation.types[i] ?? 0] ?? 'node', id, role: strings.get(relation.roles[i] ?? 0) }
  })
  return { type: 'relation', id: relation.id, members, tags: tagsOf(strings, relation.keys, relation.values) }
}
