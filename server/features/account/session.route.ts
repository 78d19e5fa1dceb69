import { Router } from 'express'
import { getMe, signIn, signInDemo, signOut } from '#domain/contract/account.ts'
import { clearCookie } from '#server/account/cookie.ts'
import { SESSION_COOKIE } from '#server/account/identify.ts'
import { findPerson } from '#server/account/person.query.ts'
import type { Context } from '#server/context.ts'
import { mount } from '#server/http.ts'
import { demoPost } from './demo-post.ts'
import { beginSession, endHeldSession, meOf, signInWithPassword } from './sign-in.ts'

/** In, out, and who am I. */
export function sessionRoutes(context: Context): Router {
  const router = Router()

  mount(router, signIn, async ({ body, request, response }) => ({
    me: await signInWithPassword(context, body, { request, response }),
  }))

  mount(router, signInDemo, async ({ body, request, response }) => ({
    me: await beginSession(context, await demoPost(context, body), { request, response }),
  }))

  mount(router, signOut, async ({ request, response }) => {
    await endHeldSession(context.accounts.sessions, request)
    clearCookie(request, response, SESSION_COOKIE)
    return {}
  })

  mount(router, getMe, async ({ post, response }) => {
    response.set('Cache-Control', 'no-store')
    const person = post && (await findPerson(context.db, post.county, { id: post.person }))
    return { me: person ? meOf(person) : null }
  })
  return router
}
