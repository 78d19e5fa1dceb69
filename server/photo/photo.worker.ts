import { parentPort } from 'node:worker_threads'
import { type MaskRectangle, PHOTO_MOST_PIXELS } from '#domain/contract/photo.ts'
import type { Asked, Told } from '#server/worker-thread.ts'
import { decode, resample, write } from './codecs.ts'
import { hide, layOnWhite, type Pixels, shrinkWhole, within } from './pixels.ts'
import { type PhotoRefusal, readHeader } from './read-header.ts'

/** Makes of sent bytes what is kept, with parts hidden where there are any. */
export interface PhotoTask {
  bytes: Uint8Array<ArrayBuffer>
  rectangles: readonly MaskRectangle[]
}

export interface MadePhoto {
  full: Uint8Array<ArrayBuffer>
  thumb: Uint8Array<ArrayBuffer>
  width: number
  height: number
}
export type PhotoAnswer = { ok: true; photo: MadePhoto } | { ok: false; reason: PhotoRefusal }

const THUMB_PIXELS = 320

async function make({ bytes, rectangles }: PhotoTask): Promise<PhotoAnswer> {
  const header = readHeader(bytes)
  if (!header.ok) return header
  const decoded = await decode(header.type, bytes).catch(() => null)
  if (decoded === null) return { ok: false, reason: 'photo-unreadable' }
  layOnWhite(decoded)
  const full = await fitted(decoded, PHOTO_MOST_PIXELS)
  hide(full, rectangles)
  const thumb = await fitted(full, THUMB_PIXELS)
  const { width, height } = full
  return { ok: true, photo: { full: await write(full), thumb: await write(thumb), width, height } }
}

async function fitted(pixels: Pixels, most: number): Promise<Pixels> {
  if (Math.max(pixels.width, pixels.height) <= most) return pixels
  const near = shrinkWhole(pixels, most)
  return resample(near, within(near, most))
}

parentPort?.on('message', async ({ id, question }: Asked<PhotoTask>) => {
  try {
    const answer = await make(question)
    const told: Told<PhotoAnswer> = { id, answer }
    parentPort?.postMessage(told, answer.ok ? [answer.photo.full.buffer, answer.photo.thumb.buffer] : [])
  } catch (error) {
    const failed: Told<PhotoAnswer> = { id, failed: String(error) }
    parentPort?.postMessage(failed)
  }
})
