import { useMemo } from 'react'
import type { Category } from '#domain/contract/category.ts'
import type { County } from '#domain/contract/county.ts'
import type { WallFacts } from '#domain/wall/offered-steps.ts'

/**
 * What a county has that scenes are made of. Streets in the order of their codes, so that every wall walks them alike.
 * `area`: code of the street or community that this screen was given to.
 */
export function useFacts(
  { counts }: County,
  streets: readonly { code: string }[] | null,
  categories: readonly Category[],
  area: string | null = null,
): WallFacts {
  const codes =
    area ??
    (streets ?? [])
      .map(({ code }) => code)
      .sort()
      .join()
  return useMemo(
    () => ({
      streets: codes === '' ? [] : codes.split(','),
      categories: categories.map(({ code }) => code),
      stations: counts.stations,
      grids: counts.grids + counts.microGrids,
      area,
    }),
    [codes, categories, counts, area],
  )
}
