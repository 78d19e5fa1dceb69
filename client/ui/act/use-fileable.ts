import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { type CatalogueCategory, listCategories } from '#domain/contract/category.ts'

const asked = new Map<string, Promise<readonly CatalogueCategory[]>>()

/** What may be filed in a county today, with its conditions and questions; null before it has come. */
export function useFileable(county: string): readonly CatalogueCategory[] | null {
  const [categories, setCategories] = useState<readonly CatalogueCategory[] | null>(null)
  useEffect(() => {
    let gone = false
    const answer =
      asked.get(county) ?? call(listCategories, { query: { county, show: 'fileable' } }).then((told) => told.categories)
    asked.set(county, answer)
    answer.then(
      (came) => gone || setCategories(came),
      () => {
        // the next who wants it asks again
        asked.delete(county)
        if (!gone) setCategories([])
      },
    )
    return () => {
      gone = true
    }
  }, [county])
  return categories
}
