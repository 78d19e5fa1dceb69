import type { Position } from '#domain/contract/common.ts'
import { type NetworkRepair, networkEditLimits, type RepairRefusal } from '#domain/contract/network-edit.ts'
import { type AccessIndex, type AccessPoint, indexAccess } from './access.ts'
import { JOIN_METERS } from './change.ts'
import { refuseChange } from './check-change.ts'
import { columnsOf, cutRow, type EdgeRow } from './edge-rows.ts'
import { type Enclosure, waysThroughGate } from './enclosure.ts'
import { findEdges } from './find-edges.ts'
import { footOnLine, lineMeters } from './line.ts'
import type { CoverageSource } from './model.ts'
import { buildNetwork, edgeLine } from './network.ts'
import { edgeKinds } from './profile.ts'

/** A repair as it is kept. */
export interface PlacedRepair {
  id: string
  repair: NetworkRepair
}

/** Whether a repair stands on the network; `reason` null where it does. */
export interface RepairStanding {
  id: string
  reason: RepairRefusal | null
}

/** Ends that are to be joined are looked for so far from where they were seen. */
const END_METERS = 5
/** A new gate is linked with ways so far inside and outside the wall. */
/** Closer than this to an edge's end, a way begins at the end itself. */
const SAME_NODE_METERS = 0.5

/**
 * A county's source with the repairs of its network put on it, and how each fared. Deletions first, then in the order
 * given; a path may join one drawn before it. A repair that no longer stands changes nothing.
 */
export function repairNetwork(
  source: CoverageSource,
  repairs: readonly PlacedRepair[],
): { source: CoverageSource; standings: RepairStanding[] } {
  if (repairs.length === 0) return { source, standings: [] }
  const bench = openBench(source)
  const reasons = new Map<string, RepairRefusal | null>()
  const put = (deleting: boolean) => {
    for (const { id, repair } of repairs)
      if ((repair.kind === 'delete-edge') === deleting) reasons.set(id, putRepair(bench, id, repair))
  }
  put(true)
  put(false)
  return {
    source: closeBench(bench),
    standings: repairs.map(({ id }) => ({ id, reason: reasons.get(id) ?? null })),
  }
}

interface Added {
  id: number
  from: number
  to: number
  kind: number
  line: Position[]
}

interface Bench {
  source: CoverageSource
  network: ReturnType<typeof buildNetwork>
  /** Of the network as repaired so far; edges from `network.edgeCount` on are added ones. */
  index: AccessIndex
  deleted: Uint8Array
  added: Added[]
  /** Where edges are cut by what joins them. */
  cuts: Map<number, { along: number; node: number }[]>
  /** Gates by compound. */
  gates: Map<string, { position: Position; opensMinute: number; closesMinute: number }[]>
  nextNode: number
}

function openBench(source: CoverageSource): Bench {
  const network = buildNetwork(source.edges)
  const imported = indexAccess(network)
  const bench: Bench = {
    source,
    network,
    index: {
      ...imported,
      nearest(longitude, latitude, limitMeters, allowed = () => true) {
        const found = imported.nearest(
          longitude,
          latitude,
          limitMeters,
          (edge, east, north) => bench.deleted[edge] === 0 && allowed(edge, east, north),
        )
        return nearestAdded(bench, [longitude, latitude], found?.offMeters ?? limitMeters, allowed) ?? found
      },
    },
    deleted: new Uint8Array(network.edgeCount),
    added: [],
    cuts: new Map(),
    gates: new Map(),
    nextNode: source.edges.from.reduce((most, node, edge) => Math.max(most, node, source.edges.to[edge]!), 0) + 1,
  }
  return bench
}

function nearestAdded(
  { added, network }: Bench,
  position: Position,
  limitMeters: number,
  allowed: (edge: number, longitude: number, latitude: number) => boolean,
): AccessPoint | null {
  let least = limitMeters
  let found: AccessPoint | null = null
  for (const [at, { line }] of added.entries()) {
    const foot = footOnLine(line, position)
    const edge = network.edgeCount + at
    if (foot.meters >= least || !allowed(edge, ...foot.point)) continue
    least = foot.meters
    found = { edge, along: foot.along, offMeters: foot.meters, longitude: foot.point[0], latitude: foot.point[1] }
  }
  return found
}

function putRepair(bench: Bench, id: string, repair: NetworkRepair): RepairRefusal | null {
  switch (repair.kind) {
    case 'delete-edge': {
      const found = findEdges(bench.network, repair.line)
      for (const edge of found) bench.deleted[edge] = 1
      return found.length === 0 ? 'unknown-edge' : null
    }
    case 'draw-path': {
      const refused = refuse(bench, { kind: 'add-path', id, edgeKind: repair.edgeKind, line: repair.line })
      if (refused) return refused
      const ends = [repair.line[0]!, repair.line.at(-1)!].map((end) => bench.index.nearest(...end, JOIN_METERS))
      addWay(bench, id, edgeKinds.indexOf(repair.edgeKind), repair.line, ends[0]!, ends[1]!)
      return null
    }
    case 'join-ends':
      return joinEnds(bench, id, repair)
    case 'add-gate':
      return addGate(bench, id, repair)
  }
}

/** The reasons of a change that a repair can have. */
function refuse(bench: Bench, change: Parameters<typeof refuseChange>[0]): RepairRefusal | null {
  const reason = refuseChange(change, {
    index: bench.index,
    hasStation: () => false,
    hasEdge: () => false,
    enclosureOf: (code) => bench.source.compounds.find((compound) => compound.code === code)?.enclosure,
  })
  if (reason === 'unknown-station' || reason === 'code-taken') throw new Error(`a repair has no stations: ${reason}`)
  return reason
}

