import { useMemo } from 'react'
import type { Category } from '#domain/contract/category.ts'
import type { County } from '#domain/contract/county.ts'
import type { WallFacts } from '#domain/wall/offered-steps.ts'

/** What a county has that scenes are made of. Streets in the order of their codes, so that every wall walks them alike. */
export function useFacts(
  { counts }: County,
  streets: readonly { code: string }[] | null,
  categories: readonly Category[],
): WallFacts {
  const codes = (streets ?? [])
    .map(({ code }) => code)
    .sort()
    .join()
  return useMemo(
    () => ({
      streets: codes === '' ? [] : codes.split(','),
      categories: categories.map(({ code }) => code),
      stations: counts.stations,
      grids: counts.grids + counts.microGrids,
    }),
    [codes, categories, counts],
  )
}
