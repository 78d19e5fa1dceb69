import { type Request, Router } from 'express'
import { covers } from '#domain/account/covers.ts'
import type { Post, Role } from '#domain/account/post.ts'
import {
  actOnPlan,
  commentOnPlan,
  getPlanChanges,
  getPlanLife,
  type PlanActBody,
  type PlanLife,
  planLifeLimits,
  settleComment,
} from '#domain/contract/plan-life.ts'
import { censusOf } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { blockingOf } from '#domain/partition/rules/judge.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { asksSteps, stateAfter } from '#domain/plan-life/lifecycle.ts'
import { type LivingPlan, planOffers, refusePlanAct } from '#domain/plan-life/refuse-plan-act.ts'
import { writeAudit } from '#server/account/audit.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { Queryable } from '#server/db.types.ts'
import { holdingIssues } from '#server/engine/parts.ts'
import { HttpProblem, mount, notFound, postFor } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { draftStoreOf, type HeldPlan, type KnownBase } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import {
  actRows,
  announcePlanLife,
  type CommentRow,
  changesRow,
  commentRows,
  insertComment,
  type LivingRow,
  livingRow,
  publishedSince,
  settleRow,
  writeAct,
} from '#server/plan-life/plan-life.query.ts'
import { publicationOf } from '#server/plan-life/publication.ts'
import { PUBLISH_SECONDS, publishPlan } from '#server/plan-life/publish-plan.ts'

/** Who may say something about a plan in their area. */
const commenting: readonly Role[] = ['planner', 'community', 'street', 'district', 'leader', 'administrator']

