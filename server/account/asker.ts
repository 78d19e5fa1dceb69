import type { Request } from 'express'
import type { Post } from '#domain/account/post.ts'

/** Who asks: the post they hold, and the session by which they are known. */
export interface Asker {
  post: Post
  /** SHA-256 of the session's token. */
  session: string
}

const askers = new WeakMap<Request, Asker>()

/** Known from here on as the one who asks. */
export function rememberAsker(request: Request, asker: Asker): void {
  askers.set(request, asker)
}

/** Null for a request without a living session. */
export function askerOf(request: Request): Asker | null {
  return askers.get(request) ?? null
}
