import { useMemo } from 'react'
import { judge } from '#domain/partition/rules/judge.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import type { OpenDraft } from './plan-desk.ts'

/** What the county's rules find in the open draft, the blocking first. */
export function useFindings({ work, base }: OpenDraft): Finding[] {
  const { norm, microGridNorm, rules, compounds } = base
  return useMemo(
    () =>
      judge({
        draft: work.draft,
        census: work.census,
        points: work.base.points,
        base: work.base,
        norm,
        microGridNorm,
        rules,
        compounds,
      }),
    [work, norm, microGridNorm, rules, compounds],
  )
}
