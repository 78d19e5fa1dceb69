import { useTranslation } from 'react-i18next'
import type { SitingChosen } from '#domain/contract/siting.ts'
import { useNumbers } from '../use-numbers.ts'
import type { Wish } from './use-siting-state.ts'

/** What the sites come to, and how far from the best possible that can be, each in a sentence. */
export function useProof(told: SitingChosen, minutes: number, wish: Wish): { result: string; bound: string } {
  const { t } = useTranslation('siting')
  const numbers = useNumbers()
  const count = told.sites.length
  const total = told.sites.at(-1)?.total ?? told.today
  if (count === 0) return { result: t('proof.already', { minutes }), bound: '' }
  if (wish === 'minutes') {
    const mean = (walked: number) => (walked / told.households).toFixed(1)
    const over = total === 0 ? 0 : (total - told.bestPossible) / total
    return {
      result: t('proof.minutes', { count, before: mean(told.today), after: mean(total) }),
      bound: told.proven ? t('proof.best', { count }) : t('proof.atMost', { share: numbers.percent(over) }),
    }
  }
  const share = (part: number) => numbers.percent(told.whole === 0 ? 0 : part / told.whole)
  const result = t(`proof.${wish}`, { count, after: share(total), before: share(told.today), minutes })
  if (told.kind === 'fewest')
    return { result, bound: told.proven ? t('proof.fewest', { count }) : t('proof.atLeast', { count: told.atLeast }) }
  const under = told.bestPossible === 0 ? 0 : (told.bestPossible - total) / told.bestPossible
  return {
    result,
    bound: told.proven ? t('proof.best', { count }) : t('proof.atMost', { share: numbers.percent(under) }),
  }
}
