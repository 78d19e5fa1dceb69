import { z } from 'zod'
import { me } from './account.ts'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

export const listWaysIn = endpoint({
  method: 'GET',
  path: '/api/session/ways',
  summary: 'How people sign in here beside a password: the identity provider (OpenID Connect) that this server trusts.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({
    /** Null where none is set. */
    provider: z.object({ name: z.string() }).nullable(),
  }),
})

export const beginProviderSignIn = endpoint({
  method: 'POST',
  path: '/api/session/provider/begin',
  summary: 'Begins a sign-in at the identity provider: the address to go to. The answer sets a cookie for ten minutes.',
  tag: 'account',
  params: nothing,
  query: nothing,
  body: z.object({ county: countyCode }),
  answer: z.object({ address: z.url() }),
})

export const endProviderSignIn = endpoint({
  method: 'POST',
  path: '/api/session/provider',
  summary: 'Signs in whom the identity provider sent back, as the person who has the login it names; sets a cookie.',
  tag: 'account',
  params: nothing,
  query: nothing,
  /** What stands behind the question mark of `/signed-in`, as the provider sent it. */
  body: z.object({ answer: z.string().min(1).max(8_000) }),
  answer: z.object({ me }),
})

export const identityProviderEndpoints = [listWaysIn, beginProviderSignIn, endProviderSignIn]
