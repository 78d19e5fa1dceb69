/** Bits of the hash taken at each level, and so the width of a branch. */
const BITS = 5
const WIDTH = 1 << BITS

type Entry<Key, Value> = readonly [Key, Value]
/** Entries of one hash; nearly always one. */
class Leaf<Key, Value> {
  constructor(
    readonly hash: number,
    readonly entries: readonly Entry<Key, Value>[],
  ) {}
}
type Branch<Key, Value> = (Trie<Key, Value> | undefined)[]
type Trie<Key, Value> = Branch<Key, Value> | Leaf<Key, Value>

/**
 * A map that is never changed: `with` and `without` answer another one and share all but the path to what changed
 * (hash array mapped trie, Bagwell 2001). One step on a map of 80,000 costs four small arrays instead of a copy of
 * everything. Its order is that of the hashes: maps of the same content iterate alike, however they came about.
 */
export class TrieMap<Key extends number | string, Value> implements ReadonlyMap<Key, Value> {
  readonly #root: Branch<Key, Value>
  readonly size: number

  private constructor(root: Branch<Key, Value>, size: number) {
    this.#root = root
    this.size = size
  }

  static from<Key extends number | string, Value>(entries: Iterable<Entry<Key, Value>>): TrieMap<Key, Value> {
    const root: Branch<Key, Value> = new Array(WIDTH).fill(undefined)
    let size = 0
    for (const entry of entries) if (put(root, hashOf(entry[0]), 0, entry, true).added) size++
    return new TrieMap(root, size)
  }

  get(key: Key): Value | undefined {
    const hash = hashOf(key)
    let node: Trie<Key, Value> | undefined = this.#root
    for (let shift = 0; node !== undefined; shift += BITS) {
      if (node instanceof Leaf) return node.hash === hash ? entryOf(node, key)?.[1] : undefined
      node = node[(hash >>> shift) & (WIDTH - 1)]
    }
    return undefined
  }

  has(key: Key): boolean {
    const hash = hashOf(key)
    let node: Trie<Key, Value> | undefined = this.#root
    for (let shift = 0; node !== undefined; shift += BITS) {
      if (node instanceof Leaf) return node.hash === hash && entryOf(node, key) !== undefined
      node = node[(hash >>> shift) & (WIDTH - 1)]
    }
    return false
  }

  with(key: Key, value: Value): TrieMap<Key, Value> {
    const { node, added } = put(this.#root, hashOf(key), 0, [key, value], false)
    return new TrieMap(node, this.size + (added ? 1 : 0))
  }

  without(key: Key): TrieMap<Key, Value> {
    if (!this.has(key)) return this
    return new TrieMap(drop(this.#root, hashOf(key), 0, key) ?? new Array(WIDTH).fill(undefined), this.size - 1)
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of walk(this.#root)) yield [key, value]
  }

  *keys(): MapIterator<Key> {
    for (const [key] of walk(this.#root)) yield key
  }

  *values(): MapIterator<Value> {
    for (const [, value] of walk(this.#root)) yield value
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }

  forEach(call: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of walk(this.#root)) call(value, key, this)
  }
}

/** Numbers are their own hash (they are handed out in order); strings by FNV-1a. */
function hashOf(key: number | string): number {
  if (typeof key === 'number') return key | 0
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash
}

function entryOf<Key, Value>(leaf: Leaf<Key, Value>, key: Key): Entry<Key, Value> | undefined {
  return leaf.entries.find((entry) => entry[0] === key)
}

/** Puts an entry in; `inPlace` only while a map is made. */
function put<Key, Value>(
  branch: Branch<Key, Value>,
  hash: number,
  shift: number,
  entry: Entry<Key, Value>,
  inPlace: boolean,
): { node: Branch<Key, Value>; added: boolean } {
  const node = inPlace ? branch : branch.slice()
  const slot = (hash >>> shift) & (WIDTH - 1)
  const child = node[slot]
  if (child === undefined) {
    node[slot] = new Leaf(hash, [entry])
    return { node, added: true }
  }
  if (!(child instanceof Leaf)) {
    const inner = put(child, hash, shift + BITS, entry, inPlace)
    node[slot] = inner.node
    return { node, added: inner.added }
  }
  if (child.hash === hash) {
    const known = child.entries.findIndex((one) => one[0] === entry[0])
    const entries = known < 0 ? [...child.entries, entry] : child.entries.with(known, entry)
    node[slot] = new Leaf(hash, entries)
    return { node, added: known < 0 }
  }
  const deeper: Branch<Key, Value> = new Array(WIDTH).fill(undefined)
  deeper[(child.hash >>> (shift + BITS)) & (WIDTH - 1)] = child
  node[slot] = put(deeper, hash, shift + BITS, entry, true).node
  return { node, added: true }
}

/** The branch without a key that is in it; undefined when nothing is left. */
function drop<Key, Value>(
  branch: Branch<Key, Value>,
  hash: number,
  shift: number,
  key: Key,
): Branch<Key, Value> | undefined {
  const slot = (hash >>> shift) & (WIDTH - 1)
  const child = branch[slot]!
  const node = branch.slice()
  if (child instanceof Leaf) {
    const rest = child.entries.filter((entry) => entry[0] !== key)
    node[slot] = rest.length === 0 ? undefined : new Leaf(hash, rest)
  } else node[slot] = drop(child, hash, shift + BITS, key)
  return node.every((one) => one === undefined) ? undefined : node
}

function* walk<Key, Value>(branch: Branch<Key, Value>): Generator<Entry<Key, Value>> {
  for (const child of branch) {
    if (child instanceof Leaf) yield* child.entries
    else if (child !== undefined) yield* walk(child)
  }
}