function joinEnds(bench: Bench, id: string, repair: NetworkRepair & { kind: 'join-ends' }): RepairRefusal | null {
  const { from, to } = repair
  if (lineMeters([from, to]) > networkEditLimits.joinMeters) return 'ends-too-far'
  const first = bench.index.nearest(...from, END_METERS)
  const last = bench.index.nearest(...to, END_METERS)
  if (!first || !last) return 'no-end-there'
  const together = lineMeters([
    [first.longitude, first.latitude],
    [last.longitude, last.latitude],
  ])
  if (together < SAME_NODE_METERS) return 'already-joined'
  addWay(bench, id, edgeKinds.indexOf(repair.edgeKind), [], first, last)
  return null
}

function addGate(bench: Bench, id: string, repair: NetworkRepair & { kind: 'add-gate' }): RepairRefusal | null {
  const { kind: _, compound, ...gate } = repair
  const asGateOf = (code: string) => refuse(bench, { kind: 'open-gate', compound: code, ...gate })
  // an import may give compounds other codes: then the one whose wall it stands at
  const known = bench.source.compounds.some(({ code }) => code === compound)
  const code = known ? compound : bench.source.compounds.find((other) => asGateOf(other.code) === null)?.code
  if (code === undefined) return 'unknown-compound'
  const refused = asGateOf(code)
  if (refused) return refused
  bench.gates.set(code, [...(bench.gates.get(code) ?? []), gate])
  linkGate(bench, id, gate.position, bench.source.compounds.find((one) => one.code === code)!.enclosure!)
  return null
}

/** Where ways lead up to the wall on both sides, the gate joins them; where none does inside, the gate alone is the way out. */
function linkGate(bench: Bench, id: string, gate: Position, enclosure: Enclosure): void {
  const ends = waysThroughGate(bench.index, gate, enclosure)
  if (ends) addWay(bench, id, edgeKinds.indexOf('gate'), [gate], ends.within, ends.outside)
}

/** Adds a way from one point of the network over a line to another; an end that meets nothing is an end. */
function addWay(
  bench: Bench,
  id: string,
  kind: number,
  over: readonly Position[],
  first: AccessPoint | null,
  last: AccessPoint | null,
): void {
  const line = [...over]
  if (first) line.unshift([first.longitude, first.latitude])
  if (last) line.push([last.longitude, last.latitude])
  bench.added.push({ id: idOf(id), from: nodeAt(bench, first), to: nodeAt(bench, last), kind, line })
}

/** The node at a point of the network: its edge's end where that is close, else a new one that cuts the edge. */
function nodeAt(bench: Bench, at: AccessPoint | null): number {
  if (!at) return bench.nextNode++
  const { from, to, meters } = endsOf(bench, at.edge)
  if (at.along * meters < SAME_NODE_METERS) return from
  if ((1 - at.along) * meters < SAME_NODE_METERS) return to
  const node = bench.nextNode++
  const known = bench.cuts.get(at.edge)
  if (known) known.push({ along: at.along, node })
  else bench.cuts.set(at.edge, [{ along: at.along, node }])
  return node
}

function endsOf({ network, source, added }: Bench, edge: number) {
  const one = added[edge - network.edgeCount]
  if (one) return { from: one.from, to: one.to, meters: lineMeters(one.line) }
  // the network sorts its edges
  const given = network.order[edge]!
  return { from: source.edges.from[given]!, to: source.edges.to[given]!, meters: network.lengthMeters[edge]! }
}

/** A number for an added edge that stays the same and is nobody else's: below zero, where imports give none. */
function idOf(id: string): number {
  let sum = 7
  for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 1_000_000_007
  return -1 - sum
}

function closeBench(bench: Bench): CoverageSource {
  const { source, network, added, deleted, gates } = bench
  const rows: EdgeRow[] = []
  const push = (edge: number, row: EdgeRow) => rows.push(...cutRow(row, bench.cuts.get(edge) ?? []))
  for (let edge = 0; edge < network.edgeCount; edge++)
    if (deleted[edge] === 0)
      push(edge, {
        id: network.id[edge]!,
        from: source.edges.from[network.order[edge]!]!,
        to: source.edges.to[network.order[edge]!]!,
        kind: network.kind[edge]!,
        line: edgeLine(network, edge),
        meters: network.lengthMeters[edge]!,
        ascent: network.ascentMeters[edge]!,
        name: source.edgeName[network.order[edge]!]!,
      })
  for (const [at, one] of added.entries())
    push(network.edgeCount + at, { ...one, meters: lineMeters(one.line), ascent: Number.NaN, name: '' })
  return {
    ...source,
    edges: columnsOf(rows),
    edgeName: rows.map(({ name }) => name),
    compounds: source.compounds.map((compound) => withGates(compound, gates.get(compound.code) ?? [])),
  }
}

type Compound = CoverageSource['compounds'][number]

function withGates(
  compound: Compound,
  added: readonly { position: Position; opensMinute: number; closesMinute: number }[],
): Compound {
  const { enclosure } = compound
  if (added.length === 0 || !enclosure) return compound
  const hours = enclosure.gateHours ?? enclosure.gates.map(() => ({ opensMinute: 0, closesMinute: 1440 }))
  return {
    ...compound,
    enclosure: {
      ...enclosure,
      gates: [...enclosure.gates, ...added.map(({ position }) => position)],
      gateHours: [...hours, ...added.map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }))],
    },
  }
}
