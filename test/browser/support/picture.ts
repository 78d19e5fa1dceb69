import type { Page } from '@playwright/test'

export interface PictureFacts {
  /** Different colours, of 32 levels a channel. */
  colors: number
  /** Share of the most frequent colour, 0 to 1. */
  commonest: number
}

/** Looks at a PNG by pixels, inside the browser that made it. */
export async function pictureFacts(page: Page, png: Buffer): Promise<PictureFacts> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no 2D canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const counts = new Map<number, number>()
    for (let at = 0; at < data.length; at += 4) {
      const key = ((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return { colors: counts.size, commonest: Math.max(...counts.values()) / (data.length / 4) }
  }, png.toString('base64'))
}

/** A canvas that shows nothing is one colour, or nearly so: a map of a town never is. */
export function isBlank({ colors, commonest }: PictureFacts): boolean {
  return colors < 24 || commonest > 0.985
}

/** The map's part of the page that no panel covers, as a PNG. */
export async function mapPicture(
  page: Page,
  part: { x: number; y: number; width: number; height: number },
): Promise<Buffer> {
  return page.screenshot({ clip: part })
}
