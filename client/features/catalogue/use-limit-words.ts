import { useTranslation } from 'react-i18next'
import type { Limit } from '#domain/calendar/deadline.ts'
import { amountOf } from './limit-amount.ts'

/** A limit in words: 4 working hours, 5 working days. */
export function useLimitWords(): (limit: Limit) => string {
  const { t } = useTranslation('catalogue')
  return (limit) => {
    const { amount, unit } = amountOf(limit)
    return t(`limit.${limit.clock}.${unit}`, { count: amount })
  }
}
