import { toPosition } from '#domain/partition/lattice.ts'
import type { Finding, RuleWorld } from './rule.types.ts'

/**
 * A compound stays in one grid while it fits the norm (larger ones may be several grids). Told by each grid that holds
 * a smaller share than another grid does, where its first building stands.
 */
export function compoundSplit(face: string, world: RuleWorld): Finding[] {
  const findings: Finding[] = []
  const { points, compounds, norm } = world
  const shares = sharesByCompound(world)
  for (const [compound, first] of firstBuildings(face, world)) {
    const share = shares.get(compound)!
    const whole = [...share.values()].reduce((sum, { households }) => sum + households, 0)
    const own = share.get(face)!
    const home = largest(share)
    if (share.size < 2 || home === face || whole > norm[1]) continue
    findings.push({
      id: `compound-split:${compounds[compound]!.code}:${face}`,
      rule: 'compound-split',
      severity: 'warn',
      face,
      at: toPosition(points.x[first]!, points.y[first]!),
      values: { compound: compounds[compound]!.name, code: compounds[compound]!.code, ...own, elsewhere: home },
    })
  }
  return findings
}

interface Share {
  buildings: number
  households: number
}

// one census is judged grid by grid; how compounds lie in it is worked out once
const known = new WeakMap<object, Map<number, Map<string, Share>>>()

function sharesByCompound({ census, points }: RuleWorld): Map<number, Map<string, Share>> {
  let shares = known.get(census)
  if (shares) return shares
  shares = new Map()
  for (const [code, list] of census.of)
    for (const i of list) {
      const compound = points.compound[i]!
      if (compound < 0) continue
      const share = shares.get(compound) ?? new Map<string, Share>()
      shares.set(compound, share)
      const old = share.get(code)
      share.set(code, {
        buildings: (old?.buildings ?? 0) + points.buildings[i]!,
        households: (old?.households ?? 0) + points.households[i]!,
      })
    }
  known.set(census, shares)
  return shares
}

function firstBuildings(face: string, { census, points }: RuleWorld): Map<number, number> {
  const first = new Map<number, number>()
  for (const i of census.of.get(face) ?? []) {
    const compound = points.compound[i]!
    if (compound >= 0 && !first.has(compound)) first.set(compound, i)
  }
  return first
}

/** The grid with most of its households (then buildings, then the smaller code). */
function largest(share: ReadonlyMap<string, Share>): string {
  return [...share].sort(
    ([a, one], [b, other]) => other.households - one.households || other.buildings - one.buildings || (a < b ? -1 : 1),
  )[0]![0]
}
