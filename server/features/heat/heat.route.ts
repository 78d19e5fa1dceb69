import { createHash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { type Request, type Response, Router } from 'express'
import { getHeat, getHeatBands, type HeatValues } from '#domain/contract/heat.ts'
import { type PackedValues, unpackValues } from '#domain/heat/pack-surface.ts'
import { writeBinary } from '#domain/heat/write-binary.ts'
import type { Context } from '#server/context.ts'
import type { Picture } from '#server/heat/heat-keeper.ts'
import { mount } from '#server/http.ts'
import { type AskedHeat, askHeat } from './ask-heat.ts'
import { type AnsweredHeat, createHeatStore } from './heat-store.ts'

/** Versions of pictures count from the start of the server. */
const server = randomUUID()

/** Surfaces say what changed by their ETag: a screen that asks again hears 304 as long as its picture is the same. */
export function heatRoutes(context: Context): Router {
  const router = Router()
  const store = createHeatStore(context)

  mount(router, getHeat, async ({ query, request, response }) => {
    const asked = await askHeat(context, query)
    const answered = await store.answer(asked, { bands: false })
    if (isKnown(request, response, answered, query.values)) return undefined
    const { header, picture } = answered
    const grid = gridOf(asked, picture)
    if (query.values !== 'binary') return { ...header, grid, values: valuesOf(picture, query.values) }
    response.type('application/vnd.gridboard.heat').vary('Accept-Encoding')
    const said = {
      ...{ ...header, grid },
      stepPerSquareKilometer: picture.stepPerSquareKilometer,
      beforeStepPerSquareKilometer: picture.before?.stepPerSquareKilometer ?? null,
    }
    if (request.acceptsEncodings('gzip') === 'gzip') {
      response.set('Content-Encoding', 'gzip').send(await compressed(said, answered))
    } else response.send(Buffer.from(bytesOf(said, picture).buffer))
    return undefined
  })

  mount(router, getHeatBands, async ({ query, request, response }) => {
    const asked = await askHeat(context, query)
    const answered = await store.answer(asked, { bands: true })
    if (isKnown(request, response, answered, 'bands')) return undefined
    const features = answered.bands.map(({ polygons, ...properties }) => ({
      type: 'Feature' as const,
      properties,
      geometry: { type: 'MultiPolygon' as const, coordinates: polygons },
    }))
    return { type: 'FeatureCollection' as const, properties: answered.header, features }
  })
  return router
}

function gridOf({ plane }: AskedHeat, { firstColumn, firstRow, width, height }: Picture) {
  const origin: [number, number] = [plane.longitude, plane.latitude]
  return { projection: 'sinusoidal' as const, origin, firstColumn, firstRow, width, height }
}

/**
 * Answers 304 to who has this picture. The tag is weak: the same picture of the same question, though it may be told at
 * another number of the feed. Scripts that name a tag themselves say `no-cache` with it, which express takes for "send anew".
 */
function isKnown(request: Request, response: Response, { header, version }: AnsweredHeat, form: string): boolean {
  const { sequence: _, at: __, ...said } = header
  const hash = createHash('sha1').update(JSON.stringify([form, said, server, version]))
  const tag = `W/"${hash.digest('base64url')}"`
  response.set({ ETag: tag, 'Cache-Control': 'no-cache' })
  if (!request.get('if-none-match')?.includes(tag)) return false
  response.status(304).end()
  return true
}

function valuesOf(picture: Picture, encoding: 'packed' | 'plain'): HeatValues {
  const { before } = picture
  if (encoding === 'plain') return { encoding, densities: plainOf(picture), before: before && plainOf(before) }
  return { encoding, ...packedOf(picture), before: before && packedOf(before) }
}

function plainOf(values: PackedValues): number[] {
  return Array.from(unpackValues(values), (density) => Math.round(density * 1000) / 1000)
}

function packedOf({ steps, stepPerSquareKilometer }: PackedValues) {
  const bytes = Buffer.from(steps.buffer, steps.byteOffset, steps.byteLength)
  return { stepPerSquareKilometer, base64: bytes.toString('base64') }
}

function bytesOf(said: object, { steps, before }: Picture): Uint8Array<ArrayBuffer> {
  return writeBinary(said, steps, before?.steps ?? null)
}

/** Compressed once for all screens that ask between two changes. */
function compressed(said: object, { picture, sent }: AnsweredHeat): Promise<Buffer> {
  const name = JSON.stringify(said)
  const known = sent.get(name)
  if (known) return known
  const bytes = bytesOf(said, picture)
  // runs of zeros are all that repeats in steps: looking for more takes twice as long and finds less
  const compressing = promisify(gzip)(bytes, { level: constants.Z_BEST_SPEED, strategy: constants.Z_RLE })
  sent.clear()
  sent.set(name, compressing)
  return compressing
}
