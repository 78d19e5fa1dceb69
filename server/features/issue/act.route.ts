import { createHash, randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import { refuseAnswers } from '#domain/category/refuse-answers.ts'
import { actOnFollowed, actOnIssue, actOnIssues, fileIssue, followIssue } from '#domain/contract/act.ts'
import { countySettings } from '#domain/contract/county.ts'
import type { IssueSource, IssueSummary } from '#domain/contract/issue.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import type { IssueLevel } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { refuseActor } from '#domain/issue/refuse-act.ts'
import { scopeOfAll } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { actorOf } from '#server/issue/actor-of.ts'
import { createIssueWriter, type Done } from '#server/issue/issue-writer.ts'
import { type LimitsAsked, limitsOfEach } from '#server/issue/limits.ts'
import { reopenDaysOf } from '#server/issue/reopen-days.ts'
import { toEntry } from '#server/issue/write-issues.ts'
import { gatherByCounty } from './gather.ts'
import { type IssueRow, issueEventRows, issuesByNumber, withNames } from './issue.query.ts'
import { followed, type PlaceRow, placesAt, takenPhotos, unknownUnits } from './place.query.ts'
import { refused } from './refused.ts'
import { toSummary } from './to-summary.ts'

/** Who speaks in a history for somebody without a post. */
const RESIDENT = { role: 'resident', unit: '', path: '', name: '' } as const
const DAY = 86_400_000

export function actRoutes(context: Context): Router {
  const router = Router()
  const writer = createIssueWriter(context.db)
  const { rowOf, placeAt, limitsOf, isUnknownUnit } = createQuestions(context)

  mount(router, fileIssue, async ({ body, post, response }) => {
    const { county, category, condition, title, place, position, answers, photos, phone, follow: given, key } = body
    const here = postIn(post, county)
    const where = await placeAt(county, position)
    if (where === null) throw unknownCounty(county)
    if (!where.inside)
      throw new HttpProblem(
        422,
        'outside-county',
        `${position.join(', ')} lies outside county ${county}.`,
        'body.position',
      )
    const at = context.now().getTime()
    const limits = await limitsOf(county, { category, condition: condition ?? null, at })
    if ('refused' in limits)
      throw new HttpProblem(
        422,
        limits.refused,
        `No case can be filed under ${category} ${condition ?? ''} now.`,
        'body.category',
      )
    const unfit = refuseAnswers(limits.questions, answers)
    if (unfit !== null)
      throw new HttpProblem(
        422,
        `answer-${unfit.reason}`,
        `The answer to question ${unfit.question} of ${category} is refused: ${unfit.reason}.`,
        `body.answers.${unfit.question}`,
      )
    await refuseTakenPhotos(county, photos, ownKey(here, key))
    const actor = here === null ? RESIDENT : actorOf(here)
    if (actor === null) throw refused('not-your-role')
    // whoever takes a call leaves a way to the caller, with a link to follow it by
    const follow = here === null || phone !== undefined ? (given ?? randomBytes(24).toString('base64url')) : null
    const source = sourceOf(here, body.source)
    const done = await writer.file(county, {
      key: ownKey(here, key),
      person: here?.person ?? null,
      follow: follow === null ? undefined : { tokenHash: hashOf(follow), phone: phone ?? '' },
      filed: {
        kind: here === null ? 'report' : 'file',
        at,
        actor: actor.name,
        role: actor.role,
        byUnit: actor.unit,
        photos,
        limits,
        filing: {
          category,
          source,
          title,
          place,
          emergency: limits.emergency,
          longitude: position[0],
          latitude: position[1],
          level: levelOf(here, where),
          answers,
          ...(condition === undefined ? {} : { condition }),
        },
      },
    })
    const told = must(done)
    response.status(201)
    // a report sent twice has its link already: what is made anew leads nowhere
    const leads = !told.repeated || given !== undefined
    return { issue: await summaryOf(county, told), follow: leads ? follow : null }
  })

  mount(router, actOnIssue, async ({ params, body, post }) => {
    const { county, version, act, photos, key } = body
    const done = await actAs(context, post, county, act, { photos, key }, (actor, reopenDays) =>
      writer.act(county, {
        key: ownKey(post, key),
        person: post?.person ?? null,
        number: params.number,
        version: version === 0 ? null : version,
        act,
        at: context.now().getTime(),
        actor,
        reopenDays,
        photos,
      }),
    )
    const told = must(done)
    return { issue: await summaryOf(county, told), sequence: told.sequence }
  })

  mount(router, actOnIssues, async ({ body, post }) => {
    const { county, issues, act, key } = body
    return actAs(context, post, county, act, { photos: [] }, async (actor, reopenDays) => {
      const at = context.now().getTime()
      const done = await Promise.all(
        issues.map(({ number, version }, index) =>
          writer.act(county, {
            key: ownKey(post, key === undefined ? undefined : `${key}-${index}`),
            person: post?.person ?? null,
            number,
            version: version === 0 ? null : version,
            act,
            at,
            actor,
            reopenDays,
          }),
        ),
      )
      return {
        outcomes: done.map((one) => ({
          number: one.number,
          refused: one.ok ? null : one.reason,
          version: one.ok ? one.sequence : null,
        })),
      }
    })
  })

  mount(router, followIssue, async ({ params, query }) => {
    const { row, entries, issue } = await followedIssue(query.county, params.token)
    const now = context.now()
    const ground = { ...row, county: query.county, reopenDays: await reopenDaysOf(context.db, query.county) }
    const may = (act: Parameters<typeof refuseActor>[2]) =>
      refuseActor(issue, ground, act, RESIDENT, Math.max(now.getTime(), issue.lastAt)) === null
    return {
      issue: toSummary(row),
      steps: entries.map(({ kind, at, actor }) => ({ kind, at: new Date(at).toISOString(), actor })),
      mayRate: may({ kind: 'rate', rating: 5 }),
      mayReopen: may({ kind: 'reopen', reason: '', answerBy: 0, finishBy: 0 }),
      reopenUntil: issue.closedAt === null ? null : new Date(issue.closedAt + ground.reopenDays * DAY).toISOString(),
      now: now.toISOString(),
    }
  })

  mount(router, actOnFollowed, async ({ params, body }) => {
    const { county, act, key } = body
    const number = await followed(context.db, county, hashOf(params.token))
    if (number === null) throw unknownLink()
    const done = await writer.act(county, {
      key: ownKey(null, key === undefined ? undefined : `${hashOf(params.token)}-${key}`),
      person: null,
      number,
      version: null,
      act,
      at: context.now().getTime(),
      actor: RESIDENT,
      reopenDays: await reopenDaysOf(context.db, county),
    })
    return { issue: await summaryOf(county, must(done)) }
  })

  async function summaryOf(county: string, { number, row }: Extract<Done, { ok: true }>): Promise<IssueSummary> {
    const [named] = row === null ? [] : await withNames(context.db, county, [row])
    return toSummary(named ?? (await rowOf(county, number)))
  }

  async function followedIssue(county: string, token: string) {
    const number = await followed(context.db, county, hashOf(token))
    if (number === null) throw unknownLink()
    const row = await rowOf(county, number)
    const entries = (await issueEventRows(context.db, scopeOfAll(county), county, row.id)).map(toEntry)
    return { row, entries, issue: projectIssue(entries)! }
  }

  async function refuseTakenPhotos(county: string, photos: readonly string[], key?: string): Promise<void> {
    const [gone] = await takenPhotos(context.db, county, photos, key)
    if (gone !== undefined)
      throw new HttpProblem(422, 'photo-gone', `Photo ${gone} is not here any more; choose it again.`, 'body.photos')
  }

  /** Acts as the post that asks; a resident may only say that the same troubles them. */
  async function actAs<Answer>(
    { db }: Context,
    post: Post | null,
    county: string,
    act: ActRequest,
    { photos, key }: { photos: readonly string[]; key?: string | undefined },
    done: (actor: Parameters<typeof writer.act>[1]['actor'], reopenDays: number) => Promise<Answer>,
  ): Promise<Answer> {
    const here = postIn(post, county)
    if (here === null && act.kind !== 'join') throw new HttpProblem(401, 'sign-in-needed', 'Sign in to do this.')
    const actor = here === null ? RESIDENT : actorOf(here)
    if (actor === null) throw refused('not-your-role')
    const units = unitsNamed(act)
    const areUnknown = await Promise.all(units.map((unit) => isUnknownUnit(county, unit)))
    const unknown = units.find((_, index) => areUnknown[index])
    if (unknown !== undefined)
      throw new HttpProblem(422, 'unknown-unit', `There is no unit ${unknown} in county ${county}.`, 'body.act')
    await refuseTakenPhotos(county, photos, ownKey(here, key))
    const reopenDays = act.kind === 'reopen' ? await reopenDaysOf(db, county) : countySettings.parse({}).reopenDays
    return done(actor, reopenDays)
  }

  return router
}

function unitsNamed(act: ActRequest): readonly string[] {
  switch (act.kind) {
    case 'assign':
      return [act.unit]
    case 'whistle':
      return act.units
    case 'return':
      return act.responsible === undefined ? [] : [act.responsible]
    default:
      return []
  }
}

/** A post counts in its own county only. */
function postIn(post: Post | null, county: string): Post | null {
  if (post !== null && post.county !== county)
    throw new HttpProblem(403, 'outside-scope', `Your post belongs to county ${post.county}, not to ${county}.`)
  return post
}

/** Desks that take calls and messages say where a case came from; for all others their post says it. */
function sourceOf(post: Post | null, said: IssueSource | undefined): IssueSource {
  if (post === null) return 'resident'
  if (post.role === 'grid-worker') return 'worker'
  return said ?? 'patrol'
}

/** Where a new issue starts: with its finder's own level, else as far down the ladder as it lies in an area. */
function levelOf(post: Post | null, { grid, community, street }: PlaceRow): IssueLevel {
  if (post?.role === 'district' || post?.role === 'department') return 'county'
  if (post?.role === 'street' && street !== '') return 'street'
  if (post?.role === 'community' && community !== '') return 'community'
  if (grid !== '') return 'grid'
  if (community !== '') return 'community'
  return street !== '' ? 'street' : 'county'
}

/** Nobody's key stands in the way of another's. */
function ownKey(post: Post | null, key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${post?.person ?? 'resident'}/${key}`
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function must(done: Done): Extract<Done, { ok: true }> {
  if (done.ok) return done
  throw refused(done.reason, done.number)
}

function unknownCounty(county: string): HttpProblem {
  return notFound(`There is no county ${county} on this server.`, 'unknown-county', 'body.county')
}

function unknownLink(): HttpProblem {
  return notFound('This link leads to no report; it may have been copied only in part.', 'unknown-link', 'path.token')
}

/** What single requests ask of the database; those of the same moment are asked in one question. */
function createQuestions({ db }: Context) {
  const row = gatherByCounty(async (county: string, numbers: readonly string[]) => {
    const rows = await issuesByNumber(db, scopeOfAll(county), county, [...new Set(numbers)])
    const byNumber = new Map(rows.map((one) => [one.number, one]))
    return numbers.map((number) => byNumber.get(number))
  })
  return {
    async rowOf(county: string, number: string): Promise<IssueRow> {
      const found = await row(county, number)
      if (found === undefined) throw refused('unknown-issue', number)
      return found
    },
    placeAt: gatherByCounty((county, places: readonly (readonly [number, number])[]) => placesAt(db, county, places)),
    limitsOf: gatherByCounty((county, asked: readonly LimitsAsked[]) => limitsOfEach(db, county, asked)),
    isUnknownUnit: gatherByCounty(async (county, codes: readonly string[]) => {
      const unknown = new Set(await unknownUnits(db, county, [...new Set(codes)]))
      return codes.map((code) => unknown.has(code))
    }),
  }
}
