import type { Box, Position } from '#domain/contract/common.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import { ACCESS_LIMIT_METERS, type AccessPoint } from './access.ts'
import { type Change, type ChangeRefusal, JOIN_METERS } from './change.ts'
import { type Checked, refuseChange } from './check-change.ts'
import { type CoverageStation, chooseStations, type StationChoice } from './choose-stations.ts'
import { createEditedWalk, type EditedWalk, type Revert, stretch } from './edited-walk.ts'
import { encloses, gateOpen, throughGate, waysThroughGate } from './enclosure.ts'
import { hasRoomFor, layRows, ownerBitsFor } from './label-rows.ts'
import type { CoverageModel, ProfileWalk } from './model.ts'
import { createOneLabel, type OneLabel } from './one-label.ts'
import { createPlaceBoard, type PlaceBoard, type PlacePoint, type Standing } from './place-board.ts'
import { walkDeciseconds } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import { createTwoLabels, type TwoLabels } from './two-labels.ts'
import type { WalkAsked } from './walk-choice.ts'
import { createWalledWays } from './walled-ways.ts'

/** Stations, and nodes of new paths, that there is room for. */
const SPARE_STATIONS = 256
const SPARE_NODES = 4096
/** Distances to a box are taken for less by so much: its southern edge is measured a little longer than its northern. */
const SPARE_METERS = 0.5

export interface StateStation extends CoverageStation {
  closed: boolean
  /** Whether it meets the choice and is not closed. */
  counts: boolean
  points: readonly AccessPoint[]
}

/** A county while things change in it: labels of nodes, times of places, and stations, all kept right after every change. */
export interface CountyState {
  two: TwoLabels
  walk: EditedWalk
  board: PlaceBoard
  stations: readonly StateStation[]
  /** A search over the same graph, for questions about one station. */
  readonly reach: OneLabel & { ownerBits: number }
  /** Every node that a station at a point is met from, with its packed label there. */
  eachSeed(standing: Standing, told: (node: number, label: number) => void): void
  /** Deciseconds of places if their walls were not there. */
  timesWithoutWall(places: readonly number[]): Int32Array
  apply(change: Change): { ok: true; revert: Revert } | { ok: false; reason: ChangeRefusal }
}

