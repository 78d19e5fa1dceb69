import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { useLanguage } from '#client/state/view.ts'
import { type Category, listCategories } from '#domain/contract/category.ts'

const none: readonly Category[] = []
const asked = new Map<string, Promise<readonly Category[]>>()

/**
 * What the issues of a county are about, parents before their children; asked for once a page. Empty until it has come,
 * and while nobody wants it (`county` is null).
 */
export function useCategories(county: string | null): readonly Category[] {
  const [categories, setCategories] = useState(none)
  useEffect(() => {
    if (county === null) return
    let gone = false
    const answer = asked.get(county) ?? call(listCategories, { query: { county } }).then((told) => told.categories)
    asked.set(county, answer)
    answer.then(
      (came) => gone || setCategories(came),
      () => {
        // the next who wants it asks again
        asked.delete(county)
      },
    )
    return () => {
      gone = true
      setCategories(none)
    }
  }, [county])
  return categories
}

/** Name of a category in the language shown. */
export function useCategoryName(): (category: Category) => string {
  const language = useLanguage()
  return ({ name, nameEn }) => (language === 'zh' ? name : nameEn || name)
}
