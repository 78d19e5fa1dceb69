import { Router } from 'express'
import { z } from 'zod'
import { type TileLayer, tileLayer } from '#domain/contract/common.ts'
import { getTile } from '#domain/contract/tile.ts'
import { areaOfScreen } from '#server/account/display-view.ts'
import { displayOf } from '#server/account/displays.ts'
import type { Context } from '#server/context.ts'
import { mount, notFound } from '#server/http.ts'
import { sendPacked } from '#server/send-packed.ts'
import { createTileStore, type TileStore } from './tile-store.ts'

/** Vector tiles of every layer; see domain/contract/tile.ts. */
export function tileRoutes(context: Context, store: TileStore = createTileStore(context)): Router {
  const router = Router()
  if (context.environment.production) void store.warm()
  mount(router, getTile, async ({ params, request, response }) => {
    const { county, layer, z, x, y } = params
    // an empty tile is 200 without bytes: the map takes it as a tile in which nothing stands
    const tile = await store.tile(county, layersOf(layer), { z, x, y }, areaOfScreen(displayOf(request)))
    await sendPacked(tile, 'application/vnd.mapbox-vector-tile', request, response)
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
