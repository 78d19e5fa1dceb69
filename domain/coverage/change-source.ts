import type { Position } from '#domain/contract/common.ts'
import type { AccessIndex, AccessPoint } from './access.ts'
import { type Change, JOIN_METERS } from './change.ts'
import { cutLine, lineMeters, type MeasuredLine, measureLine } from './line.ts'
import type { CoverageSource } from './model.ts'
import { type EdgeColumns, edgeLine, type Network } from './network.ts'
import { edgeKinds } from './profile.ts'

/**
 * A county's source with one change made in it, the slow and plain way: for lasting edits, and to hold the fast way against.
 * `network` and `index` are of the source as it is. The change must have passed `refuseChange`.
 */
export function changeSource(
  source: CoverageSource,
  change: Change,
  network: Network,
  index: AccessIndex,
): CoverageSource {
  const { stations } = source
  const edit = (code: string, fields: Partial<CoverageSource['stations'][number]>) => ({
    ...source,
    stations: stations.map((station) => (station.code === code ? { ...station, ...fields } : station)),
  })
  switch (change.kind) {
    case 'add-station': {
      const { kind: _, ...station } = change
      return { ...source, stations: [...stations, station] }
    }
    case 'move-station':
      return edit(change.code, { position: change.position })
    case 'close-station':
      return { ...source, stations: stations.filter(({ code }) => code !== change.code) }
    case 'change-station': {
      const { services, hours, capacityHouseholds } = change
      return edit(change.code, {
        ...(services && { services }),
        ...(hours && { hours }),
        ...(capacityHouseholds !== undefined && { capacityHouseholds }),
      })
    }
    case 'open-gate':
      return { ...source, compounds: source.compounds.map((compound) => withGate(compound, change)) }
    case 'add-path':
      return withEdges(source, withPath(linesOf(source, network), network, change, index))
    case 'block-edge':
      return withEdges(
        source,
        linesOf(source, network).filter(({ id }) => id !== change.edge),
      )
  }
}

function withGate(compound: CoverageSource['compounds'][number], gate: Change & { kind: 'open-gate' }) {
  const { enclosure } = compound
  if (compound.code !== gate.compound || !enclosure) return compound
  const { opensMinute, closesMinute } = gate
  const known = enclosure.gateHours ?? enclosure.gates.map(() => ({ opensMinute: 0, closesMinute: 1440 }))
  return {
    ...compound,
    enclosure: {
      ...enclosure,
      gates: [...enclosure.gates, gate.position],
      gateHours: [...known, { opensMinute, closesMinute }],
    },
  }
}

/** An edge as a row. */
interface EdgeRow {
  id: number
  from: number
  to: number
  meters: number
  kind: number
  ascent: number
  name: string
  line: Position[]
}

function linesOf({ edgeName }: CoverageSource, network: Network): EdgeRow[] {
  return edgeName.map((name, edge) => ({
    id: network.id[edge]!,
    from: network.from[edge]!,
    to: network.to[edge]!,
    meters: network.lengthMeters[edge]!,
    kind: network.kind[edge]!,
    ascent: network.ascentMeters[edge]!,
    name,
    line: edgeLine(network, edge),
  }))
}

/** Adds a path; where its ends come near the network they join it, cutting the edge they meet. */
function withPath(
  rows: EdgeRow[],
  network: Network,
  change: Change & { kind: 'add-path' },
  index: AccessIndex,
): EdgeRow[] {
  const first = index.nearest(...change.line[0]!, JOIN_METERS)
  const last = index.nearest(...change.line.at(-1)!, JOIN_METERS)
  const line = [...change.line]
  if (first) line.unshift([first.longitude, first.latitude])
  if (last) line.push([last.longitude, last.latitude])
  const from = network.nodeCount
  const to = network.nodeCount + 1
  const cuts = [
    { at: first, node: from },
    { at: last, node: to },
  ].flatMap(({ at, node }) => (at ? [{ at, node }] : []))
  const id = network.id.reduce((most, one) => Math.max(most, one), 0) + 1
  const added = {
    id,
    from,
    to,
    meters: lineMeters(line),
    kind: edgeKinds.indexOf(change.edgeKind),
    ascent: Number.NaN,
    name: '',
    line,
  }
  const kept = rows.flatMap((row, edge) => {
    const on = cuts.filter(({ at }) => at.edge === edge).sort((a, b) => a.at.along - b.at.along)
    return on.length === 0 ? [row] : cutRow(row, on)
  })
  return [...kept, added]
}

function cutRow(row: EdgeRow, cuts: readonly { at: AccessPoint; node: number }[]): EdgeRow[] {
  const line: MeasuredLine = measureLine(row.line)
  const stops = [
    { along: 0, node: row.from },
    ...cuts.map(({ at, node }) => ({ along: at.along, node })),
    { along: 1, node: row.to },
  ]
  return stops.slice(1).map((stop, before) => {
    const from = stops[before]!
    const share = stop.along - from.along
    return {
      ...row,
      from: from.node,
      to: stop.node,
      meters: row.meters * share,
      ascent: row.ascent * share,
      line: cutLine(line, from.along, stop.along),
    }
  })
}

function withEdges(source: CoverageSource, rows: readonly EdgeRow[]): CoverageSource {
  const start = [0]
  for (const { line } of rows) start.push(start.at(-1)! + line.length)
  const edges: EdgeColumns = {
    from: Int32Array.from(rows, ({ from }) => from),
    to: Int32Array.from(rows, ({ to }) => to),
    lengthMeters: Float64Array.from(rows, ({ meters }) => meters),
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    vertexStart: Uint32Array.from(start),
    vertices: Float64Array.from(rows.flatMap(({ line }) => line).flat()),
    id: Int32Array.from(rows, ({ id }) => id),
    ascentMeters: Float64Array.from(rows, ({ ascent }) => ascent),
  }
  return { ...source, edges, edgeName: rows.map(({ name }) => name) }
}
