import { z } from 'zod'
import { countyCode, position } from './common.ts'
import { endpoint } from './endpoint.ts'

/** A hand that was not told for so long is gone; more pages than this are not told of. */
export const handLimits = { keptMilliseconds: 8_000, pages: 20 } as const

/** Where a page's hand is on a draft, and what it works with. Kept in memory for seconds, never stored. */
const planHand = z.object({
  /** A page of a browser: a name it gives itself, new each time it is opened. */
  page: z.string().regex(/^[0-9a-z]{8,16}$/, 'a page is 8 to 16 letters or digits'),
  /** Degrees; null while the pointer is not on the map. */
  at: position.nullable(),
  tool: z.string().regex(/^[a-z-]{1,24}$/, 'a tool is small letters'),
  level: z.enum(['grid', 'micro-grid']),
})

/** Another's hand: `name` is the title of the post, never a person's name; empty where nobody is signed in. */
const otherHand = planHand.extend({ name: z.string() })
export type OtherHand = z.infer<typeof otherHand>

export const showPlanHand = endpoint({
  method: 'POST',
  path: '/api/plans/:plan/hands',
  summary: 'Shows where one draws in a draft, and tells where the others do: for those who may draw in it.',
  tag: 'plan',
  params: z.object({ plan: z.string().regex(/^[0-9a-z]{12}$/) }),
  query: z.object({ county: countyCode }),
  body: z.strictObject(planHand.shape),
  answer: z.object({ hands: z.array(otherHand) }),
})

export const planHandEndpoints = [showPlanHand]
