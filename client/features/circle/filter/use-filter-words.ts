import { useTranslation } from 'react-i18next'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { ChosenStations } from '../use-circle-state.ts'
import { useStationWords } from '../use-station-words.ts'

/** Which stations count, in a few words: what they offer, what they are, when they are open. */
export function useFilterWords({ levels, kinds, services, openAt }: ChosenStations): string {
  const { t } = useTranslation('circle')
  const words = useStationWords()
  const format = useCardFormat('UTC')
  const said = [
    ...services.map((service) => words.service(service)),
    ...levels.map((level) => t(`level.${level}`)),
    ...kinds.map((kind) => words.kind(kind)),
    ...(openAt ? [t('filter.openAt', { day: format.days([openAt.day]), hour: format.minute(openAt.minute) })] : []),
  ]
  return said.length === 0 ? t('filter.all') : said.join(t('dot'))
}
