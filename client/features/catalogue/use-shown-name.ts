import { useLanguage } from '#client/state/view.ts'

interface Named {
  code: string
  name: string
  nameEn: string
}

/** Name in the language shown, the other where it has none yet, its code before it has any. */
export function useShownName(): (named: Named) => string {
  const language = useLanguage()
  return ({ code, name, nameEn }) => (language === 'zh' ? name || nameEn : nameEn || name) || code
}
