import { createHash, randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import {
  getPhoto,
  listFollowedPhotos,
  type MaskRectangle,
  maskPhoto,
  PHOTO_MOST_BYTES,
  sideOfPhoto,
  uploadPhoto,
} from '#domain/contract/photo.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { createFairQueue } from '#server/account/fair-queue.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { maySee } from '#server/issue/actor-of.ts'
import { readHistories } from '#server/issue/write-issues.ts'
import type { MadePhoto, PhotoAnswer } from '#server/photo/photo.worker.ts'
import { createPhotoMaker } from '#server/photo/photo-maker.ts'
import { createPhotoStore } from '#server/photo/photo-store.ts'
import { readBody } from '#server/photo/read-body.ts'
import { MOST_MEGAPIXELS, readHeader } from '#server/photo/read-header.ts'
import { createAdmission } from './admission.ts'
import { createHourlyAllowance } from './hourly-allowance.ts'
import {
  countChange,
  dropLoose,
  dropPhoto,
  followedNumber,
  keepPhoto,
  lookAt,
  type PhotoRow,
  photoRow,
  photosOf,
} from './photo.query.ts'

/** Uploads under way, waiting ones included: each may hold 20 MB. */
const admitted = { mostOfOne: 8, mostOfAll: 24 }
/** Photos of people without a post, an hour and address; a whole estate may stand behind one. */
const ANONYMOUS_AN_HOUR = 240
const HOUR = 3_600_000
const LOOSE_HOURS = 24
const MEGABYTE = 1024 * 1024

/** Photos of reports and of work: kept, shown to those who may see them, hidden in part, and removed when nobody took them up. */
export function photoRoutes(context: Context): Router {
  const router = Router()
  const { db, environment, log } = context
  const store = createPhotoStore(environment)
  const maker = createPhotoMaker()
  const queue = createFairQueue(admitted)
  const admission = createAdmission(admitted)
  const allowance = createHourlyAllowance(ANONYMOUS_AN_HOUR)

  mount(router, uploadPhoto, async ({ query: { county }, post, request, response }) => {
    const address = request.ip ?? ''
    const leave = admission.enter(address)
    if (leave === null) throw tooBusy()
    try {
      const waitSeconds = post === null ? allowance.take(address, context.now().getTime()) : null
      if (waitSeconds !== null) throw tooMany(waitSeconds)
      const body = await readBody(request, PHOTO_MOST_BYTES)
      if (!body.ok) throw tooLarge(body.bytes)
      const header = readHeader(body.bytes)
      const made = must(header.ok ? await inTurn(address, () => maker.make(body.bytes)) : header)
      await removeLoose()
      const id = randomBytes(24).toString('base64url')
      const { width, height, full } = made
      if (!(await keepPhoto(db, { county, id, width, height, bytes: full.length, at: context.now() })))
        throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
      // without its bytes nobody learns of it, and it goes with the loose ones
      await keepBytes(county, id, made).catch(async (error: unknown) => {
        await dropPhoto(db, county, id)
        throw error
      })
      response.status(201)
      return { id, width, height }
    } finally {
      leave()
    }
  })

  mount(router, getPhoto, async ({ params: { id }, query: { county, size, token }, post, request, response }) => {
    const photo = await photoFor(county, id, post, token)
    const tag = `"${photo.version}-${size}"`
    // asked for each time, so that a part hidden since is hidden; the pixels travel once
    response.set({ 'Cache-Control': 'private, no-cache', ETag: tag })
    if (request.get('If-None-Match') === tag) return void response.status(304).end()
    const bytes = await store.get(nameOf(county, id, size))
    if (bytes === null) throw noPhoto(id)
    if (size === 'full' && photo.private && photo.looked_at === null && post !== null)
      await lookAt(db, county, id, context.now())
    response.type('image/jpeg').send(Buffer.from(bytes))
    return undefined
  })

  mount(router, maskPhoto, async ({ params: { id }, query: { county }, body: { rectangles }, post, request }) => {
    await photoFor(county, id, post, undefined)
    return inTurn(request.ip ?? '', () => mask(county, id, rectangles))
  })

  mount(router, listFollowedPhotos, async ({ params: { token }, query: { county } }) => {
    const number = await followedNumber(db, county, hashOf(token))
    if (number === null)
      throw notFound(
        'This link leads to no report; it may have been copied only in part.',
        'unknown-link',
        'path.token',
      )
    const rows = await photosOf(db, county, number)
    const seen = rows.filter((row) => !row.hidden)
    return {
      photos: seen.map(({ id, width, height, kind }) => ({ id, width, height, side: sideOfPhoto(kind) })),
      waiting: rows.length - seen.length,
    }
  })

  /** One photo after the other, so that of two who hide something neither undoes the other. */
  async function mask(county: string, id: string, rectangles: readonly MaskRectangle[]) {
    const bytes = await store.get(nameOf(county, id, 'full'))
    if (bytes === null) throw noPhoto(id)
    const made = must(await maker.make(new Uint8Array(bytes), rectangles))
    await keepBytes(county, id, made)
    await countChange(db, county, id, made.full.length)
    return { id, width: made.width, height: made.height }
  }

  async function keepBytes(county: string, id: string, { full, thumb }: MadePhoto): Promise<void> {
    try {
      await store.put(nameOf(county, id, 'thumb'), thumb)
      await store.put(nameOf(county, id, 'full'), full)
    } catch (error) {
      log.error({ err: error }, 'a photo cannot be kept')
      throw new HttpProblem(503, 'photo-store', 'Photos cannot be kept just now; try again later.', undefined, {
        'Retry-After': '30',
      })
    }
  }

  /** The photo, if who asks may see it: posts that have its issue, the holder of its link, and while it is loose whoever knows its id. */
  async function photoFor(county: string, id: string, post: Post | null, token: string | undefined): Promise<PhotoRow> {
    const photo = await photoRow(db, county, id)
    if (photo === null) throw noPhoto(id)
    if (photo.number === null) return photo
    if (token !== undefined && (await followedNumber(db, county, hashOf(token))) === photo.number) {
      if (!photo.private || photo.looked_at !== null) return photo
      throw new HttpProblem(403, 'photo-private', 'This photo is shown once the office has looked at it.')
    }
    const history = post && (await readHistories(db, county, [photo.number])).get(photo.number)
    const issue = projectIssue(history?.entries ?? [])
    // whoever may not see it does not learn that it is there
    if (issue === null || !maySee(post, photo, issue)) throw noPhoto(id)
    return photo
  }

  async function inTurn<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    const turn = await queue.run(address, work)
    if ('full' in turn) throw tooBusy()
    return turn.result
  }

  let removedAt = 0
  async function removeLoose(): Promise<void> {
    const now = context.now().getTime()
    if (now - removedAt < HOUR) return
    removedAt = now
    const gone = await dropLoose(db, new Date(now - LOOSE_HOURS * HOUR))
    for (const { county, id } of gone)
      for (const size of ['full', 'thumb'] as const) await store.remove(nameOf(county, id, size))
  }
  // also where nobody sends another
  setInterval(() => {
    removeLoose().catch((error: unknown) => log.error({ err: error }, 'loose photos cannot be removed'))
  }, HOUR).unref()

  return router
}

