import type { Post } from '#domain/account/post.ts'
import type { PrintRequest } from '#domain/contract/print.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import { takeCensus } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { judge } from '#domain/partition/rules/judge.ts'
import { scopeOfPost } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { notFound } from '#server/http.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import type { StoredBase } from '#server/plan/plan-base.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import { compareDrafts } from '#server/plan-comparison/compare-drafts.ts'
import { changesRow, commentRows, livingRow } from '#server/plan-life/plan-life.query.ts'
import { publicationOf } from '#server/plan-life/publication.ts'
import { fileNameOf } from '../file-name.ts'
import type { PreparedPrint } from '../print-task.ts'
import { type CountedDraft, gatherMap, sheetGrids } from '../sheet/gather-map.ts'
import type { ScopeRow } from '../signboard/signboard.query.ts'
import { wordsIn } from '../words.ts'
import type { ReportPage } from './report.types.ts'
import { mapFrames } from './report-layout.ts'

export interface ReportAsked {
  county: string
  scope: ScopeRow
  request: Extract<PrintRequest, { kind: 'report' }>
  post: Post
}

/** Gathers what a meeting decides about. Throws HttpProblem 404 for an unknown plan, and as a publication is refused. */
export async function prepareReport(
  context: Context,
  { county, scope, request, post }: ReportAsked,
): Promise<PreparedPrint> {
  const { db, now } = context
  const { language, why = '' } = request
  const shown = db.within(scopeOfPost(post))
  const row = await planRow(shown, county, request.plan)
  const living = await livingRow(shown, county, request.plan)
  if (!row || !living) throw notFound(`County ${county} has no plan ${request.plan}.`, 'unknown-plan', 'body.plan')
  const t = await wordsIn(language)
  const store = draftStoreOf(context)
  const held = await store.held(county, row)
  const { stood } = held
  const before = countedIn(stood.drafted.draft, stood.base)
  const after = countedIn(held.replayed.draft, stood.base, before)
  const told = (await changesRow(shown, county, row.id)) ?? (await publicationOf(db, county, living, now(), held)).told
  const compared = await compareDrafts(
    context,
    stood,
    { id: '', name: '', draft: before.draft },
    { id: row.id, name: row.name, draft: after.draft },
  )
  const beyond = t('report.beyond')
  const grids = told.changes.filter(({ level }) => level === 'grid')
  const count = (kind: string) => grids.filter((change) => change.kind === kind).length
  const comments = await commentRows(shown, county, row.id)
  const dayOf = (day: Date | string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: typeof day === 'string' ? 'UTC' : scope.time_zone,
    }).format(new Date(day))
  const page: Omit<ReportPage, 'maps'> = {
    kind: 'report',
    ...{ county: scope.county_name, scope: row.scope_name, plan: row.name, state: row.state, why },
    ...{ asOf: dayOf(row.base_date), printed: dayOf(now()) },
    comments: comments.map(({ actor, body, settled_at }) => ({ actor, text: body, settled: settled_at !== null })),
    ...{ norm: stood.base.norm, issuesPerWorker: stood.base.rules.issuesPerWorker },
    before: { ...compared.one, findings: findingsOf(before, before, stood.base) },
    after: { ...compared.other, findings: findingsOf(after, before, stood.base) },
    changes: { opened: count('opened'), closed: count('closed'), changed: count('changed'), renamed: count('renamed') },
    households: told.households,
    issues: told.issues,
    flows: compared.flows
      .filter(({ households, issues }) => households > 0 || issues > 0)
      .map(({ from, to, ...flow }) => ({ ...flow, from: from?.name ?? beyond, to: to?.name ?? beyond })),
    workers: told.workers.map(({ title, from, to }) => ({ title, from: from.name, to: to.name })),
    withoutWorker: told.withoutWorker.map(({ name }) => name),
    ...{ demo: scope.demo, attribution: scope.attribution },
    names: [row.name, why, ...grids.map((change) => change.after?.name ?? '')],
  }
  return {
    opening: { paper: 'A4', landscape: false, language, title: t('report.title', { plan: row.name }) },
    fileName: fileNameOf([row.name, t('report.file')], scope.time_zone, now()),
    pages: 1,
    notes: [],
    async *pieces() {
      const mapOf = (side: CountedDraft, frame: typeof mapFrames.before) =>
        gatherMap(db, county, sheetGrids(side, null), frame)
      const maps = { before: await mapOf(before, mapFrames.before), after: await mapOf(after, mapFrames.after) }
      yield [{ ...page, maps }]
    },
  }
}

/** How many findings the county's rules have on a side. */
function findingsOf({ draft, census, points }: CountedDraft, stood: CountedDraft, base: StoredBase): number {
  const { norm, microGridNorm, rules, compounds } = base
  return judge({ draft, census, points, base: stood, norm, microGridNorm, rules, compounds }).length
}

/** A draft over the buildings of the day it stands on; what stays keeps its colour. */
function countedIn(draft: Draft, { points }: StoredBase, before?: CountedDraft): CountedDraft {
  return {
    ...{ draft, points, elderly: false },
    census: takeCensus(draft.partition, points),
    workersOf: () => [],
    tones: assignTones(draft, before?.tones),
  }
}
