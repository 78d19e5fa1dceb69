import type { PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import { sendPhoto } from '#client/ui/photos/send-photo.ts'

/** Sends the photos that have not been sent yet, and gives the ids of all in their order. Throws ApiError. */
export type SendPhotos = (county: string, photos: readonly PickedPhoto[]) => Promise<string[]>

/** One for each form: a second try sends no photo twice. */
export function createSendPhotos(): SendPhotos {
  const sent = new Map<string, string>()
  return async (county, photos) => {
    const ids: string[] = []
    for (const { key, blob, id } of photos) {
      const known = id ?? sent.get(key) ?? (await sendPhoto(county, blob))
      sent.set(key, known)
      ids.push(known)
    }
    return ids
  }
}
