import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { tileMeetsBox } from '#domain/area/tiles-of-box.ts'
import { type Box, type TileLayer, tileLayer } from '#domain/contract/common.ts'
import type { FeedChange } from '#domain/contract/feed.ts'
import { TILE_BUFFER } from '#domain/contract/tile.ts'
import type { Context } from '#server/context.ts'
import { StatementTimeout } from '#server/db.types.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import type { PackedBytes } from '#server/send-packed.ts'
import { createLayerStore } from './layer-store.ts'
import { firstCounties, type TileCounty, tileCounty } from './tile.query.ts'
import { createWorkQueue } from './work-queue.ts'

export type StoredTile = PackedBytes

export interface TileNumber {
  z: number
  x: number
  y: number
}

export interface TileStore {
  /**
   * One tile; `area`: the street or community whose issues alone it shows, null for all.
   * Throws HttpProblem: 404 for a county that is not here, 503 when the database is busy.
   */
  tile(county: string, layers: readonly TileLayer[], at: TileNumber, area: string | null): Promise<StoredTile>
  /** Reads the base map of the first counties before anybody asks, one layer after another; what fails is read when asked for. */
  warm(): Promise<void>
  /** What happened since it was made; for tests, benchmarks and metrics. */
  readonly counts: Readonly<{ hits: number; encoded: number; dropped: number }>
}

export interface TileStoreSizes {
  tileBytes: number
  layerBytes: number
  /** Layers read from the database at once, and how many may wait for it. */
  readAtOnce: number
  readWaiting: number
}

const usualSizes: TileStoreSizes = { tileBytes: 64e6, layerBytes: 160e6, readAtOnce: 2, readWaiting: 200 }

/** A county that was asked for is looked up again after this long, so that a new or changed one shows. */
const COUNTY_MILLISECONDS = 5_000

/** Layers whose figures are counted from other layers. */
const countedFrom: Partial<Record<TileLayer, TileLayer[]>> = { building: ['grid', 'micro_grid'], micro_grid: ['grid'] }

/** In the order in which a first view wants them. */
const warmLayers: TileLayer[] = [
  'area',
  'water',
  'green',
  'road',
  'compound',
  'issue',
  'grid',
  'station',
  'building',
  'micro_grid',
]

/** More counties than this are read when asked for. */
const MOST_WARM_COUNTIES = 3

const temporal = new Set<TileLayer>(['grid', 'micro_grid'])

