import { create } from 'zustand'
import { call } from '#client/api.ts'
import type { Post } from '#domain/account/post.ts'
import { getMe, type Me, signOut } from '#domain/contract/account.ts'

interface Store {
  /** Null: nobody signed in; undefined: not asked yet. */
  me: Me | null | undefined
  /** Whether the dialog of the account is open. */
  open: boolean
}

const useStore = create<Store>(() => ({ me: undefined, open: false }))

/** Who uses this page; undefined until the server has said, null for nobody. */
export function useMe(): Me | null | undefined {
  return useStore((store) => store.me)
}

/** The post of who uses this page in a county; null for nobody, and for a post of another county. */
export function usePost(county: string): Post | null {
  const post = useStore((store) => store.me?.post)
  return post?.county === county ? post : null
}

/** The server said who this is: after signing in or out, or when a right was found missing. */
export function setMe(me: Me | null): void {
  useStore.setState({ me })
}

/** Asks the server who this is. What cannot be learned now is taken as nobody until the next time. */
export async function loadMe(): Promise<void> {
  const answer = await call(getMe).catch(() => ({ me: useStore.getState().me ?? null }))
  setMe(answer.me)
}

/** Ends the session here and on the server. Throws ApiError, and nothing has changed then. */
export async function leave(): Promise<void> {
  await call(signOut)
  setMe(null)
}

export function useAccountOpen(): boolean {
  return useStore((store) => store.open)
}

/** Opens the dialog to sign in, or the one of the account that is signed in; any page may. */
export function openAccount(open = true): void {
  useStore.setState({ open })
}
