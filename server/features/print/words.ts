import i18next, { type TFunction } from 'i18next'
import type { BriefLanguage } from '#domain/contract/brief.ts'
import en from './locales/en.json' with { type: 'json' }
import zh from './locales/zh.json' with { type: 'json' }

const words = i18next.createInstance()
let started: Promise<TFunction> | undefined

/** The words of what is printed, in a language; read once a thread. */
export async function wordsIn(language: BriefLanguage): Promise<TFunction> {
  started ??= words.init({
    resources: { zh: { print: zh }, en: { print: en } },
    fallbackLng: 'zh',
    defaultNS: 'print',
    // names are printed, not rendered as HTML
    interpolation: { escapeValue: false },
  })
  await started
  return words.getFixedT(language)
}
