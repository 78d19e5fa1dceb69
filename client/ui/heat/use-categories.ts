import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { useLanguage } from '#client/state/view.ts'
import { type Category, listCategories } from '#domain/contract/category.ts'

let asked: Promise<readonly Category[]> | undefined

/** The catalogue of categories, asked for once a page; empty until it has come, and while it is not `wanted`. */
export function useCategories(wanted: boolean): readonly Category[] {
  const [categories, setCategories] = useState<readonly Category[]>([])
  useEffect(() => {
    if (!wanted) return
    let gone = false
    asked ??= call(listCategories).then((answer) => answer.categories)
    asked.then(
      (came) => gone || setCategories(came),
      () => {
        // the next who wants it asks again
        asked = undefined
      },
    )
    return () => {
      gone = true
    }
  }, [wanted])
  return categories
}

/** Name of a category in the language shown. */
export function useCategoryName(): (category: Category) => string {
  const language = useLanguage()
  return ({ name, nameEn }) => (language === 'zh' ? name : nameEn || name)
}