export function createCountyState(
  model: CoverageModel,
  profileWalk: ProfileWalk,
  asked: WalkAsked,
  choice: StationChoice,
): CountyState {
  const { source, network } = model
  const ownerBits = ownerBitsFor(source.stations.length + SPARE_STATIONS)
  const two = createTwoLabels(layRows(profileWalk.graph, ownerBits, SPARE_NODES))
  const walk = createEditedWalk(model, profileWalk, asked, two)
  const board = createPlaceBoard(profileWalk.access, profileWalk.placesByNode, walk, two, source.buildings)
  const minute = asked.openAt?.minute ?? null
  const walls = createWalledWays(model, walk, minute)
  const edgeIds = new Map<number, number>()
  for (let edge = 0; edge < network.edgeCount; edge++) edgeIds.set(network.id[edge]!, edge)
  const compoundAt = model.compoundAt

  const chosen = chooseStations(source.stations, choice)
  const stations: StateStation[] = source.stations.map((station, owner) => ({
    ...station,
    closed: false,
    counts: chosen[owner] === 1,
    points: profileWalk.stations[owner]!,
  }))
  for (let owner = 0; owner < stations.length; owner++) stand(owner)
  two.settle()
  board.updateAll()

  let reach: CountyState['reach'] | undefined

  function standings(owner: number): Standing[] {
    const { counts, points } = stations[owner]!
    return counts ? points.map((point) => ({ ...pointOf(point), owner })) : []
  }

  function pointOf({ edge, along, offMeters }: AccessPoint): PlacePoint {
    return { edge, along, offDeciseconds: walkDeciseconds(asked.profile, offMeters) }
  }

  /** Every node that a station is met from, with the time at it: both ends of its edge and the joints on it. */
  function eachSeed({ edge, along, offDeciseconds, owner }: Standing, told: (node: number, label: number) => void) {
    const { from, to, deciseconds, backDeciseconds } = walk.edge(edge)
    if (deciseconds < 0) return
    for (const stop of [{ node: from, along: 0 }, { node: to, along: 1 }, ...walk.joints(edge)]) {
      const apart = stretch(along <= stop.along ? deciseconds : backDeciseconds, along, stop.along)
      told(stop.node, (offDeciseconds + apart) * 2 ** ownerBits + owner)
    }
  }

  function stand(owner: number): void {
    for (const standing of standings(owner)) {
      eachSeed(standing, two.addSeed)
      board.stand(standing)
    }
  }

  function leave(owner: number): void {
    for (const standing of standings(owner)) {
      eachSeed(standing, two.removeSeed)
      board.leave(standing)
    }
  }

  function editStation(owner: number, fields: Partial<StateStation>): Revert {
    const before = stations[owner]!
    const after = { ...before, ...fields }
    after.counts = !after.closed && chooseStations([after], choice)[0] === 1
    return replaceStation(owner, before, after)
  }

  function replaceStation(owner: number, before: StateStation, after: StateStation): Revert {
    const moved = before.counts !== after.counts || before.points !== after.points
    const put = (station: StateStation) => {
      if (moved) leave(owner)
      stations[owner] = station
      if (moved) stand(owner)
    }
    put(after)
    return () => put(before)
  }

  const checked: Checked = {
    index: { nearest: walk.nearest },
    hasStation: (code) => ownerOf(code) >= 0,
    enclosureOf: (code) => source.compounds.find((compound) => compound.code === code)?.enclosure,
    hasEdge: (id) => edgeIds.has(id),
  }

  /** Whether one more station or path can be kept. */
  function hasRoom(): boolean {
    return stations.length < 2 ** ownerBits && hasRoomFor(two.rows, 4)
  }

  function ownerOf(code: string): number {
    return stations.findIndex((station) => station.code === code && !station.closed)
  }

  function make(change: Change): Revert {
    switch (change.kind) {
      case 'add-station': {
        const { kind: _, ...station } = change
        const points = walls.of(change.position, compoundAt(change.position))
        const owner = stations.push({ ...station, closed: false, counts: false, points }) - 1
        const revert = editStation(owner, {})
        return () => {
          revert()
          stations.pop()
        }
      }
      case 'move-station': {
        const { position } = change
        return editStation(ownerOf(change.code), { position, points: walls.of(position, compoundAt(position)) })
      }
      case 'close-station':
        return editStation(ownerOf(change.code), { closed: true })
      case 'change-station': {
        const { services, hours, capacityHouseholds } = change
        return editStation(ownerOf(change.code), {
          ...(services && { services }),
          ...(hours && { hours }),
          ...(capacityHouseholds !== undefined && { capacityHouseholds }),
        })
      }
      case 'open-gate':
        return openGate(change)
      case 'add-path': {
        const ends = [change.line[0]!, change.line.at(-1)!].map((end) => walk.nearest(...end, JOIN_METERS))
        return addPath(change.line, change.edgeKind, ends[0]!, ends[1]!)
      }
      case 'block-edge':
        return blockEdge(edgeIds.get(change.edge)!)
    }
  }

  /** Stations that stand on some edges step aside while the edges change, and stand again. */
  function withStationsAside(edges: readonly number[], work: () => Revert): Revert {
    const owners = stations.flatMap(({ points }, owner) =>
      points.some((point) => edges.includes(point.edge)) ? [owner] : [],
    )
    const aside = (inner: () => void) => {
      for (const owner of owners) leave(owner)
      for (const edge of edges) for (const place of board.onEdge(edge)) board.doubt(place)
      inner()
      for (const edge of edges) for (const place of board.onEdge(edge)) board.doubt(place)
      for (const owner of owners) stand(owner)
    }
    let revert: Revert = () => {}
    aside(() => {
      revert = work()
    })
    return () => aside(revert)
  }

  function addPath(
    line: readonly Position[],
    kind: (Change & { kind: 'add-path' })['edgeKind'],
    first: AccessPoint | null,
    last: AccessPoint | null,
  ): Revert {
    const joined = [first, last].flatMap((point) => (point ? [point.edge] : []))
    const box = boxOf(line)
    const laid: number[] = []
    const revert = withStationsAside(joined, () => {
      const path = walk.addPath(line, kind, first, last)
      if (!path) return () => {}
      if (kind === 'bridge') return path.revert
      laid.push(path.edge)
      return revertAll([path.revert, ...placesBeside(box).flatMap((place) => stepOnto(place, path, box))])
    })
    return revertAll([revert, ...laid.flatMap((edge) => stationsOnto(edge, box))])
  }

  /** Lets stations step onto a new path that is nearer than what they step onto now; they keep their other ways. */
  function stationsOnto(path: number, box: Box): Revert[] {
    return stations.flatMap(({ closed, position, points }, owner) => {
      const least = Math.min(ACCESS_LIMIT_METERS, ...points.map(({ offMeters }) => offMeters))
      if (closed || metersToBox(position, box) >= least) return []
      const ways = walls.of(position, compoundAt(position)).filter(({ edge }) => edge === path)
      return ways.length > 0 ? [editStation(owner, { points: [...points, ...ways] })] : []
    })
  }

  /**
   * Places that could step onto a new path: behind a gate near its box, or nearer to the box than to what they step onto now.
   * Most are neither, and are told so without a search.
   */
  function placesBeside(box: Box): number[] {
    const [west, south, east, north] = box
    const reach = 2 * ACCESS_LIMIT_METERS
    const metersEast = metersPerLongitude(south)
    const wide = reach / metersEast
    const high = reach / METERS_PER_DEGREE
    const { longitude, latitude, compound } = source.buildings
    return model.placesIn(west - wide, south - high, east + wide, north + high).filter((place) => {
      if (compound[place]! >= 0) return true
      const x = Math.max(0, west - longitude[place]!, longitude[place]! - east) * metersEast
      const y = Math.max(0, south - latitude[place]!, latitude[place]! - north) * METERS_PER_DEGREE
      const meters = Math.max(0, Math.sqrt(x * x + y * y) - SPARE_METERS)
      return walkDeciseconds(asked.profile, meters) <= board.leastOffDeciseconds(place)
    })
  }

  /** Lets a place step onto a new path where that is nearer than what it steps onto now; it keeps its other ways. */
  function stepOnto(
    place: number,
    { edge, index }: { edge: number; index: CoverageModel['index'] },
    box: Box,
  ): Revert[] {
    const position = walls.positionOf(place)
    const least = board.leastOffDeciseconds(place)
    const compound = source.buildings.compound[place]!
    const enclosure = source.compounds[compound]?.enclosure
    const walled = enclosure && enclosure.gates.length > 0 && encloses(enclosure, ...position)
    // most places stand nearer to what they step onto now than to the path's box
    if (!walled && walkDeciseconds(asked.profile, metersToBox(position, box)) > least) return []
    const ways = walled
      ? walls.ontoPath(position, compound, enclosure, index)
      : [index.nearest(...position, ACCESS_LIMIT_METERS)]
    const points = ways.flatMap((way) => (way ? [pointOf({ ...way, edge })] : []))
    const nearer = points.filter(({ offDeciseconds }) => offDeciseconds < least || walled)
    return nearer.length > 0 ? [board.setPoints(place, [...board.points(place), ...nearer])] : []
  }

  function openGate(change: Change & { kind: 'open-gate' }): Revert {
    const compound = source.compounds.findIndex(({ code }) => code === change.compound)
    const enclosure = source.compounds[compound]!.enclosure!
    const held = walls.opened.get(compound) ?? []
    const { opensMinute, closesMinute, position } = change
    const gate = {
      position,
      open: gateOpen({ polygons: [], gates: [position], gateHours: [{ opensMinute, closesMinute }] }, 0, minute),
    }
    walls.opened.set(compound, [...held, gate])
    const reverts: Revert[] = [() => void walls.opened.set(compound, held)]
    if (!gate.open) return revertAll(reverts)
    const enclosed = (_: number, x: number, y: number) => encloses(enclosure, x, y)
    const outside = walk.nearest(...position, ACCESS_LIMIT_METERS, (edge, x, y) => !enclosed(edge, x, y))
    const ends = waysThroughGate({ nearest: walk.nearest }, position, enclosure)
    if (ends) reverts.push(addPath([position], 'gate', ends.within, ends.outside))
    if (outside)
      for (const place of model.placesOfCompound(compound)) {
        const home = walls.positionOf(place)
        if (!encloses(enclosure, ...home)) continue
        const points = board.points(place)
        const steps = points.length > 0 && enclosure.gates.length > 0
        if (steps && walk.nearest(...home, ACCESS_LIMIT_METERS, enclosed)) continue
        const way = pointOf(throughGate(home, position, enclosure.gates.length + held.length, outside))
        reverts.push(board.setPoints(place, [...points, way]))
      }
    for (const [owner, station] of stations.entries())
      if (encloses(enclosure, ...station.position))
        reverts.push(editStation(owner, { points: walls.of(station.position, compound) }))
    return revertAll(reverts)
  }

  /** Who stood on the edge steps onto the nearest other one. */
  function blockEdge(edge: number): Revert {
    const places = board.onEdge(edge)
    const owners = stations.flatMap(({ points }, owner) => (points.some((on) => on.edge === edge) ? [owner] : []))
    const reverts = [walk.blockEdge(edge)]
    for (const place of places) {
      const ways = walls.of(walls.positionOf(place), source.buildings.compound[place]!)
      reverts.push(board.setPoints(place, ways.map(pointOf)))
    }
    for (const owner of owners) {
      const { position } = stations[owner]!
      reverts.push(editStation(owner, { points: walls.of(position, compoundAt(position)) }))
    }
    return revertAll(reverts)
  }

  function bringUpToDate(): void {
    two.settle()
    board.update()
  }

  return {
    two,
    walk,
    board,
    stations,
    get reach() {
      reach ??= Object.assign(createOneLabel(two.rows), { ownerBits })
      return reach
    },
    eachSeed,
    timesWithoutWall: (places) =>
      Int32Array.from(places, (place) => board.timeBy(walls.withoutWall(place).map(pointOf))),
    apply(change) {
      const reason = hasRoom() ? refuseChange(change, checked) : 'too-many-changes'
      if (reason) return { ok: false, reason }
      const revert = make(change)
      bringUpToDate()
      return {
        ok: true,
        revert() {
          revert()
          bringUpToDate()
        },
      }
    },
  }
}

/** Meters from a place to a box, a little less so that rounding never keeps anybody out. */
function metersToBox([longitude, latitude]: Position, [west, south, east, north]: Box): number {
  const wide = Math.max(0, west - longitude, longitude - east) * metersPerLongitude(latitude)
  const high = Math.max(0, south - latitude, latitude - north) * METERS_PER_DEGREE
  return Math.max(0, Math.hypot(wide, high) - SPARE_METERS)
}

function revertAll(reverts: readonly Revert[]): Revert {
  return () => {
    for (const revert of reverts.toReversed()) revert()
  }
}
