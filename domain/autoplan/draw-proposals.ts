import { chineseNumeral } from '#domain/area/chinese-numeral.ts'
import { type AutoplanRequest, type AutoplanWishes, leanings } from '#domain/contract/autoplan.ts'
import { alongShare } from '#domain/plan-compare/along-lines.ts'
import { type DrawnPlan, drawPlan, type Unplanned } from './draw-plan.ts'
import type { GroundFeatures } from './ground-features.ts'
import {
  meanOff,
  type PlanFigures,
  type StayingGrids,
  standingFigures,
  stayingFigures,
  sumFigures,
} from './plan-figures.ts'
import { type IssuePoints, prepareGround, type StandingGrid } from './prepare-ground.ts'
import { type Unchanged, whyUnchanged } from './why-unchanged.ts'

/** What a thread draws from, the server's or the browser's; all of it can be cloned. */
export interface AutoplanTask {
  /** Grids to draw anew. */
  free: StandingGrid[]
  communityNames: ReadonlyMap<string, string>
  features: GroundFeatures
  issues: IssuePoints
  /** Base grids that are not drawn anew: they count among the figures, as in a comparison of plans. */
  kept: StayingGrids
  request: Omit<AutoplanRequest, 'scope' | 'plan' | 'keep' | 'only'>
}

/** How far the drawing is, 0 to 1; and whether to stop it. */
export interface DrawingWatch {
  tell(stage: 'atoms' | 'drawing', share: number): void
  isCancelled(): boolean
}

/** A plan, and what it leans to. */
export type Proposed = DrawnPlan & { leaning: (typeof leanings)[number] }

/** Null when cancelled. Plans that part the ground alike stand once, those that make nothing better do not stand at all. */
export type AutoplanAnswer = {
  today: PlanFigures
  proposals: Proposed[]
  /** Ground for which no plan was found, when nothing is proposed. */
  unplanned: Unplanned[]
  /** Why what stands is left as it is, when plans were found and none is proposed. */
  unchanged: Unchanged | null
} | null

/** Share of the work that cutting the ground is. */
const ATOMS_SHARE = 0.5

/** Where no micro-grids are drawn, compounds are known by pieces so small, should they have to be shared between grids. */
const SHARED_PIECES = 4

/** Cuts the ground into atoms once and draws every proposal on it. */
export function drawProposals(
  { free, communityNames, features, issues, kept, request }: AutoplanTask,
  { tell, isCancelled }: DrawingWatch,
): AutoplanAnswer {
  const { norm, aim, microNorm, names, goal } = request
  const prepared = prepareGround(
    free,
    features,
    issues,
    {
      most: norm[1],
      fineMost: microNorm?.[1] ?? Math.max(1, Math.floor(norm[0] / SHARED_PIECES)),
      // who wants as few moves as can be does not want compounds put together that are shared today
      keepsShares: request.start === 'today' && request.wishes.fewMoved === 1,
    },
    (done, all) => {
      tell('atoms', (ATOMS_SHARE * done) / all)
      return !isCancelled()
    },
  )
  if (!prepared) return null
  const filled = (pattern: string, home: string, number: number) =>
    pattern
      .replaceAll('{number}', String(number))
      .replaceAll('{numeral}', chineseNumeral(number))
      .replaceAll('{home}', home)
  const found: Proposed[] = []
  for (let i = 0; i < request.proposals; i++) {
    const drawn = drawPlan(
      prepared,
      {
        ...{ norm, aim, microNorm, start: request.start, seed: request.seed + i },
        wishes: leaning(request.wishes, leanings[i]!),
        nameOf: (community, number) => filled(names.grid, communityNames.get(community) ?? community, number),
        microNameOf: (grid, number) => filled(names.microGrid, grid, number),
      },
      {
        progress: (share) => tell('drawing', ATOMS_SHARE + ((1 - ATOMS_SHARE) * (i + share)) / request.proposals),
        cancelled: isCancelled,
      },
    )
    if (!drawn) return null
    // leaning elsewhere and coming to the same is no other plan
    if (!found.some((known) => isSame(known, drawn))) found.push({ ...drawn, leaning: leanings[i]! })
  }
  const stands = sumFigures(
    prepared.map((community) => standingFigures(community, request)),
    request,
  )
  const plans = found.filter(isPlan)
  const better = plans.filter((plan) => isBetter(plan, stands, request))
  const withKept = (figures: PlanFigures) => sumFigures([figures, stayingFigures(kept, request)], request)
  return {
    today: withKept(stands),
    proposals: better.map((plan) => ({ ...plan, figures: withKept(plan.figures) })),
    unplanned: better.length === 0 ? found[0]!.unplanned : [],
    unchanged: plans.length > 0 && better.length === 0 ? whyUnchanged(prepared, stands, goal) : null,
  }
}

/** It draws something: at least one community came out. */
function isPlan({ grids, untouched }: DrawnPlan): boolean {
  return grids.length > untouched.length
}

/** Whether a plan is worth a look beside what stands: by the figures that a planner sees of it. */
function isBetter(
  { figures, microGrids }: DrawnPlan,
  stands: PlanFigures,
  { goal, start, wishes }: AutoplanTask['request'],
): boolean {
  const seen = (figures: PlanFigures) => ({
    off: Math.round(meanOff(figures)),
    along: Math.round((alongShare(figures) ?? 0) * 100),
    compact: Math.round((figures.compactness / Math.max(1, figures.grids)) * 100),
  })
  const [now, before] = [seen(figures), seen(stands)]
  if (figures.within / figures.grids > stands.within / stands.grids) return true
  if (goal === 'even') return now.off < before.off
  // where every grid keeps the norm, as few moves as can be are none
  const asFewAsCanBe = start === 'today' && wishes.fewMoved === 1
  if (asFewAsCanBe && stands.within === stands.grids && figures.moved > 0) return false
  return figures.moved > 0 || microGrids.length > 0 || now.along > before.along || now.compact > before.compact
}

/** The wishes as they were told, or leaning to roads, or to even households at the cost of the others. */
function leaning(wishes: AutoplanWishes, to: (typeof leanings)[number]): AutoplanWishes {
  const less = { ...wishes, compact: wishes.compact / 4 }
  if (to === 'roads') return { ...less, alongRoads: 1, evenHouseholds: wishes.evenHouseholds / 4 }
  if (to === 'even') return { ...less, evenHouseholds: 1, alongRoads: wishes.alongRoads / 4 }
  return wishes
}

/** Whether two plans part the ground alike, whatever their micro-grids. */
function isSame(one: DrawnPlan, other: DrawnPlan): boolean {
  return (
    JSON.stringify(one.grids.map(({ ground }) => ground)) === JSON.stringify(other.grids.map(({ ground }) => ground))
  )
}
