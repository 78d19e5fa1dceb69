import { readBytes, writeBytes } from './byte-stream.ts'
import { assembleModel, type CoverageModel, type CoverageSource } from './model.ts'
import { packBuildings, unpackBuildings } from './pack-buildings.ts'
import { packNetwork, unpackNetwork } from './pack-network.ts'

/** Says what the bytes are; another version is refused. */
const MAGIC = 'gridboard coverage 2'

export interface PackOptions {
  /** Whether elderly people travel too: only to who may see them. */
  elderly: boolean
}

type Head = Omit<CoverageSource, 'edges' | 'edgeName' | 'buildings'> & { magic: string; names: string[] }

/**
 * A model as bytes for another thread or machine: `unpackModel` makes the same model of them, its buildings in the order of
 * the edges they step onto. Where everybody meets the network travels too, so nothing is searched on arrival.
 */
export function packModel(model: CoverageModel, { elderly }: PackOptions): Uint8Array {
  const { edges: _, edgeName, buildings: __, ...rest } = model.source
  const names = [...new Set(edgeName)]
  const indexOf = new Map(names.map((name, index) => [name, index]))
  const writer = writeBytes()
  const head: Head = { magic: MAGIC, names, ...rest }
  writer.text(JSON.stringify(head).replace(/[\u0080-\uffff]/g, escaped))
  packNetwork(model.network, writer)
  writer.runs(edgeName.map((name) => indexOf.get(name)!))
  packBuildings(model, elderly && model.knowsElderly, writer)
  return writer.bytes()
}

/** The model of `packModel`'s bytes. Throws when they are something else. */
export function unpackModel(bytes: Uint8Array): CoverageModel {
  const reader = readBytes(bytes)
  const { magic, names, ...rest } = JSON.parse(reader.text()) as Head
  if (magic !== MAGIC) throw new Error(`coverage model: ${magic} was packed, ${MAGIC} is expected`)
  const network = unpackNetwork(reader)
  const name = reader.runs(new Int32Array(network.edgeCount))
  const edgeName = Array.from(name, (index) => names[index]!)
  const { buildings, access, knowsElderly } = unpackBuildings(reader)
  const model = assembleModel({ ...rest, edges: network, edgeName, buildings }, network, access)
  return { ...model, knowsElderly }
}

/** JSON in ASCII: what lies beyond is escaped, so that no decoder is needed. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
