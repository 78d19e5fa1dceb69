import { useCallback } from 'react'
import { choiceCodec, useUrlState } from '#client/state/url.ts'
import type { Post } from '#domain/account/post.ts'
import { actorRoles } from '#domain/issue/lifecycle.ts'

const codec = choiceCodec(['none', 'new'], 'none')

/** Whether a new case is being written down, and how to begin or end that; the address keeps it. */
export function useFiling(): [boolean, (open: boolean) => void] {
  const [state, setState] = useUrlState('case', codec)
  const setOpen = useCallback((open: boolean) => setState(open ? 'new' : 'none'), [setState])
  return [state === 'new', setOpen]
}

/** Whether a post may write down new cases. Pure. */
export function mayFile(post: Post | null): boolean {
  return post !== null && actorRoles.some((role) => role === post.role)
}
