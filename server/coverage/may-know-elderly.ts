import { covers } from '#domain/account/covers.ts'
import type { Post } from '#domain/account/post.ts'

/** Whether a post has need of elderly counts building by building: it works for the whole county, and does more than look. */
export function mayKnowElderly(post: Post | null, county: string): boolean {
  return post !== null && post.county === county && post.role !== 'viewer' && covers(post.path, `/${county}/`)
}
