import { type APIRequestContext, type Page, request } from '@playwright/test'
import type { z } from 'zod'
import type { signInDemo } from '#domain/contract/account.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import { demoCounty } from './moment.ts'

type Wish = Omit<z.input<typeof signInDemo.body>, 'county'>

/** As a browser of the same site sends it. */
const ownSite = { 'Sec-Fetch-Site': 'same-origin' }

/** A post of the demo county that asks the API, without a page. */
export interface Role {
  act(number: string, act: ActRequest): Promise<void>
  unit: string
  asking: APIRequestContext
}

/** Signs a post of the demo county in and lets it ask. */
export async function beRole(baseURL: string, wish: Wish): Promise<Role> {
  const asking = await request.newContext({ baseURL, extraHTTPHeaders: ownSite })
  const unit = await signIn(asking, wish)
  return {
    unit,
    asking,
    async act(number, act) {
      const data = { county: demoCounty, version: 0, act }
      const answer = await asking.post(`/api/issues/${number}/acts`, { data })
      if (!answer.ok()) throw new Error(`${wish.role} ${act.kind}: ${answer.status()} ${await answer.text()}`)
    },
  }
}

/** Signs the browser of a page in. */
export async function signPageIn(page: Page, wish: Wish): Promise<void> {
  await signIn(page.request, wish)
}

async function signIn(asking: APIRequestContext, wish: Wish): Promise<string> {
  const answer = await asking.post('/api/session/demo', { data: { county: demoCounty, ...wish }, headers: ownSite })
  if (!answer.ok()) throw new Error(`sign in as ${wish.role}: ${answer.status()} ${await answer.text()}`)
  const { me } = await answer.json()
  return me.post.unit
}