/** The life of plans: acts by the table of domain/plan-life, comments pinned on the map. */
export function planLifeRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = draftStoreOf(context)

  mount(router, getPlanLife, async ({ params, query: { county }, post, request }) =>
    lifeOf(request, county, params.plan, post),
  )

  mount(router, actOnPlan, async ({ params, query: { county }, body, post, request }) => {
    const { today } = await askCounty(db, county, now())
    // what an operation stands on is asked before: on the embedded engine nothing else is answered in a transaction
    const { row: judgedRow, plan, blocking, held } = await judged(request, county, params.plan)
    const atOnce = body.act === 'publish' && body.day === today
    const doing = async (transaction: Queryable) => {
      const row = await askRow(transaction, county, params.plan, 'lock')
      const stands = { ...plan, ...livingOf(row) }
      const day = body.act === 'publish' ? body.day : null
      const refused = refusePlanAct(stands, body.act, post, { today, day })
      if (refused === 'sign-in-needed' || post === null) return postFor({ post }, county)
      if (post.county !== county) return postFor({ post }, county)
      if (refused !== null) throw refusedAct(refused, body, row, blocking)
      if (row.version !== body.expectedVersion || row.state !== judgedRow.state) throw changed(row)
      await act(transaction, county, row, body, post)
      if (atOnce) await publishPlan(transaction, county, row, { day: today, at: now(), by: post, held })
      await announcePlanLife(transaction, county, row.id)
      return post
    }
    const done = atOnce
      ? await holdingIssues(db, doing, { timeoutSeconds: PUBLISH_SECONDS })
      : await db.transaction(doing)
    return lifeOf(request, county, params.plan, done)
  })

  mount(router, getPlanChanges, async ({ params, query: { county }, request }) => {
    const shown = db.within(shownTo(request, county))
    const row = await askRow(shown, county, params.plan)
    const told = await changesRow(shown, county, row.id)
    if (told) return told
    const plan = await planRow(shown, county, row.id)
    return (await publicationOf(db, county, row, now(), plan && (await store.held(county, plan)))).told
  })

  mount(router, commentOnPlan, async ({ params, query: { county }, body, post, request, response }) => {
    const row = await askRow(db.within(shownTo(request, county)), county, params.plan)
    const by = commenterFor(post, county, row)
    await db.transaction(async (transaction) => {
      const said = { id: newId(), at: now(), person: by.person, actor: by.name, ...body }
      const most = planLifeLimits.comments
      if (!(await insertComment(transaction, county, row.id, said, most)))
        throw new HttpProblem(409, 'too-many-comments', `Plan ${row.id} has ${most} comments.`)
      await audit(transaction, county, row, by, 'plan.comment', { comment: said.id })
      await announcePlanLife(transaction, county, row.id)
    })
    response.status(201)
    return lifeOf(request, county, params.plan, post)
  })

  mount(router, settleComment, async ({ params, query: { county }, body, post, request }) => {
    const row = await askRow(db.within(shownTo(request, county)), county, params.plan)
    const by = commenterFor(post, county, row)
    await db.transaction(async (transaction) => {
      const settled = body.settled ? { at: now(), actor: by.name } : null
      if (!(await settleRow(transaction, county, row.id, params.comment, settled)))
        throw notFound(`Plan ${row.id} has no comment ${params.comment}.`, 'unknown-comment', 'path.comment')
      const action = body.settled ? 'plan.settle' : 'plan.unsettle'
      await audit(transaction, county, row, by, action, { comment: params.comment })
      await announcePlanLife(transaction, county, row.id)
    })
    return lifeOf(request, county, params.plan, post)
  })

  async function act(
    transaction: Queryable,
    county: string,
    row: LivingRow,
    body: PlanActBody,
    post: Post,
  ): Promise<void> {
    const to = stateAfter(body.act, row.state)!
    const day = body.act === 'publish' ? body.day : null
    const { person, name: actor, role } = post
    await writeAct(transaction, county, row.id, {
      ...{ act: body.act, to, at: now(), person, actor, role, version: row.version, day },
      ...(body.act === 'return' ? { reason: body.reason } : {}),
    })
    await audit(transaction, county, row, post, `plan.${body.act}`, { state: to, version: row.version, day })
  }

  async function audit(
    transaction: Queryable,
    county: string,
    row: LivingRow,
    by: Post,
    action: string,
    after: Record<string, unknown>,
  ): Promise<void> {
    const before = 'state' in after ? { state: row.state, day: row.day } : undefined
    const record = { county, at: now(), by, action, subject: row.id, path: row.path, after }
    await writeAudit(transaction, before === undefined ? record : { ...record, before })
  }

  /** A plan as the table judges it, with its steps replayed where what may happen next depends on them. */
  async function judged(
    request: Request,
    county: string,
    id: string,
  ): Promise<{ row: LivingRow; plan: LivingPlan; blocking: Finding[]; held: HeldPlan | null }> {
    const shown = db.within(shownTo(request, county))
    const row = await askRow(shown, county, id)
    const drawn = await planRow(shown, county, id)
    const steps = (drawn?.operations.length ?? 0) + (row.from === 'today' ? 0 : 1)
    if (!drawn || !asksSteps(row.state))
      return { row, blocking: [], held: null, plan: { ...livingOf(row), steps, broken: false, blocking: 0 } }
    const held = await store.held(county, drawn)
    const { base, replayed } = held
    const blocking = replayed.ok ? blockingIn(base, replayed.draft, row) : []
    return { row, blocking, held, plan: { ...livingOf(row), steps, broken: !replayed.ok, blocking: blocking.length } }
  }

  async function lifeOf(request: Request, county: string, id: string, post: Post | null): Promise<PlanLife> {
    const { today } = await askCounty(db, county, now())
    const { row, plan } = await judged(request, county, id)
    const shown = db.within(shownTo(request, county))
    const here = post?.county === county ? post : null
    const [acts, comments, published] = await Promise.all([
      actRows(shown, county, id),
      commentRows(shown, county, id),
      row.from === 'today' ? publishedSince(shown, county, id) : [],
    ])
    return {
      id,
      state: row.state,
      version: row.version,
      day: row.day,
      today,
      acts: acts.map((one) => ({ ...one, at: one.at.toISOString() })),
      comments: comments.map(commentOf),
      offers: planOffers(plan, here, { today, day: null }),
      mayComment: here !== null && commenting.includes(here.role) && related(here.path, row.path),
      publishedSince: published.map(({ name, day, at }) => ({ name, day, at: at.toISOString() })),
    }
  }

  async function askRow(on: Queryable, county: string, id: string, lock?: 'lock'): Promise<LivingRow> {
    const row = await livingRow(on, county, id, lock)
    if (row) return row
    await askCounty(on, county, now())
    throw notFound(`County ${county} has no plan ${id}.`, 'unknown-plan', 'path.plan')
  }

  return router
}

