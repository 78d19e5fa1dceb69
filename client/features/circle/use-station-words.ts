import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface StationWords {
  /** What a station offers; data may bring words that the page does not know, which stand as they are. */
  service(service: string): string
  /** The kind of neighbourhood it serves. */
  kind(kind: string): string
}

export function useStationWords(): StationWords {
  const { t } = useTranslation('circle')
  const { t: ofCard } = useTranslation('card')
  return useMemo(
    () => ({
      service: (service) => ofCard(`service.${service}`, { defaultValue: service }),
      kind: (kind) => t(`kind.${kind}`, { defaultValue: kind }),
    }),
    [t, ofCard],
  )
}
