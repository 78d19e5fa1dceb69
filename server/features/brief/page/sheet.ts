import type { TFunction } from 'i18next'
import type { BriefLanguage } from '#domain/contract/brief.ts'
import { openDocument } from '#server/print/open-document.ts'
import type { Paper } from '#server/print/write.ts'
import type { Layout } from './layout.ts'

/** The page while it is drawn: paper, words and numbers of its language. */
export interface Sheet extends Paper {
  layout: Layout
  language: BriefLanguage
  t: TFunction
  /** Rounded to a whole number, thousands set apart. */
  whole(value: number): string
  /** One decimal; never rounded up to 100 %, never down to 0 %. */
  percent(share: number): string
}

export function openSheet(layout: Layout, language: BriefLanguage, t: TFunction, title: string): Sheet {
  const doc = openDocument({ paper: layout.paper, landscape: layout.landscape, language, title, whole: true })
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const percents = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1 })
  return {
    doc,
    layout,
    language,
    t,
    whole: (value) => numbers.format(value),
    percent: (share) => percents.format(share === 0 || share === 1 ? share : Math.min(0.999, Math.max(0.001, share))),
  }
}