/** What blocks a plan that may be submitted or published next; nothing is asked in other states. */
function blockingIn({ base, drafted }: KnownBase, draft: Draft, row: LivingRow): Finding[] {
  if (row.state !== 'draft' && row.state !== 'approved') return []
  const { points } = drafted
  const { norm, microGridNorm, rules, compounds } = base
  const world = { draft, census: censusOf(draft.partition, points), points, base: drafted }
  return blockingOf({ ...world, norm, microGridNorm, rules, compounds }, row.from !== 'today')
}

function livingOf(row: LivingRow): Omit<LivingPlan, 'steps' | 'broken' | 'blocking'> {
  const { state, path, level, submitted_by, open_comments } = row
  return { state, path, level, submittedBy: submitted_by, openComments: open_comments }
}

function commentOf({ id, at, actor, body, geom, settled_at, settled_by }: CommentRow): PlanLife['comments'][number] {
  const settled = settled_at === null ? null : { at: settled_at.toISOString(), actor: settled_by ?? '' }
  return { id, at: at.toISOString(), actor, text: body, place: geom?.coordinates ?? null, settled }
}

/** The post that may comment. Throws as `postFor`, and 403 `not-allowed` or `outside-scope`. */
function commenterFor(post: Post | null, county: string, row: LivingRow): Post {
  const by = postFor({ post }, county)
  if (!commenting.includes(by.role))
    throw new HttpProblem(403, 'not-allowed', `Plans are not commented by the role ${by.role}.`)
  if (!related(by.path, row.path))
    throw new HttpProblem(403, 'outside-scope', `The plan is about ${row.path}, outside of your area ${by.path}.`)
  return by
}

/** Whether a plan touches the area of a post: it is about that area, a part of it, or what that area is a part of. */
function related(postPath: string, planPath: string): boolean {
  return covers(postPath, planPath) || covers(planPath, postPath)
}

function changed(row: LivingRow): HttpProblem {
  return new HttpProblem(
    409,
    'plan-changed',
    `Plan ${row.id} is at version ${row.version}: look at it again before you decide.`,
    'body.expectedVersion',
    { 'Plan-Version': String(row.version) },
  )
}

/** The table's refusal as a problem: its reason is the code. 403 where it is about who asks, else 409. */
function refusedAct(reason: string, body: PlanActBody, row: LivingRow, blocking: readonly Finding[]): HttpProblem {
  const about = ['not-your-role', 'outside-scope', 'above-your-level', 'own-submission']
  const path = reason.startsWith('day-') ? 'body.day' : 'body.act'
  const words = `Plan ${row.id} is ${row.state}; ${body.act} is refused: ${reason.replaceAll('-', ' ')}${placeOf(reason, blocking)}.`
  return new HttpProblem(about.includes(reason) ? 403 : 409, reason, words, path)
}

/** Which rule, in which grid, where: of the first finding that blocks. */
function placeOf(reason: string, [first, ...others]: readonly Finding[]): string {
  if (reason !== 'rules-broken' || first === undefined) return ''
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return ` (${first.rule.replaceAll('-', ' ')} in ${first.face} at ${first.at.join(', ')}${more})`
}
