import { setImmediate as breath } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { TileLayer } from '#domain/contract/common.ts'
import type { Db } from '#server/db.types.ts'
import type { TileFeature } from './layer-index.ts'
import { issueSource, type LayerSource, layerPacker, packedSource } from './layer-source.ts'
import { layerFeatures, openIssues, type TileCounty } from './tile.query.ts'
import type { WorkQueue } from './work-queue.ts'

export interface LayerStore {
  /** The layer as of `day`, no older than the last change told; read at most once however many ask. */
  source(county: TileCounty, layer: TileLayer, day: string): Promise<LayerSource>
  /** Whether `source` shows every change told so far. */
  isCurrent(county: string, layer: TileLayer, source: LayerSource): boolean
  /** Something of the layer changed; `issue` is the number of one issue, else all of it is read again. */
  changed(county: string, layer: TileLayer, issue: string | null): void
}

interface Loaded {
  source: LayerSource
  /** The revision it shows. */
  revision: number
  day: string
  /** Open issues by number, kept so that one change reads one row. */
  issues: Map<string, TileFeature> | null
}

interface Reading {
  /** Set when it begins to read; until then it will show every change told. */
  revision: number | null
  day: string
  loaded: Promise<Loaded>
}

interface LayerState {
  /** Counts changes told. */
  revision: number
  /** Numbers of issues changed since the last reading began; null: all is to be read. */
  pending: Set<string> | null
  /** The newest reading: one that runs, or one that waits behind it. */
  reading: Reading | null
}

/** Work goes on for about so long before other work gets its turn. */
const MOST_WORK_MILLISECONDS = 8

/** More changed issues than this are read as a whole. */
const MOST_PENDING = 500

/** Layers packed in memory, at most `mostBytes` of them; the least used goes first. */
export function createLayerStore(db: Db, queue: WorkQueue, mostBytes: number): LayerStore {
  const states = new Map<string, LayerState>()
  const loadedLayers = new LRUCache<string, Loaded>({
    maxSize: mostBytes,
    sizeCalculation: (loaded) => loaded.source.bytes + 1000,
  })

  async function source(county: TileCounty, layer: TileLayer, day: string): Promise<LayerSource> {
    const key = `${county.code}/${layer}`
    const state = stateOf(key)
    const known = loadedLayers.get(key)
    if (known && known.revision === state.revision && known.day === day) return known.source
    const { reading } = state
    const joined =
      reading && reading.day === day && (reading.revision === null || reading.revision === state.revision)
        ? reading
        : startReading(key, state, county, layer, day)
    return (await joined.loaded).source
  }

  /** Readings of one layer follow one another, so that each begins with what the one before it left. */
  function startReading(key: string, state: LayerState, county: TileCounty, layer: TileLayer, day: string): Reading {
    const earlier = state.reading?.loaded.catch(() => null)
    const reading: Reading = { revision: null, day, loaded: read() }
    state.reading = reading
    return reading

    async function read(): Promise<Loaded> {
      await earlier
      try {
        return await queue.run(readNow)
      } catch (error) {
        state.pending = null
        throw error
      } finally {
        if (state.reading === reading) state.reading = null
      }
    }

    async function readNow(): Promise<Loaded> {
      const { revision, pending } = state
      reading.revision = revision
      state.pending = new Set()
      const before = loadedLayers.get(key)?.issues ?? null
      const fresh =
        layer === 'issue'
          ? await readIssues(db, county.code, before, pending)
          : { source: await readLayer(db, county, layer, day), issues: null }
      const loaded: Loaded = { ...fresh, revision, day }
      loadedLayers.set(key, loaded)
      return loaded
    }
  }

  function changed(county: string, layer: TileLayer, issue: string | null): void {
    const state = states.get(`${county}/${layer}`)
    if (!state) return
    state.revision++
    if (issue === null || state.pending === null || state.pending.size >= MOST_PENDING) state.pending = null
    else state.pending.add(issue)
  }

  function stateOf(key: string): LayerState {
    const known = states.get(key) ?? { revision: 0, pending: null, reading: null }
    states.set(key, known)
    return known
  }

  return {
    source,
    isCurrent(county, layer, shown) {
      const key = `${county}/${layer}`
      const known = loadedLayers.peek(key)
      return known?.source === shown && known.revision === states.get(key)?.revision
    },
    changed,
  }
}

async function readLayer(
  db: Db,
  county: TileCounty,
  layer: Exclude<TileLayer, 'issue'>,
  day: string,
): Promise<LayerSource> {
  const packer = layerPacker(layer)
  let rested = performance.now()
  for await (const features of layerFeatures(db, layer, county, day)) {
    for (const feature of features) {
      packer.add([feature])
      if (performance.now() - rested < MOST_WORK_MILLISECONDS) continue
      await breath()
      rested = performance.now()
    }
  }
  return packedSource(packer.finish())
}

async function readIssues(
  db: Db,
  county: string,
  before: Map<string, TileFeature> | null,
  pending: Set<string> | null,
): Promise<{ source: LayerSource; issues: Map<string, TileFeature> }> {
  const numbers = before && pending ? [...pending] : null
  const rows = await openIssues(db, county, numbers)
  const issues = numbers && before ? new Map(before) : new Map<string, TileFeature>()
  for (const number of numbers ?? []) issues.delete(number)
  for (const row of rows) issues.set(String(row.properties.number), row)
  return { source: issueSource([...issues.values()]), issues }
}
