import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

/** A photo as it is sent may have so many bytes; what is kept is smaller. */
export const PHOTO_MOST_BYTES = 20 * 1024 * 1024
/** Photos that may come with one report or one act. */
export const MOST_PHOTOS = 9
/** Longer side of what is kept, in pixels. */
export const PHOTO_MOST_PIXELS = 2_048

const photoId = z.string().regex(/^[\w-]{10,64}$/, 'a photo is named by its id')
const followToken = z.string().regex(/^[\w-]{20,64}$/, 'a follow-up link ends in 20 to 64 letters and digits')

/** Shares of width and height, 0 to 1 from the upper left corner. */
const share = z.number().min(0).max(1)
export const maskRectangle = z.object({ x: share, y: share, width: share, height: share })
export type MaskRectangle = z.infer<typeof maskRectangle>

/** A photo as it is kept: turned upright, without anything that the camera wrote about place and time. */
const keptPhoto = z.object({ id: z.string(), width: z.int(), height: z.int() })

export const photoSide = z.enum(['before', 'after'])
export type PhotoSide = z.infer<typeof photoSide>

/** Acts with which the work is shown done; photos of all others show the trouble. */
const afterActs: readonly string[] = ['finish', 'check', 'close', 'follow_up']

/** Whether a photo that came with an act shows the trouble, or what was made of it. */
export function sideOfPhoto(act: string): PhotoSide {
  return afterActs.includes(act) ? 'after' : 'before'
}

export const uploadPhoto = endpoint({
  method: 'POST',
  path: '/api/photos',
  summary:
    'Keeps a photo for a report: the bytes of a JPEG, PNG or WebP of at most 20 MB as the body. Unused ones go after a day.',
  tag: 'issue',
  params: nothing,
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: keptPhoto,
})

export const getPhoto = endpoint({
  method: 'GET',
  path: '/api/photos/:id',
  summary: 'A photo as JPEG: for the posts that have its issue, and for whoever holds the link of the report.',
  tag: 'issue',
  params: z.object({ id: photoId }),
  query: z.object({
    county: countyCode,
    size: z.enum(['thumb', 'full']).default('full'),
    /** The follow-up link of the report that the photo belongs to. */
    token: followToken.optional(),
  }),
  body: nothing,
  answer: z.undefined(),
})

export const maskPhoto = endpoint({
  method: 'POST',
  path: '/api/photos/:id/mask',
  summary: 'Hides parts of a photo, such as a face or a plate, for good: the pixels themselves are replaced.',
  tag: 'issue',
  params: z.object({ id: photoId }),
  query: z.object({ county: countyCode }),
  body: z.object({ rectangles: z.array(maskRectangle).min(1).max(20) }),
  answer: keptPhoto,
})

export const listFollowedPhotos = endpoint({
  method: 'GET',
  path: '/api/follow/:token/photos',
  summary: 'Photos of a reported problem, for whoever holds its link.',
  tag: 'issue',
  params: z.object({ token: followToken }),
  query: z.object({ county: countyCode }),
  body: nothing,
  answer: z.object({
    photos: z.array(keptPhoto.extend({ side: photoSide })),
    /** How many are shown only once somebody with a post has looked at them. */
    waiting: z.int(),
  }),
})

export const photoEndpoints = [uploadPhoto, getPhoto, maskPhoto, listFollowedPhotos]
