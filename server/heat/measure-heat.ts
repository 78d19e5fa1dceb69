import type { Context } from '#server/context.ts'
import type { Metrics } from '#server/metrics.ts'
import { countyIssuesOf } from './county-issues.ts'
import type { HeldIssues } from './heat-keeper.ts'

/** Tells what the heat holds in memory, beside its bound. */
export function measureHeat(metrics: Metrics, context: Context): void {
  const held = (name: keyof HeldIssues) => async () => (await countyIssuesOf(context).held())[name]
  metrics.gauge('heat_counties_held', 'Counties whose issues are held in memory.', held('counties'))
  metrics.gauge('heat_issues_held', 'Issues held in memory.', held('issues'))
  metrics.gauge('heat_bytes_held', 'Bytes of the counties whose issues are held in memory.', held('bytes'))
  metrics.gauge('heat_bytes_bound', 'Bytes that those counties may take together.', () => context.environment.heatBytes)
  metrics.gauge('heat_counties_evicted', 'Counties let go for others since the thread began.', held('evictions'))
}