/** Two letters of the id as a folder: none grows to hundreds of thousands of files. */
function nameOf(county: string, id: string, size: 'full' | 'thumb'): string {
  return `${county}/${id.slice(0, 2)}/${id}${size === 'full' ? '' : '.thumb'}.jpg`
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const refusals = {
  'not-a-photo': 'This is no photo: a JPEG, PNG or WebP is taken, whatever its name says.',
  'photo-truncated': 'The end of the photo is missing; send it again.',
  'photo-too-large': `The photo has more than ${MOST_MEGAPIXELS} megapixels; take a smaller one.`,
  'photo-unreadable': 'The photo is damaged and cannot be shown; take another.',
} as const

function must(answer: PhotoAnswer | { ok: false; reason: keyof typeof refusals }): MadePhoto {
  if (answer.ok) return answer.photo
  throw new HttpProblem(answer.reason === 'not-a-photo' ? 415 : 422, answer.reason, refusals[answer.reason])
}

function tooLarge(bytes: number): HttpProblem {
  const sent = Math.ceil(bytes / MEGABYTE)
  return new HttpProblem(
    413,
    'photo-too-many-bytes',
    `A photo may have ${PHOTO_MOST_BYTES / MEGABYTE} MB; this one has ${sent}. Take a smaller one.`,
    'body',
    { Connection: 'close' },
  )
}

function tooBusy(): HttpProblem {
  return new HttpProblem(503, 'too-busy', 'Many photos are being sent just now; again in a few seconds.', undefined, {
    'Retry-After': '5',
  })
}

function tooMany(seconds: number): HttpProblem {
  return new HttpProblem(
    429,
    'too-many-photos',
    `${ANONYMOUS_AN_HOUR} photos came from your address within an hour; the next is taken in ${Math.ceil(seconds / 60)} minutes. The report can be sent without a photo.`,
    undefined,
    { 'Retry-After': String(seconds) },
  )
}

function noPhoto(id: string): HttpProblem {
  return notFound(`There is no photo ${id} here, or it is not yours to see.`, 'unknown-photo', 'path.id')
}
