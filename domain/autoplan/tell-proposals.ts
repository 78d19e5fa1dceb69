import type { AutoplanFigures, AutoplanRun } from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import { alongShare } from '#domain/plan-compare/along-lines.ts'
import type { DrawnPlan } from './draw-plan.ts'
import type { AutoplanAnswer } from './draw-proposals.ts'
import type { PlanFigures } from './plan-figures.ts'

/** What a run does not draw: grids that were not to be drawn anew, and every micro-grid that stands, with its grid's code. */
export interface StayingGround {
  grids: PlanGround['grids']
  microGrids: (PlanGround['microGrids'][number] & { grid: string })[]
}

/** Words for what the numbers of a run mean. */
export interface RunNames {
  communityNames: ReadonlyMap<string, string>
  compoundNames: readonly string[]
}

type Told = Pick<AutoplanRun, 'today' | 'proposals' | 'unplanned'>

/** What a run comes to: its proposals, or why there is none. */
export function tellProposals(answer: AutoplanAnswer, staying: StayingGround, names: RunNames): Told {
  const drawn = answer?.proposals ?? []
  return {
    today: answer ? figuresTold(answer.today) : null,
    proposals: drawn.flatMap((plan) =>
      isPlan(plan)
        ? [
            {
              leaning: plan.leaning,
              figures: figuresTold(plan.figures),
              microGrids: plan.microGrids.length,
              shared: plan.shared.map(({ compound, ...share }) => ({
                ...share,
                compound: names.compoundNames[compound] ?? '',
              })),
              unplanned: unplannedTold(plan, names),
              outlines: [...plan.grids, ...staying.grids].map(outlineOf),
            },
          ]
        : [],
    ),
    unplanned: drawn.length > 0 && !drawn.some(isPlan) ? unplannedTold(drawn[0]!, names) : [],
  }
}

/** Ground of a proposal: what was drawn, what stayed, micro-grids of both. Null where there is no such proposal. */
export function groundOfProposal(answer: AutoplanAnswer, number: number, staying: StayingGround): PlanGround | null {
  const drawn = answer?.proposals.filter(isPlan)[number]
  if (!drawn) return null
  const stays = new Set([...drawn.untouched, ...staying.grids.map((grid) => grid.code)])
  const kept = staying.microGrids.filter((micro) => stays.has(micro.grid))
  return { grids: [...drawn.grids, ...staying.grids], microGrids: [...drawn.microGrids, ...kept] }
}

/** A proposal that draws something: at least one community came out. */
function isPlan({ figures }: DrawnPlan): boolean {
  return figures.grids > 0
}

function unplannedTold({ unplanned }: DrawnPlan, { communityNames, compoundNames }: RunNames) {
  const nameOf = (community: string) => communityNames.get(community) ?? community
  return unplanned.map(({ compound, helps, ...none }) => ({
    ...none,
    communityName: nameOf(none.community),
    compound: compoundNames[compound] ?? '',
    helps: helps.map((help) => (help.kind === 'join' ? { ...help, name: nameOf(help.community) } : help)),
  }))
}

function figuresTold(figures: PlanFigures): AutoplanFigures {
  const { grids, within, households, moved, fewest, most, compactness, squaredOff, aim } = figures
  return {
    ...{ grids, within, households, moved, most },
    fewest: grids === 0 ? 0 : fewest,
    compactness: grids === 0 ? 0 : compactness / grids,
    alongShare: alongShare(figures),
    off: grids === 0 ? 0 : Math.sqrt(squaredOff / grids) * aim,
  }
}

/** Outer rings to about a metre: for a small map. */
function outlineOf({
  name,
  code,
  ground,
}: PlanGround['grids'][number]): AutoplanRun['proposals'][number]['outlines'][number] {
  const polygons = ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    name,
    standing: code !== null,
    rings: polygons.map(([outer]) => outer!.map(([x, y]) => [rounded(x), rounded(y)])),
  }
}
