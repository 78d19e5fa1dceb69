import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import type { County } from '#domain/contract/county.ts'
import { clockStateOf } from '#domain/contract/issue.ts'
import type { ExportWords } from './use-export.ts'

const head = [
  'number',
  'title',
  'categoryCode',
  'category',
  'state',
  'clock',
  'emergency',
  'source',
  'place',
  'street',
  'community',
  'grid',
  'microGrid',
  'longitude',
  'latitude',
  'filed',
  'answerBy',
  'finishBy',
  'answered',
  'finished',
  'closed',
  'rating',
  'callers',
] as const

/** The file in words of the page: its name, its head and one issue's cells, moments in the county's time zone. */
export function useExportWords(county: County, onDone: ExportWords['onDone']): ExportWords {
  const { t } = useTranslation('desk')
  const chinese = useLanguage() === 'zh'
  // this locale prints what spreadsheets read: 2026-03-01 14:32:05
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: county.timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const moment = (iso: string | null) => (iso === null ? null : date.format(new Date(iso)))
  const [today] = date.format(new Date(serverNow())).split(' ')
  return {
    fileName: t('export.fileName', { county: chinese ? county.name : county.nameEn, day: today }),
    head: head.map((column) => t(`export.head.${column}`)),
    cells: (issue, now) => [
      issue.number,
      issue.title,
      issue.category,
      chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName,
      t(`card:state.${issue.state}`),
      t(`clock.${clockStateOf(issue, now)}`),
      issue.emergency ? t('card:emergency') : '',
      t(`card:source.${issue.source}`),
      issue.place,
      issue.streetName,
      issue.communityName,
      issue.gridName,
      issue.microGrid,
      issue.position[0],
      issue.position[1],
      moment(issue.filedAt),
      moment(issue.answerBy),
      moment(issue.finishBy),
      moment(issue.answeredAt),
      moment(issue.finishedAt),
      moment(issue.closedAt),
      issue.rating,
      issue.callers,
    ],
    onDone,
  }
}
