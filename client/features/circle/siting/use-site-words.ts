import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GainUnit } from '#domain/contract/siting.ts'
import { useNumbers } from '../use-numbers.ts'

/** Places and gains in words. */
export function useSiteWords() {
  const { t } = useTranslation('siting')
  const numbers = useNumbers()
  return useMemo(
    () => ({
      /** A candidate's name, else its street, else that it has none. */
      place: ({ name, street }: { name: string; street: string }) =>
        name !== '' ? name : street !== '' ? t('onStreet', { street }) : t('unnamed'),
      /** `+612 households`. */
      gain: (unit: GainUnit, gain: number) => t(`gain.${unit}`, { gain: numbers.whole(gain) }),
    }),
    [t, numbers],
  )
}
