import type { Express } from 'express'
import { accountEndpoints } from '#domain/contract/account.ts'
import { actEndpoints } from '#domain/contract/act.ts'
import { areaGroundEndpoints } from '#domain/contract/area-ground.ts'
import { autoplanEndpoints } from '#domain/contract/autoplan.ts'
import { borderGroundEndpoints } from '#domain/contract/border-ground.ts'
import { briefEndpoints } from '#domain/contract/brief.ts'
import { calendarEndpoints } from '#domain/contract/calendar.ts'
import { cardEndpoints } from '#domain/contract/card.ts'
import { categoryEndpoints } from '#domain/contract/category.ts'
import { countyEndpoints } from '#domain/contract/county.ts'
import { coverageEndpoints } from '#domain/contract/coverage.ts'
import { coverageFigureEndpoints } from '#domain/contract/coverage-figures.ts'
import { displayEndpoints } from '#domain/contract/display.ts'
import { divisionEndpoints } from '#domain/contract/division.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { feedEndpoints } from '#domain/contract/feed-stream.ts'
import { figureEndpoints } from '#domain/contract/figure.ts'
import { healthEndpoints } from '#domain/contract/health.ts'
import { heatEndpoints } from '#domain/contract/heat.ts'
import { heatAreaEndpoints } from '#domain/contract/heat-area.ts'
import { identityProviderEndpoints } from '#domain/contract/identity-provider.ts'
import { importEndpoints } from '#domain/contract/import.ts'
import { issueEndpoints } from '#domain/contract/issue.ts'
import { networkEditEndpoints } from '#domain/contract/network-edit.ts'
import { photoEndpoints } from '#domain/contract/photo.ts'
import { planEndpoints } from '#domain/contract/plan.ts'
import { planCheckpointEndpoints } from '#domain/contract/plan-checkpoint.ts'
import { planComparisonEndpoints } from '#domain/contract/plan-comparison.ts'
import { planFileEndpoints } from '#domain/contract/plan-file.ts'
import { planGuideEndpoints } from '#domain/contract/plan-guide.ts'
import { planHandEndpoints } from '#domain/contract/plan-hand.ts'
import { planLifeEndpoints } from '#domain/contract/plan-life.ts'
import { planRulesEndpoints } from '#domain/contract/plan-rules.ts'
import { printEndpoints } from '#domain/contract/print.ts'
import { replayEndpoints } from '#domain/contract/replay.ts'
import { scenarioEndpoints } from '#domain/contract/scenario.ts'
import { searchEndpoints } from '#domain/contract/search.ts'
import { siteCandidateEndpoints } from '#domain/contract/site-candidate.ts'
import { sitingEndpoints } from '#domain/contract/siting.ts'
import { stationEndpoints } from '#domain/contract/station.ts'
import { tileEndpoints } from '#domain/contract/tile.ts'
import { wallEndpoints } from '#domain/contract/wall.ts'
import { workerEndpoints } from '#domain/contract/worker.ts'
import type { Context } from './context.ts'
import { accountRoutes } from './features/account/account.route.ts'
import { apiRoutes } from './features/api/api.route.ts'
import { areaGroundRoutes } from './features/area-ground/area-ground.route.ts'
import { autoplanRoutes } from './features/autoplan/autoplan.route.ts'
import { borderGroundRoutes } from './features/border-ground/border-ground.route.ts'
import { briefRoutes } from './features/brief/brief.route.ts'
import { calendarRoutes } from './features/calendar/calendar.route.ts'
import { cardRoutes } from './features/card/card.route.ts'
import { categoryRoutes } from './features/category/category.route.ts'
import { countyRoutes } from './features/county/county.route.ts'
import { coverageRoutes } from './features/coverage/coverage.route.ts'
import { coverageFigureRoutes } from './features/coverage/figures.route.ts'
import { divisionRoutes } from './features/division/division.route.ts'
import { feedRoutes } from './features/feed/feed.route.ts'
import { figureRoutes } from './features/figure/figure.route.ts'
import { healthRoutes } from './features/health/health.route.ts'
import { heatRoutes } from './features/heat/heat.route.ts'
import { heatAreaRoutes } from './features/heat-area/heat-area.route.ts'
import { importRoutes } from './features/import/import.route.ts'
import { actRoutes } from './features/issue/act.route.ts'
import { issueRoutes } from './features/issue/issue.route.ts'
import { networkEditRoutes } from './features/network-edit/network-edit.route.ts'
import { photoRoutes } from './features/photo/photo.route.ts'
import { planRoutes } from './features/plan/plan.route.ts'
import { planCheckpointRoutes } from './features/plan-checkpoint/plan-checkpoint.route.ts'
import { planComparisonRoutes } from './features/plan-comparison/plan-comparison.route.ts'
import { planFileRoutes } from './features/plan-file/plan-file.route.ts'
import { planGuideRoutes } from './features/plan-guide/plan-guide.route.ts'
import { planHandRoutes } from './features/plan-hand/plan-hand.route.ts'
import { planLifeRoutes } from './features/plan-life/plan-life.route.ts'
import { planRulesRoutes } from './features/plan-rules/plan-rules.route.ts'
import { printRoutes } from './features/print/print.route.ts'
import { replayRoutes } from './features/replay/replay.route.ts'
import { scenarioRoutes } from './features/scenario/scenario.route.ts'
import { searchRoutes } from './features/search/search.route.ts'
import { sitingRoutes } from './features/siting/siting.route.ts'
import { stationRoutes } from './features/station/station.route.ts'
import { tileRoutes } from './features/tile/tile.route.ts'
import { wallRoutes } from './features/wall/wall.route.ts'
import { workerRoutes } from './features/worker/worker.route.ts'

