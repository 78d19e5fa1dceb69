import { type Request, type Response, Router } from 'express'
import { beginProviderSignIn, endProviderSignIn, listWaysIn } from '#domain/contract/identity-provider.ts'
import { readCookie } from '#server/account/cookie.ts'
import {
  createIdentityProvider,
  type IdentityProvider,
  type Journey,
  journey,
} from '#server/account/identity-provider.ts'
import { findPerson } from '#server/account/person.query.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { originOf } from '#server/origin-of.ts'
import { auditSignIn, beginSession } from './sign-in.ts'

const COOKIE = 'gridboard_provider'
const MINUTES = 10
/** The page that the provider sends the browser back to; registered there. */
const BACK = '/signed-in'

/** In by an identity provider that the settings name, as the person who has the login it vouches for. */
export function providerRoutes(context: Context): Router {
  const { db, environment, now } = context
  const router = Router()
  const provider = environment.provider === null ? null : createIdentityProvider(environment.provider)

  function must(): IdentityProvider {
    if (provider !== null) return provider
    throw new HttpProblem(404, 'no-provider', 'No identity provider is set on this server; sign in with a password.')
  }

  function backOf(request: Request): string {
    return `${environment.publicUrl ?? originOf(request)}${BACK}`
  }

  mount(router, listWaysIn, () => ({ provider: provider && { name: provider.name } }))

  mount(router, beginProviderSignIn, async ({ body: { county }, request, response }) => {
    const begun = await must().begin(county, backOf(request))
    keepJourney(request, response, begun.journey)
    response.set('Cache-Control', 'no-store')
    return { address: begun.address }
  })

  mount(router, endProviderSignIn, async ({ body: { answer }, request, response }) => {
    const { issuer, end } = must()
    const kept = takeJourney(request, response)
    if (kept === null)
      throw new HttpProblem(403, 'provider-stale', 'This sign-in was begun elsewhere or too long ago; begin again.')
    const { county } = kept
    const login = await end(kept, new URL(`${backOf(request)}?${answer.replace(/^\?/, '')}`))
    const person = await findPerson(db, county, { login })
    if (!person?.active)
      throw new HttpProblem(
        403,
        'provider-unknown-person',
        `Nobody in county ${county} has the login ${login}; an administrator can give it to you.`,
      )
    const me = await beginSession(context, person, { request, response })
    await auditSignIn(db, me, now(), { login, provider: issuer })
    return { me }
  })
  return router
}

/** Comes back with this site's own pages only: nobody is signed in by a link from elsewhere. */
function keepJourney(request: Request, response: Response, kept: Journey): void {
  const text = Buffer.from(JSON.stringify(kept)).toString('base64url')
  response.cookie(COOKIE, text, { ...cookie(request), maxAge: MINUTES * 60_000 })
}

/** Each serves once. */
function takeJourney(request: Request, response: Response): Journey | null {
  const text = readCookie(request, COOKIE)
  response.clearCookie(COOKIE, cookie(request))
  try {
    return journey.safeParse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString())).data ?? null
  } catch {
    return null
  }
}

function cookie(request: Request) {
  return { httpOnly: true, sameSite: 'strict', path: '/api/session', secure: request.secure } as const
}
