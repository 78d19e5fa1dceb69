import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import type { PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import { sendPhoto } from '#client/ui/photos/send-photo.ts'
import { fileIssue } from '#domain/contract/act.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { ReportDraft } from './report-draft.ts'

export type Sent =
  | { state: 'done'; issue: IssueSummary; follow: string | null }
  /** The server was not reached or has no time: worth trying again by itself. */
  | { state: 'waiting' }
  | { state: 'refused'; reason: string }

/**
 * Sends what has not been sent of a report: its photos, then itself. `onPhotos` hears which photos the server has, so
 * that none is sent twice. The key keeps a second sending from making a second issue.
 */
export async function sendReport(
  draft: ReportDraft,
  onPhotos: (photos: readonly PickedPhoto[]) => void,
): Promise<Sent> {
  try {
    const photos = await sendPhotos(draft.county, draft.photos, onPhotos)
    const answer = await call(fileIssue, { body: bodyOf(draft, photos) })
    return { state: 'done', issue: answer.issue, follow: answer.follow }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'unreachable' || error.status === 503 || error.status === 429) return { state: 'waiting' }
    // a photo that lay about for more than a day is sent anew with the next try
    if (error.code === 'photo-gone') onPhotos(draft.photos.map((photo) => ({ ...photo, id: null })))
    return { state: 'refused', reason: error.code }
  }
}

async function sendPhotos(
  county: string,
  photos: readonly PickedPhoto[],
  onPhotos: (photos: readonly PickedPhoto[]) => void,
): Promise<readonly PickedPhoto[]> {
  let sent = photos
  for (const photo of photos) {
    if (photo.id !== null) continue
    const id = await sendPhoto(county, photo.blob)
    sent = sent.map((one) => (one.key === photo.key ? { ...one, id } : one))
    onPhotos(sent)
  }
  return sent
}

function bodyOf(draft: ReportDraft, photos: readonly PickedPhoto[]): z.input<typeof fileIssue.body> {
  const { county, category, condition, answers, title, place, position, phone, key, follow } = draft
  return {
    county,
    category,
    ...(condition === '' ? {} : { condition }),
    title: title.trim(),
    place: place.trim(),
    position: position ?? [0, 0],
    answers: { ...answers },
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    photos: photos.flatMap((photo) => photo.id ?? []),
    follow,
    key,
  }
}