/** Every declared endpoint, as the API page lists them. */
export const endpoints: Endpoint[] = [
  ...countyEndpoints,
  ...areaGroundEndpoints,
  ...divisionEndpoints,
  ...tileEndpoints,
  ...issueEndpoints,
  ...actEndpoints,
  ...photoEndpoints,
  ...categoryEndpoints,
  ...calendarEndpoints,
  ...figureEndpoints,
  ...replayEndpoints,
  ...heatEndpoints,
  ...heatAreaEndpoints,
  ...stationEndpoints,
  ...siteCandidateEndpoints,
  ...coverageEndpoints,
  ...coverageFigureEndpoints,
  ...scenarioEndpoints,
  ...networkEditEndpoints,
  ...briefEndpoints,
  ...sitingEndpoints,
  ...planEndpoints,
  ...planGuideEndpoints,
  ...planHandEndpoints,
  ...autoplanEndpoints,
  ...borderGroundEndpoints,
  ...planComparisonEndpoints,
  ...planCheckpointEndpoints,
  ...planLifeEndpoints,
  ...planRulesEndpoints,
  ...planFileEndpoints,
  ...workerEndpoints,
  ...printEndpoints,
  ...importEndpoints,
  ...searchEndpoints,
  ...cardEndpoints,
  ...wallEndpoints,
  ...feedEndpoints,
  ...accountEndpoints,
  ...identityProviderEndpoints,
  ...displayEndpoints,
  ...healthEndpoints,
]

/**
 * Mounts the features; one line each. An address is compared with route after route: what is asked all day stands first.
 */
export function mountRoutes(app: Express, context: Context, build: string): void {
  app.use(actRoutes(context))
  app.use(issueRoutes(context))
  app.use(healthRoutes(context, build))
  app.use(apiRoutes(endpoints, build))
  app.use(countyRoutes(context))
  app.use(areaGroundRoutes(context))
  app.use(divisionRoutes(context))
  app.use(tileRoutes(context))
  app.use(feedRoutes(context, build))
  app.use(figureRoutes(context))
  app.use(replayRoutes(context))
  app.use(photoRoutes(context))
  app.use(categoryRoutes(context))
  app.use(calendarRoutes(context))
  app.use(heatRoutes(context))
  app.use(heatAreaRoutes(context))
  app.use(stationRoutes(context))
  app.use(coverageRoutes(context))
  app.use(coverageFigureRoutes(context))
  app.use(scenarioRoutes(context))
  app.use(networkEditRoutes(context))
  app.use(briefRoutes(context))
  app.use(sitingRoutes(context))
  app.use(planRoutes(context))
  app.use(planGuideRoutes(context))
  app.use(planHandRoutes(context))
  app.use(autoplanRoutes(context))
  app.use(borderGroundRoutes(context))
  app.use(planComparisonRoutes(context))
  app.use(planCheckpointRoutes(context))
  app.use(planLifeRoutes(context))
  app.use(planRulesRoutes(context))
  app.use(planFileRoutes(context))
  app.use(workerRoutes(context))
  app.use(printRoutes(context))
  app.use(importRoutes(context))
  app.use(searchRoutes(context))
  app.use(cardRoutes(context))
  app.use(wallRoutes(context))
  app.use(accountRoutes(context))
}
