import { ApiError, addressOf } from '#client/api.ts'
import { problem } from '#domain/contract/common.ts'
import { uploadPhoto } from '#domain/contract/photo.ts'

/** Sends a photo and gives its id. Throws ApiError. */
export async function sendPhoto(county: string, photo: Blob): Promise<string> {
  const response = await fetch(addressOf(uploadPhoto, { query: { county } }), {
    method: uploadPhoto.method,
    body: photo,
    headers: { 'Content-Type': photo.type || 'application/octet-stream' },
  }).catch(() => {
    throw new ApiError('unreachable', 0)
  })
  const told: unknown = await response.json().catch(() => null)
  if (response.ok) return uploadPhoto.answer.parse(told).id
  const known = problem.safeParse(told)
  throw new ApiError(known.data?.code ?? 'internal-error', response.status, known.data)
}
