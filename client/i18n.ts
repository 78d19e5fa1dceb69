import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readLanguage } from '#client/state/view.ts'
import { chineseNumeral } from '#domain/area/chinese-numeral.ts'

type Words = Record<string, unknown>
const files: Record<string, Words> = import.meta.glob('./locales/*/*.json', { eager: true, import: 'default' })

/** Words of every feature: locales/<language>/<namespace>.json. Both languages travel with the page, so that switching is at once. */
const resources: Record<string, Record<string, Words>> = {}
for (const [path, words] of Object.entries(files)) {
  const [, language, namespace] = /\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? []
  if (language && namespace) resources[language] = { ...resources[language], [namespace]: words }
}

/** Starts the words of the page in the language of its address. Call once, before the first render. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources,
    lng: readLanguage(),
    fallbackLng: 'zh',
    defaultNS: 'ui',
    // React escapes
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  // {{number, chineseNumeral}} in words
  i18next.services.formatter?.add('chineseNumeral', (value: unknown) =>
    typeof value === 'number' ? chineseNumeral(value) : String(value),
  )
}
