import type { Ground, GroundArea } from './ground.ts'

/**
 * Sets apart areas of a draft whose codes only happen to be those of areas that stand: in ground of a plan's own a code
 * means the area that stands only where the plan keeps it (`kept`). Answers the ground, and the key of each area set apart.
 */
export function setApart(
  before: Ground,
  after: Ground,
  kept: ReadonlySet<string>,
): { after: Ground; keys: ReadonlyMap<string, string> } {
  const stood = new Set([...before.grids, ...before.microGrids].map((area) => area.code))
  const keys = new Map<string, string>()
  for (const { code } of [...after.grids, ...after.microGrids])
    if (stood.has(code) && !kept.has(code)) keys.set(code, `${code} new`)
  const keyed = (area: GroundArea): GroundArea => ({
    ...area,
    code: keys.get(area.code) ?? area.code,
    parent: keys.get(area.parent) ?? area.parent,
  })
  return { after: { grids: after.grids.map(keyed), microGrids: after.microGrids.map(keyed) }, keys }
}
