import { writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'
import type { Network } from '#domain/coverage/network.ts'

/** Things a block holds, as the format advises. */
const BLOCK = 8000
/** Nanodegrees that a step of a coordinate stands for. */
const GRANULARITY = 100

interface Node {
  id: number
  longitude: number
  latitude: number
}

/** Writes a walking network as an extract of OpenStreetMap in PBF: every edge a footway, and nothing else. */
export function writeNetworkExtract(file: string, network: Network): void {
  const nodes: Node[] = Array.from({ length: network.nodeCount }, (_, at) => ({
    id: at + 1,
    longitude: network.nodeLongitude[at]!,
    latitude: network.nodeLatitude[at]!,
  }))
  const ways = Array.from({ length: network.edgeCount }, (_, edge) => {
    const between: number[] = []
    for (let vertex = network.vertexStart[edge]! + 1; vertex < network.vertexStart[edge + 1]! - 1; vertex++) {
      between.push(nodes.length + 1)
      nodes.push({
        id: nodes.length + 1,
        longitude: network.vertices[2 * vertex]!,
        latitude: network.vertices[2 * vertex + 1]!,
      })
    }
    return [network.from[edge]! + 1, ...between, network.to[edge]! + 1]
  })
  const header = blob('OSMHeader', (pbf) => {
    for (const feature of ['OsmSchema-V0.6', 'DenseNodes']) pbf.writeStringField(4, feature)
  })
  const blocks = [header]
  for (const part of parts(nodes)) blocks.push(block([], (group) => group.writeMessage(2, writeDense, part)))
  let id = 1
  for (const part of parts(ways))
    blocks.push(
      block(['highway', 'footway'], (group) => {
        for (const refs of part) group.writeMessage(3, writeWay, { id: id++, refs })
      }),
    )
  writeFileSync(file, Buffer.concat(blocks))
}

function* parts<Thing>(things: readonly Thing[]): Iterable<Thing[]> {
  for (let at = 0; at < things.length; at += BLOCK) yield things.slice(at, at + BLOCK)
}

function block(words: readonly string[], write: (group: PbfWriter) => void): Buffer {
  return blob('OSMData', (pbf) => {
    // string 0 is empty by the format
    pbf.writeMessage(1, writeStrings, ['', ...words])
    pbf.writeMessage(2, (_, group) => write(group), null)
    pbf.writeVarintField(17, GRANULARITY)
  })
}

function writeStrings(words: readonly string[], table: PbfWriter): void {
  for (const word of words) table.writeStringField(1, word)
}

function writeDense(nodes: readonly Node[], pbf: PbfWriter): void {
  const steps = (degrees: number) => Math.round((degrees * 1e9) / GRANULARITY)
  pbf.writePackedSVarint(1, apart(nodes.map(({ id }) => id)))
  pbf.writePackedSVarint(8, apart(nodes.map(({ latitude }) => steps(latitude))))
  pbf.writePackedSVarint(9, apart(nodes.map(({ longitude }) => steps(longitude))))
}

function writeWay({ id, refs }: { id: number; refs: readonly number[] }, pbf: PbfWriter): void {
  pbf.writeVarintField(1, id)
  pbf.writePackedVarint(2, [1])
  pbf.writePackedVarint(3, [2])
  pbf.writePackedSVarint(8, apart(refs))
}

/** Every number less the one before it. */
function apart(numbers: readonly number[]): number[] {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0))
}

function blob(type: string, write: (pbf: PbfWriter) => void): Buffer {
  const raw = new PbfWriter()
  write(raw)
  const bytes = raw.finish()
  const packed = new PbfWriter()
  packed.writeVarintField(2, bytes.length)
  packed.writeBytesField(3, deflateSync(bytes))
  const body = packed.finish()
  const head = new PbfWriter()
  head.writeStringField(1, type)
  head.writeVarintField(3, body.length)
  const header = head.finish()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, body])
}
