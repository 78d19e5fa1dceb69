import { addressOf } from '#client/api.ts'
import { getPhoto } from '#domain/contract/photo.ts'

/** Address of a photo for an `<img>`; `token` is the follow-up link of the report, for whoever has no post. */
export function addressOfPhoto(photo: {
  county: string
  id: string
  size: 'thumb' | 'full'
  token?: string | undefined
  /** How often this page changed it: what the page keeps of it is old then. */
  changes?: number
}): string {
  const { county, id, size, token, changes = 0 } = photo
  const address = addressOf(getPhoto, { params: { id }, query: { county, size, token } })
  return changes === 0 ? address : `${address}&changes=${changes}`
}
