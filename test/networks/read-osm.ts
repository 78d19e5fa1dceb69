import { gunzipSync, inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'

/** What a walking network needs of OpenStreetMap. */
export interface OsmData {
  /** Longitude and latitude in degrees by node id. */
  nodes: Map<number, [number, number]>
  ways: { tags: Record<string, string>; nodes: number[] }[]
}

/** Reads gzipped OSM XML with one element or tag a line, as exporters write it. */
export function readOsmXml(bytes: Uint8Array): OsmData {
  const data: OsmData = { nodes: new Map(), ways: [] }
  let way: OsmData['ways'][number] | null = null
  const attribute = (line: string, name: string) => line.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? ''
  for (const line of new TextDecoder().decode(gunzipSync(bytes)).split('\n')) {
    if (line.includes('<node '))
      data.nodes.set(Number(attribute(line, 'id')), [Number(attribute(line, 'lon')), Number(attribute(line, 'lat'))])
    else if (line.includes('<way ')) way = { tags: {}, nodes: [] }
    else if (way && line.includes('<nd ')) way.nodes.push(Number(attribute(line, 'ref')))
    else if (way && line.includes('<tag ')) way.tags[attribute(line, 'k')] = attribute(line, 'v')
    else if (way && line.includes('</way>')) {
      data.ways.push(way)
      way = null
    }
  }
  return data
}

/** Reads OSM PBF (https://wiki.openstreetmap.org/wiki/PBF_Format): zlib or raw blobs, dense or plain nodes. */
export function readOsmPbf(bytes: Uint8Array): OsmData {
  const data: OsmData = { nodes: new Map(), ways: [] }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; ) {
    const headLength = view.getUint32(at)
    const head = new PbfReader(bytes.subarray(at + 4, at + 4 + headLength)).readFields(
      (tag, told: { type: string; size: number }, pbf) => {
        if (tag === 1) told.type = pbf.readString()
        else if (tag === 3) told.size = pbf.readVarint()
      },
      { type: '', size: 0 },
    )
    const begin = at + 4 + headLength
    at = begin + head.size
    if (head.type === 'OSMData') readBlock(unpackBlob(bytes.subarray(begin, at)), data)
  }
  return data
}

function unpackBlob(bytes: Uint8Array): Uint8Array {
  return new PbfReader(bytes).readFields(
    (tag, told: { bytes: Uint8Array }, pbf) => {
      if (tag === 1) told.bytes = pbf.readBytes()
      else if (tag === 3) told.bytes = inflateSync(pbf.readBytes())
    },
    { bytes: new Uint8Array() },
  ).bytes
}

interface Block {
  texts: string[]
  groups: Uint8Array[]
  granularity: number
  latitudeOffset: number
  longitudeOffset: number
}

function readBlock(bytes: Uint8Array, data: OsmData): void {
  const block = new PbfReader(bytes).readFields<Block>(
    (tag, told, pbf) => {
      if (tag === 1)
        pbf.readMessage((inner, texts: string[], table) => inner === 1 && texts.push(table.readString()), told.texts)
      else if (tag === 2) told.groups.push(pbf.readBytes())
      else if (tag === 17) told.granularity = pbf.readVarint()
      else if (tag === 19) told.latitudeOffset = pbf.readVarint(true)
      else if (tag === 20) told.longitudeOffset = pbf.readVarint(true)
    },
    { texts: [], groups: [], granularity: 100, latitudeOffset: 0, longitudeOffset: 0 },
  )
  for (const group of block.groups)
    new PbfReader(group).readFields((tag, told: OsmData, pbf) => {
      if (tag === 2) readDense(pbf.readBytes(), block, told)
      else if (tag === 3) readWay(pbf.readBytes(), block, told)
    }, data)
}

function readDense(bytes: Uint8Array, block: Block, data: OsmData): void {
  const columns = new PbfReader(bytes).readFields(
    (tag, told: { ids: number[]; latitudes: number[]; longitudes: number[] }, pbf) => {
      if (tag === 1) pbf.readPackedSVarint(told.ids)
      else if (tag === 8) pbf.readPackedSVarint(told.latitudes)
      else if (tag === 9) pbf.readPackedSVarint(told.longitudes)
    },
    { ids: [], latitudes: [], longitudes: [] },
  )
  let [id, latitude, longitude] = [0, 0, 0]
  for (let at = 0; at < columns.ids.length; at++) {
    id += columns.ids[at]!
    latitude += columns.latitudes[at]!
    longitude += columns.longitudes[at]!
    data.nodes.set(id, [
      (block.longitudeOffset + block.granularity * longitude) / 1e9,
      (block.latitudeOffset + block.granularity * latitude) / 1e9,
    ])
  }
}

function readWay(bytes: Uint8Array, { texts }: Block, data: OsmData): void {
  const way = new PbfReader(bytes).readFields(
    (tag, told: { keys: number[]; values: number[]; steps: number[] }, pbf) => {
      if (tag === 2) pbf.readPackedVarint(told.keys)
      else if (tag === 3) pbf.readPackedVarint(told.values)
      else if (tag === 8) pbf.readPackedSVarint(told.steps)
    },
    { keys: [], values: [], steps: [] },
  )
  let node = 0
  data.ways.push({
    tags: Object.fromEntries(way.keys.map((key, at) => [texts[key]!, texts[way.values[at]!]!])),
    nodes: way.steps.map((step) => {
      node += step
      return node
    }),
  })
}
