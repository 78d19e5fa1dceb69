import { z } from 'zod'
import { listUnits } from '#domain/contract/account.ts'
import { fileIssue } from '#domain/contract/act.ts'
import { listCategories } from '#domain/contract/category.ts'
import { listAreas } from '#domain/contract/county.ts'
import type { Actor } from './life.ts'
import type { Town } from './town.ts'

const problem = z.object({ code: z.string(), detail: z.string().default('') })

/** A demo county of a running server, asked as browsers ask: each post signs in by itself, residents do not. */
export async function townOverHttp(url: string, county: string): Promise<Town> {
  const cookies = new Map<string, string>()

  async function send(method: string, path: string, body?: unknown, cookie?: string): Promise<Response> {
    return fetch(`${url}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        ...(cookie ? { Cookie: cookie } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async function get<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    cookie?: string,
  ): Promise<z.output<Schema>> {
    const answer = await send('GET', path, undefined, cookie)
    if (!answer.ok) throw new Error(`GET ${url}${path}: ${answer.status} ${await answer.text()}`)
    return schema.parse(await answer.json())
  }

  async function signedIn({ role, unit }: Actor): Promise<string> {
    const key = `${role} ${unit}`
    const known = cookies.get(key)
    if (known !== undefined) return known
    const where = role === 'department' ? { department: unit } : { area: unit }
    const answer = await send('POST', '/api/session/demo', { county, role, ...where })
    if (!answer.ok) throw new Error(`${key} cannot sign in: ${answer.status} ${await answer.text()}`)
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    cookies.set(key, cookie)
    return cookie
  }

  const desk = await signedIn({ role: 'district', unit: county })
  const { categories } = await get(listCategories.answer, `/api/categories?county=${county}&show=fileable`)
  const parents = new Set(categories.map((one) => one.parent))
  const { areas } = await get(listAreas.answer, `/api/areas?county=${county}`)
  const { units } = await get(listUnits.answer, `/api/units?county=${county}&kind=department`, desk)
  return {
    categories: categories.filter((one) => !parents.has(one.code) && one.questions.every((asked) => !asked.required)),
    departments: units.filter((unit) => !unit.closed).map((unit) => unit.code),
    communities: areas.filter((area) => area.level === 'community'),
    async report(report) {
      const answer = await send('POST', '/api/issues', { county, ...report })
      if (!answer.ok) return null
      const { issue, follow } = fileIssue.answer.parse(await answer.json())
      const { street, community, grid } = issue
      return { number: issue.number, place: { county, street, community, grid }, follow: follow ?? '' }
    },
    async act({ number, follow }, by, act) {
      const answer =
        by.role === 'resident' && act.kind !== 'join'
          ? await send('POST', `/api/follow/${follow}/acts`, { county, act })
          : await send(
              'POST',
              `/api/issues/${number}/acts`,
              { county, version: 0, act },
              by.role === 'resident' ? undefined : await signedIn(by),
            )
      if (answer.ok) return null
      return problem.parse(await answer.json()).code
    },
    async close() {},
  }
}
