import type { ByteReader, ByteWriter } from './byte-stream.ts'
import type { CoverageModel, CoverageSource } from './model.ts'
import { packSteps, unpackSteps } from './pack-network.ts'
import type { PlaceAccess } from './place-access.ts'

/** Columns of areas in the order in which they travel; those a source lacks are left out. */
const areaColumns = ['compound', 'grid', 'microGrid', 'community', 'street'] as const

/** Writes buildings in the order of the edges they step onto: positions, people, areas, and their ways to the network. */
export function packBuildings({ source, access }: CoverageModel, elderly: boolean, writer: ByteWriter): void {
  const { buildings } = source
  const order = orderOf(access)
  const pick = (column: Int32Array) => Array.from(order, (place) => column[place]!)
  writer.unsigned(order.length)
  writer.unsigned(elderly ? 1 : 0)
  packSteps(
    Float64Array.from(order, (place) => buildings.longitude[place]!),
    writer,
  )
  packSteps(
    Float64Array.from(order, (place) => buildings.latitude[place]!),
    writer,
  )
  for (const count of pick(buildings.households)) writer.unsigned(count)
  if (elderly) for (const count of pick(buildings.elderly)) writer.unsigned(count)
  for (const name of areaColumns) {
    const column = buildings[name]
    writer.unsigned(column ? 1 : 0)
    if (column) writer.runs(pick(column))
  }
  packAccess(access, order, writer)
}

export function unpackBuildings(reader: ByteReader) {
  const count = reader.unsigned()
  const knowsElderly = reader.unsigned() === 1
  const counts = (known: boolean) => {
    const column = new Int32Array(count)
    if (known) for (let place = 0; place < count; place++) column[place] = reader.unsigned()
    return column
  }
  const buildings: CoverageSource['buildings'] = {
    longitude: unpackSteps(new Float64Array(count), reader),
    latitude: unpackSteps(new Float64Array(count), reader),
    households: counts(true),
    elderly: counts(knowsElderly),
    compound: new Int32Array(count).fill(-1),
    grid: new Int32Array(count).fill(-1),
  }
  for (const name of areaColumns) if (reader.unsigned() === 1) buildings[name] = reader.runs(new Int32Array(count))
  return { buildings, access: unpackAccess(count, reader), knowsElderly }
}

/** Number of ways of each building as runs; then each way, its edge as the step from the one before. */
function packAccess(
  { start, edge, alongDecimeters, offDecimeters, gate }: PlaceAccess,
  order: Uint32Array,
  writer: ByteWriter,
) {
  writer.runs(Array.from(order, (place) => start[place + 1]! - start[place]!))
  const ways = Array.from(order).flatMap((place) => {
    const points: number[] = []
    for (let point = start[place]!; point < start[place + 1]!; point++) points.push(point)
    return points
  })
  let before = 0
  for (const point of ways) {
    writer.signed(edge[point]! - before)
    writer.unsigned(alongDecimeters[point]!)
    writer.unsigned(offDecimeters[point]!)
    before = edge[point]!
  }
  writer.runs(ways.map((point) => gate[point]!))
}

function unpackAccess(count: number, reader: ByteReader): PlaceAccess {
  const ways = reader.runs(new Int32Array(count))
  const start = new Uint32Array(count + 1)
  for (let place = 0; place < count; place++) start[place + 1] = start[place]! + ways[place]!
  const points = start[count]!
  const access: PlaceAccess = {
    start,
    edge: new Int32Array(points),
    alongDecimeters: new Uint32Array(points),
    offDecimeters: new Uint32Array(points),
    gate: new Int32Array(points),
  }
  let before = 0
  for (let point = 0; point < points; point++) {
    before += reader.signed()
    access.edge[point] = before
    access.alongDecimeters[point] = reader.unsigned()
    access.offDecimeters[point] = reader.unsigned()
  }
  reader.runs(access.gate)
  return access
}

/** Buildings in the order of the edges they step onto, who steps onto none at the end. */
function orderOf({ start, edge, alongDecimeters }: PlaceAccess): Uint32Array {
  const count = start.length - 1
  const key = Float64Array.from({ length: count }, (_, place) => {
    const point = start[place]!
    return point === start[place + 1] ? Number.MAX_SAFE_INTEGER : edge[point]! * 2 ** 20 + alongDecimeters[point]!
  })
  return Uint32Array.from(key.keys()).sort((a, b) => key[a]! - key[b]! || a - b)
}
