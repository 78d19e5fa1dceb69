import type { Request } from 'express'
import type { Post } from '#domain/account/post.ts'
import type { Scope } from '#server/db.types.ts'
import { askerOf } from './asker.ts'
import { displayOf } from './displays.ts'

/**
 * What who asks may see of a county: a screen the ground it was given to, a post what its own ground opens, everybody the
 * issues of the county. A post and a screen of elsewhere open nothing here.
 */
export function scopeOf(request: Request, county: string): Scope {
  const screen = displayOf(request)
  const post = askerOf(request)?.post
  const ground = screen === null ? scopeOfAll(county) : screen.county === county ? groundScope(screen.path) : nothing
  return post?.county === county ? { ...scopeOfPost(post), ground: ground.ground } : ground
}

/** What is shown of a county to who asks, whatever their post: what is kept for many is kept by its ground. */
export function shownTo(request: Request, county: string): Scope {
  return groundScope(scopeOf(request, county).ground)
}

/** What a post may see of its county. */
export function scopeOfPost({ county, path, role, person }: Post): Scope {
  return { ground: `/${county}/`, post: path, role, person }
}

/** What everybody may see of a county. */
export function scopeOfAll(county: string): Scope {
  return groundScope(`/${county}/`)
}

const nothing = groundScope('')

function groundScope(ground: string): Scope {
  return { ground, post: '', role: '', person: '' }
}
