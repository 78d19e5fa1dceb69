import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type TileLayer, tileLayer } from '#domain/contract/common.ts'
import { getTile } from '#domain/contract/tile.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { createTileStore, type StoredTile, type TileStore } from './tile-store.ts'

/** Vector tiles of every layer; see domain/contract/tile.ts. */
export function tileRoutes(context: Context, store: TileStore = createTileStore(context)): Router {
  const router = Router()
  if (context.environment.production) void store.warm()
  mount(router, getTile, async ({ params, request, response }) => {
    const { county, layer, x, y } = params
    await send(await store.tile(county, layersOf(layer), params.z, x, y), request, response)
    return undefined
  })
  return router
}

function layersOf(text: string): TileLayer[] {
  const names = text.split(',')
  const known = z.array(tileLayer).safeParse(names)
  if (known.success && new Set(names).size === names.length) return known.data
  throw notFound(
    `There is no layer of this name; layers are ${tileLayer.options.join(', ')}, or several of them joined by commas, each once.`,
    'unknown-layer',
    'path.layer',
  )
}

/** Smaller tiles gain nothing from compression. */
const LEAST_COMPRESSED = 1000

/** An empty tile is 200 without bytes: the map takes it as a tile in which nothing stands. */
async function send(tile: StoredTile, request: Request, response: Response): Promise<void> {
  const encoding = tile.bytes.length < LEAST_COMPRESSED ? 'identity' : encodingOf(request)
  response.set({
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Cache-Control': 'no-cache',
    ETag: `"${tile.hash}-${encoding}"`,
    Vary: 'Accept-Encoding',
  })
  if (isKnown(request.headers['if-none-match'], tile.hash)) {
    response.status(304).end()
    return
  }
  const body = encoding === 'identity' ? tile.bytes : await packed(tile, encoding)
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.set('Content-Length', String(body.length))
  response.end(request.method === 'HEAD' ? undefined : body)
}

function encodingOf(request: Request): 'br' | 'gzip' | 'identity' {
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity')
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity'
}

/** Whether the asker holds these bytes, in whatever encoding it got them. */
function isKnown(given: string | undefined, hash: string): boolean {
  return given?.split(',').some((tag) => isTagOf(tag.trim().replace(/^W\//, ''), hash)) ?? false
}

function isTagOf(tag: string, hash: string): boolean {
  return tag === '*' || ['identity', 'br', 'gzip'].some((encoding) => tag === `"${hash}-${encoding}"`)
}

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/** Compressed once in the thread pool, then kept with the tile. */
function packed(tile: StoredTile, encoding: 'br' | 'gzip'): Promise<Buffer> {
  tile.packed[encoding] ??=
    encoding === 'gzip'
      ? gzipped(tile.bytes, { level: 6 })
      : brotlied(tile.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return tile.packed[encoding]
}
