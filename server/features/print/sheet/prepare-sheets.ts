import type { Post } from '#domain/account/post.ts'
import { type PrintRequest, printLimits } from '#domain/contract/print.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { mayKnowElderly } from '#server/coverage/may-know-elderly.ts'
import { HttpProblem } from '#server/http.ts'
import { draftStoreOf, type KnownBase } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import type { PlanWithOperations } from '#server/plan/plan-row.query.ts'
import { mayCountElderly } from '#server/plan/planner-for.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { groupBy } from '#server/print/group-by.ts'
import { gridWorkerRows, planWorkerRows } from '#server/workers/worker.query.ts'
import { fileNameOf } from '../file-name.ts'
import type { PreparedPrint, PrintNote } from '../print-task.ts'
import type { ScopeRow } from '../signboard/signboard.query.ts'
import { wordsIn } from '../words.ts'
import { type CountedDraft, gatherMap, sheetGrids } from './gather-map.ts'
import { type SheetCommunityRow, sheetCommunityRows } from './sheet.query.ts'
import type { SheetPage } from './sheet.types.ts'
import { layout } from './sheet-layout.ts'

const TOLD = 12

export interface SheetsAsked {
  county: string
  scope: ScopeRow
  request: Extract<PrintRequest, { kind: 'sheets' }>
  post: Post
}

/** Finds the communities that get a sheet. Throws HttpProblem 404 for an unknown plan, 422 where no grids stand. */
export async function prepareSheets(context: Context, asked: SheetsAsked): Promise<PreparedPrint> {
  const { db, now } = context
  const { county, scope, request, post } = asked
  const { language } = request
  const { today } = await askCounty(db, county, now())
  const shown = db.within(scopeOfPost(post))
  const plan = request.plan === undefined ? null : await requirePlan(shown, county, request.plan, 'body.plan')
  const store = draftStoreOf(context)
  const known = plan ? await store.baseOfPlan(county, plan) : await store.baseOf(county, request.scope, today)
  const counted = await countedOf(context, known, plan, post, county, scope.path)
  const { draft } = counted
  const homes = new Set([...draft.grids.values()].flatMap((grid) => (grid.locked ? [] : [grid.community])))
  const all = await sheetCommunityRows(db, county, scope.path)
  const wanted = request.communities ? all.filter(({ code }) => request.communities!.includes(code)) : all
  const drawn = wanted.filter(({ code }) => homes.has(code))
  const bare = wanted.filter(({ code }) => !homes.has(code))
  if (drawn.length === 0)
    throw new HttpProblem(
      422,
      'nothing-to-print',
      `No community of ${scope.name} has grids there: there is nothing to draw.`,
      'body.scope',
    )
  if (drawn.length > printLimits.pages)
    throw new HttpProblem(422, 'too-many-pages', `${drawn.length} sheets are too many for a file.`)
  const t = await wordsIn(language)
  const dayOf = (day: Date | string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: typeof day === 'string' ? 'UTC' : scope.time_zone,
    }).format(new Date(day))

  async function pageOf({ code, name, street }: SheetCommunityRow): Promise<SheetPage> {
    const grids = sheetGrids(counted, code)
    return {
      kind: 'sheet',
      county: scope.county_name,
      ...{ street, community: name, plan: plan?.name ?? '' },
      map: await gatherMap(db, county, grids, layout.map),
      norm: known.base.norm,
      ...{ demo: scope.demo, attribution: scope.attribution },
      ...{ asOf: dayOf(plan?.base_date ?? today), printed: dayOf(now()) },
      names: [name, street, ...grids.flatMap((grid) => [grid.name, ...grid.workers])],
    }
  }

  const vacant = drawn.flatMap(({ code }) => sheetVacant(counted, code))
  const notes: PrintNote[] = [
    { kind: 'without-grids', count: bare.length, names: bare.slice(0, TOLD).map(({ name }) => name) },
    { kind: 'without-worker', count: vacant.length, names: vacant.slice(0, TOLD) },
  ]
  return {
    opening: { paper: 'A3', landscape: true, language, title: t('sheet.title', { community: scope.name }) },
    fileName: fileNameOf([scope.name, plan?.name ?? '', t('sheet.file')], scope.time_zone, now()),
    pages: drawn.length,
    notes: notes.filter(({ count }) => count > 0),
    async *pieces() {
      for (const community of drawn) yield [await pageOf(community)]
    },
  }
}

/** A plan's grids, or those that stand, counted once for all sheets. */
async function countedOf(
  context: Context,
  known: KnownBase,
  plan: PlanWithOperations | null,
  post: Post,
  county: string,
  path: string,
): Promise<CountedDraft> {
  const { drafted, base } = known
  const draft = plan ? draftStoreOf(context).replayed(plan.id, known, plan.operations).draft : drafted.draft
  const workers = groupBy(await workersUnder(context, post, plan), ({ grid }) => grid)
  return {
    draft,
    census: takeCensus(draft.partition, base.points),
    points: base.points,
    elderly: mayKnowElderly(post, county) || mayCountElderly(post, county, path),
    workersOf: (grid) => (workers.get(grid) ?? []).map(({ name }) => name),
    tones: assignTones(draft),
  }
}

/** Who has which grid: today, or as the plan puts them. */
async function workersUnder({ db }: Context, post: Post, plan: PlanWithOperations | null) {
  const shown = db.within(scopeOfPost(post))
  const today = await gridWorkerRows(shown, post.county)
  const planned = plan ? await planWorkerRows(shown, post.county, plan.id) : []
  const placed = new Set(planned.map(({ person }) => person))
  const names = new Map(today.map(({ person, name }) => [person, name]))
  return [
    ...today.filter(({ person }) => !placed.has(person)).map(({ grid, name }) => ({ grid, name })),
    ...planned.flatMap(({ person, grids }) => grids.map((grid) => ({ grid, name: names.get(person) ?? '' }))),
  ].filter(({ name }) => name !== '')
}

function sheetVacant({ draft, workersOf }: CountedDraft, community: string): string[] {
  return [...draft.grids.values()]
    .filter((grid) => !grid.locked && grid.community === community && workersOf(grid.code).length === 0)
    .map(({ name }) => name)
}
