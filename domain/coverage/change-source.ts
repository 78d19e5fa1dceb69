import type { Position } from '#domain/contract/common.ts'
import type { AccessIndex, AccessPoint } from './access.ts'
import { type Change, JOIN_METERS } from './change.ts'
import { columnsOf, cutRow, type EdgeRow } from './edge-rows.ts'
import { waysThroughGate } from './enclosure.ts'
import { lineMeters } from './line.ts'
import type { CoverageSource } from './model.ts'
import { edgeLine, type Network } from './network.ts'
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
      return withGateLink(
        { ...source, compounds: source.compounds.map((compound) => withGate(compound, change)) },
        change,
        network,
        index,
      )
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

/** The way through a new gate, where ways lead up to it on both sides of the wall. */
function withGateLink(
  source: CoverageSource,
  gate: Change & { kind: 'open-gate' },
  network: Network,
  index: AccessIndex,
): CoverageSource {
  const enclosure = source.compounds.find(({ code }) => code === gate.compound)?.enclosure
  if (!enclosure) return source
  const ends = waysThroughGate(index, gate.position, enclosure)
  if (!ends) return source
  const way = { line: [gate.position], kind: edgeKinds.indexOf('gate'), first: ends.within, last: ends.outside }
  return withEdges(source, withWay(linesOf(source, network), network, way))
}

/** An edge as a row. */
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

/** A path from a point of the network over a line to another; null where an end meets nothing. */
interface Way {
  line: readonly Position[]
  kind: number
  first: AccessPoint | null
  last: AccessPoint | null
}

/** Adds a path; where its ends come near the network they join it, cutting the edge they meet. */
function withPath(
  rows: EdgeRow[],
  network: Network,
  { line, edgeKind }: Change & { kind: 'add-path' },
  index: AccessIndex,
): EdgeRow[] {
  const first = index.nearest(...line[0]!, JOIN_METERS)
  const last = index.nearest(...line.at(-1)!, JOIN_METERS)
  return withWay(rows, network, { line, kind: edgeKinds.indexOf(edgeKind), first, last })
}

function withWay(rows: EdgeRow[], network: Network, { line: over, kind, first, last }: Way): EdgeRow[] {
  const line = [...over]
  if (first) line.unshift([first.longitude, first.latitude])
  if (last) line.push([last.longitude, last.latitude])
  const from = network.nodeCount
  const to = network.nodeCount + 1
  const cuts = [
    { at: first, node: from },
    { at: last, node: to },
  ].flatMap(({ at, node }) => (at ? [{ at, node }] : []))
  const id = network.id.reduce((most, one) => Math.max(most, one), 0) + 1
  const added = { id, from, to, meters: lineMeters(line), kind, ascent: Number.NaN, name: '', line }
  const kept = rows.flatMap((row, edge) => {
    const on = cuts.filter(({ at }) => at.edge === edge)
    return cutRow(
      row,
      on.map(({ at, node }) => ({ along: at.along, node })),
    )
  })
  return [...kept, added]
}

function withEdges(source: CoverageSource, rows: readonly EdgeRow[]): CoverageSource {
  return { ...source, edges: columnsOf(rows), edgeName: rows.map(({ name }) => name) }
}
