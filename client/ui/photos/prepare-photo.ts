import { type MaskRectangle, PHOTO_MOST_PIXELS } from '#domain/contract/photo.ts'

/** Grey of a hidden part, as the server has it. */
const HIDDEN = 'rgb(90 90 90)'
const QUALITY = 0.85

/**
 * A chosen picture as it leaves the phone: upright, at most 2,048 pixels, parts hidden, without what the camera wrote
 * about place and time. Null for what the browser cannot show.
 */
export async function preparePhoto(file: Blob, rectangles: readonly MaskRectangle[] = []): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const scale = Math.min(1, PHOTO_MOST_PIXELS / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  context.fillStyle = HIDDEN
  for (const { x, y, width, height } of rectangles)
    context.fillRect(
      Math.floor(x * canvas.width),
      Math.floor(y * canvas.height),
      Math.ceil(width * canvas.width) + 1,
      Math.ceil(height * canvas.height) + 1,
    )
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
