export type Tags = Readonly<Record<string, string>>

export interface OsmMember {
  type: 'node' | 'way' | 'relation'
  id: number
  role: string
}

/** What a reader of OpenStreetMap hands over, thing by thing, in any order. */
export type OsmEntity =
  | { type: 'node'; id: number; longitude: number; latitude: number; tags: Tags | null }
  | { type: 'way'; id: number; nodes: readonly number[]; tags: Tags | null }
  | { type: 'relation'; id: number; members: readonly OsmMember[]; tags: Tags | null }

/** More nodes than this are no county: cut the extract to the county first. Holds memory near 400 MB. */
const MOST_NODES = 12_000_000
const MOST_REFERENCES = 16_000_000

export class TooManyNodes extends Error {}

/**
 * An extract in memory: nodes as columns of numbers, ways as runs of node numbers, whatever order the file had.
 * Things that come twice (an extract that was joined) count once, as they came last.
 */
export class OsmData {
  private ids = new Float64Array(1 << 12)
  private places = new Int32Array(1 << 13)
  private nodes = 0
  private sorted = true
  private references = new Float64Array(1 << 12)
  private referenced = 0
  readonly ways = new Map<number, { start: number; count: number; tags: Tags | null }>()
  readonly relations = new Map<number, { members: readonly OsmMember[]; tags: Tags }>()
  readonly taggedNodes = new Map<number, Tags>()
  /** Nodes whose place is outside the world; ways lose them. */
  nodesOutsideTheWorld = 0

  add(entity: OsmEntity): void {
    if (entity.type === 'node') this.addNode(entity.id, entity.longitude, entity.latitude, entity.tags)
    else if (entity.type === 'way') this.addWay(entity.id, entity.nodes, entity.tags)
    else if (entity.tags !== null) this.relations.set(entity.id, { members: entity.members, tags: entity.tags })
  }

  addNode(id: number, longitude: number, latitude: number, tags: Tags | null): void {
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
      this.nodesOutsideTheWorld += 1
      return
    }
    if (this.nodes === MOST_NODES) throw new TooManyNodes(String(MOST_NODES))
    if (this.nodes === this.ids.length) {
      this.ids = grown(this.ids, Float64Array)
      this.places = grown(this.places, Int32Array)
    }
    if (this.nodes > 0 && id <= this.ids[this.nodes - 1]!) this.sorted = false
    this.ids[this.nodes] = id
    this.places[2 * this.nodes] = Math.round(longitude * 1e7)
    this.places[2 * this.nodes + 1] = Math.round(latitude * 1e7)
    this.nodes += 1
    if (tags !== null) this.taggedNodes.set(id, tags)
  }

  private addWay(id: number, nodes: readonly number[], tags: Tags | null): void {
    if (this.referenced + nodes.length > MOST_REFERENCES) throw new TooManyNodes(String(MOST_REFERENCES))
    while (this.referenced + nodes.length > this.references.length)
      this.references = grown(this.references, Float64Array)
    this.references.set(nodes, this.referenced)
    this.ways.set(id, { start: this.referenced, count: nodes.length, tags })
    this.referenced += nodes.length
  }

  get nodeCount(): number {
    return this.nodes
  }

  /** Puts nodes in the order of their numbers; to be called once everything is in. */
  seal(): void {
    if (this.sorted) return
    const order = Uint32Array.from({ length: this.nodes }, (_, i) => i)
    const { ids, places } = this
    // of two with one number the later comes last and is found
    order.sort((a, b) => ids[a]! - ids[b]! || a - b)
    this.ids = Float64Array.from(order, (i) => ids[i]!)
    const moved = new Int32Array(2 * this.nodes)
    order.forEach((from, to) => {
      moved[2 * to] = places[2 * from]!
      moved[2 * to + 1] = places[2 * from + 1]!
    })
    this.places = moved
    this.sorted = true
  }

  /** Numbers of the nodes of a way. */
  nodesOf(way: { start: number; count: number }): Float64Array {
    return this.references.subarray(way.start, way.start + way.count)
  }

  /** Place in the columns of a node; -1 where the extract has it not. */
  find(id: number): number {
    let [low, high] = [0, this.nodes - 1]
    while (low <= high) {
      const middle = (low + high) >>> 1
      const there = this.ids[middle]!
      if (there < id || (there === id && middle + 1 < this.nodes && this.ids[middle + 1] === id)) low = middle + 1
      else if (there > id) high = middle - 1
      else return middle
    }
    return -1
  }

  /** Longitude and latitude of the node at a place of the columns, on the lattice of 1e-7 degree. */
  placeAt(index: number): [number, number] {
    return [this.places[2 * index]! / 1e7, this.places[2 * index + 1]! / 1e7]
  }

  placeOf(id: number): [number, number] | null {
    const index = this.find(id)
    return index < 0 ? null : this.placeAt(index)
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, Kind: new (length: number) => T): T {
  const larger = new Kind(old.length * 2)
  larger.set(old)
  return larger
}
