import { useTranslation } from 'react-i18next'
import { useCategories, useCategoryName } from '#client/ui/use-categories.ts'
import type { HeatChoice } from './heat-choice.ts'
import { compares, weeksOf } from './heat-questions.ts'
import { runsOf } from './print-numbers.ts'
import { useHeatFormat } from './use-heat-format.ts'

export interface HeatWords {
  /** What is drawn: `Density of open issues`. */
  title: string
  unit: string
  /** Which issues count: window, category, sources, hours, weekdays; one phrase each. */
  filter: string[]
}

/** What is chosen of a county's heat, in words; classes that are not the county's are named, also on a saved picture. */
export function useHeatWords(county: string, choice: HeatChoice, ownClasses: boolean): HeatWords {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const categories = useCategories(choice.category === null ? null : county)
  const nameOf = useCategoryName()
  const { kind, window, state, category, source, hours, weekdays } = choice
  const found = categories.find(({ code }) => code === category)
  const open = window.kind === 'open' || state === 'open'
  const compared = compares(choice) && (kind === 'density' || kind === 'rate')
  const hourRuns = runsOf(hours).map(([from, to]) => t('hourRun', { from, to: to + 1 }))
  const dayRuns = runsOf(weekdays).map(([from, to]) =>
    to - from > 1
      ? t('dayRun', { from: format.weekday(from, true), to: format.weekday(to, true) })
      : Array.from({ length: to - from + 1 }, (_, index) => format.weekday(from + index, true)).join(t('and')),
  )
  return {
    title: t(compared ? `title.${kind}.change` : `title.${kind}.${open && kind !== 'emerging' ? 'open' : 'all'}`),
    unit: t(`unit.${kind}`),
    filter: [
      windowWords(),
      ...(compared ? [t('window.compared')] : []),
      ...(category === null ? [] : [found ? nameOf(found) : category]),
      ...(source.length === 0 ? [] : [source.map((one) => t(`card:source.${one}`)).join(t('and'))]),
      ...(dayRuns.length === 0 ? [] : [dayRuns.join(t('and'))]),
      ...(hourRuns.length === 0 ? [] : [hourRuns.join(t('and'))]),
      ...(ownClasses ? [t('breaks.own')] : []),
    ],
  }

  function windowWords(): string {
    if (kind === 'emerging') {
      const weeks = t('window.weeks', { count: weeksOf(choice) })
      return window.kind === 'dates' ? t('window.until', { weeks, to: format.day(window.to) }) : weeks
    }
    if (window.kind === 'open') return t('window.open')
    if (window.kind === 'days') return t(window.days === 1 ? 'window.day' : 'window.days', { count: window.days })
    return t('window.dates', { from: format.day(window.from), to: format.day(window.to) })
  }
}