/** Tiles of all counties: encoded when asked for, kept by bytes, dropped when the feed tells a change. */
export function createTileStore({ db, feed, now, log }: Context, sizes: Partial<TileStoreSizes> = {}): TileStore {
  const { tileBytes, layerBytes, readAtOnce, readWaiting } = { ...usualSizes, ...sizes }
  const queue = createWorkQueue(readAtOnce, readWaiting)
  const layers = createLayerStore(db, queue, layerBytes)
  const counties = new LRUCache<string, Promise<TileCounty | null>>({ max: 1000, ttl: COUNTY_MILLISECONDS })
  const keysOfLayer = new Map<string, Set<string>>()
  const tiles = new LRUCache<string, StoredTile>({
    maxSize: tileBytes,
    // once more for what will stand beside it compressed
    sizeCalculation: (tile) => 2 * tile.bytes.length + 500,
    dispose: (_tile, key) => keysOfLayer.get(layerKeyOf(key))?.delete(key),
  })
  const joined = new LRUCache<string, StoredTile & { partsHash: string }>({
    maxSize: tileBytes / 2,
    sizeCalculation: (tile) => 2 * tile.bytes.length + 500,
  })
  const days = new Map<string, { minute: number; day: string }>()
  const counts = { hits: 0, encoded: 0, dropped: 0 }
  feed.subscribe((changes) => changes.forEach(drop))

  async function tile(
    code: string,
    asked: readonly TileLayer[],
    at: TileNumber,
    area: string | null,
  ): Promise<StoredTile> {
    const parts = await Promise.all(asked.map((layer) => tileOfLayer(code, layer, at, area)))
    const [only] = parts
    if (only && parts.length === 1) return only
    return joinTiles(`${code}/${asked.join()}/${at.z}/${at.x}/${at.y}/${area ?? ''}`, parts)
  }

  /** Layers of a tile follow one another in its bytes: a joined tile is its parts, one after the other. */
  function joinTiles(key: string, parts: readonly StoredTile[]): StoredTile {
    const partsHash = parts.map((part) => part.hash).join()
    const known = joined.get(key)
    if (known?.partsHash === partsHash) return known
    const bytes = Buffer.concat(parts.map((part) => part.bytes))
    const made = { bytes, hash: hashOf(bytes), packed: {}, partsHash }
    joined.set(key, made)
    return made
  }

  async function tileOfLayer(code: string, layer: TileLayer, at: TileNumber, area: string | null): Promise<StoredTile> {
    const county = await countyOf(code)
    const day = temporal.has(layer) ? dayOf(county.timeZone) : ''
    const part = layer === 'issue' ? area : null
    const key = `${code}/${layer}/${at.z}/${at.x}/${at.y}/${day}/${part ?? ''}`
    const known = tiles.get(key)
    if (known) {
      counts.hits++
      return known
    }
    const source = await layers.source(county, layer, day || dayOf(county.timeZone)).catch(refuse)
    // another request may have encoded it while this one waited for the layer
    return tiles.get(key) ?? encode(key, code, layer, source, at, part)
  }

  function encode(
    key: string,
    code: string,
    layer: TileLayer,
    source: Awaited<ReturnType<typeof layers.source>>,
    { z, x, y }: TileNumber,
    part: string | null,
  ): StoredTile {
    counts.encoded++
    const bytes = (part === null ? source : source.within(part)).tile(z, x, y)
    const stored: StoredTile = { bytes, hash: hashOf(bytes), packed: {} }
    // what changed while it was read is shown by the next reading: such a tile is answered, not kept
    if (!layers.isCurrent(code, layer, source)) return stored
    tiles.set(key, stored)
    const keys = keysOfLayer.get(layerKeyOf(key)) ?? new Set()
    keysOfLayer.set(layerKeyOf(key), keys.add(key))
    return stored
  }

  async function countyOf(code: string): Promise<TileCounty> {
    const asked = counties.get(code) ?? queue.run(() => tileCounty(db, code))
    if (!counties.has(code)) {
      counties.set(code, asked)
      asked.catch(() => counties.delete(code))
    }
    const county = await asked.catch(refuse)
    if (!county)
      throw notFound(`There is no county ${code} here; /api/counties lists them.`, 'unknown-county', 'path.county')
    return county
  }

  async function warm(): Promise<void> {
    const begun = performance.now()
    try {
      for (const code of await firstCounties(db, MOST_WARM_COUNTIES)) {
        const county = await countyOf(code)
        for (const layer of warmLayers) await layers.source(county, layer, dayOf(county.timeZone))
      }
      log.info({ milliseconds: Math.round(performance.now() - begun) }, 'the base map is ready')
    } catch (error) {
      log.debug({ error }, 'the base map is read when asked for')
    }
  }

  function drop(change: FeedChange): void {
    if (change.kind === 'issue') dropTiles(change.county, 'issue', change.id, change.box)
    const layer = tileLayer.safeParse(change.id)
    if (change.kind !== 'layer' || !layer.success) return
    counties.delete(change.county)
    dropTiles(change.county, layer.data, null, change.box)
    for (const counted of countedFrom[layer.data] ?? []) dropTiles(change.county, counted, null, null)
  }

  function dropTiles(county: string, layer: TileLayer, issue: string | null, box: Box | null): void {
    layers.changed(county, layer, issue)
    for (const key of [...(keysOfLayer.get(`${county}/${layer}`) ?? [])]) {
      const [z, x, y] = key.split('/').slice(2).map(Number)
      if (!tileMeetsBox({ z: z!, x: x!, y: y! }, box, TILE_BUFFER)) continue
      tiles.delete(key)
      counts.dropped++
    }
  }

  /** Day of now in the county, YYYY-MM-DD; formatted once a minute. */
  function dayOf(timeZone: string): string {
    const minute = Math.floor(now().getTime() / 60_000)
    const known = days.get(timeZone)
    if (known?.minute === minute) return known.day
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now())
    days.set(timeZone, { minute, day })
    return day
  }

  /** The map asks again: whatever the database failed with, it is not the asker's fault and not for ever. */
  function refuse(error: unknown): never {
    if (!(error instanceof StatementTimeout)) throw error
    log.warn({ error }, 'a layer took too long to read')
    throw new HttpProblem(
      503,
      'busy',
      'The layer takes too long to read just now; try again in a few seconds.',
      undefined,
      {
        'Retry-After': '5',
      },
    )
  }

  return { tile, warm, counts }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64url')
}

function layerKeyOf(key: string): string {
  return key.split('/', 2).join('/')
}
