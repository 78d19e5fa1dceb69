import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { Change } from '#domain/contract/change.ts'
import { lineMeters } from '#domain/coverage/line.ts'
import { sphereMeters } from '#domain/coverage/sphere.ts'
import { useCoverage } from '../coverage-context.ts'
import { useNumbers } from '../use-numbers.ts'
import { useStationWords } from '../use-station-words.ts'

export interface ChangeWords {
  /** `Songyuan center moves`. */
  what(change: Change): string
  /** `640 m from where it stands`. */
  detail(change: Change): string
}

/** Another station within so many meters of a new place is told of: two at one place serve as one. */
const SAME_PLACE_METERS = 15

/** What a change does, in words. */
export function useChangeWords(): ChangeWords {
  const { t } = useTranslation('circle')
  const { listed, stations } = useCoverage()
  const numbers = useNumbers()
  const words = useStationWords()
  const format = useCardFormat('UTC')
  return useMemo(() => {
    const stored = new Map(listed.answer?.stations.map((station) => [station.code, station]))
    const nameOf = (code: string) =>
      stored.get(code)?.name ?? stations.find((station) => station.code === code)?.name ?? code
    const neighbour = (change: Change & { kind: 'move-station' | 'add-station' }) => {
      const near = stations.find(
        ({ code, position }) =>
          code !== change.code && sphereMeters(...position, ...change.position) < SAME_PLACE_METERS,
      )
      return near ? t('whatIf.detail.samePlace', { name: near.name }) : null
    }
    return {
      what(change) {
        switch (change.kind) {
          case 'add-station':
            return t('whatIf.what.add', { name: change.name })
          case 'move-station':
            return t('whatIf.what.move', { name: nameOf(change.code) })
          case 'close-station':
            return t('whatIf.what.close', { name: nameOf(change.code) })
          case 'change-station':
            return t('whatIf.what.change', { name: nameOf(change.code) })
          case 'open-gate':
            return t('whatIf.what.gate')
          case 'add-path':
            return t('whatIf.what.path', { kind: t(`edge.${change.edgeKind}`) })
          case 'block-edge':
            return t('whatIf.what.block')
        }
      },
      detail(change) {
        switch (change.kind) {
          case 'add-station':
            return neighbour(change) ?? t(`level.${change.level}`)
          case 'move-station': {
            const from = stored.get(change.code)?.position
            const meters = from ? sphereMeters(...from, ...change.position) : 0
            return neighbour(change) ?? t('whatIf.detail.move', { meters: numbers.whole(Math.round(meters)) })
          }
          case 'change-station': {
            const { services, hours, capacityHouseholds } = change
            return [
              ...(services
                ? [services.map((service) => words.service(service)).join(t('comma')) || t('whatIf.detail.noService')]
                : []),
              ...(hours
                ? hours.map(
                    ({ days, opensMinute, closesMinute }) =>
                      `${format.days(days)} ${format.minute(opensMinute)}–${format.minute(closesMinute)}`,
                  )
                : []),
              ...(capacityHouseholds === undefined || capacityHouseholds === null
                ? []
                : [t('whatIf.detail.capacity', { households: numbers.whole(capacityHouseholds) })]),
            ].join(t('dot'))
          }
          case 'open-gate':
            return change.opensMinute === 0 && change.closesMinute === 1440
              ? t('whatIf.detail.always')
              : `${format.minute(change.opensMinute)}–${format.minute(change.closesMinute)}`
          case 'add-path':
            return t('whatIf.detail.meters', { meters: numbers.whole(Math.round(lineMeters(change.line))) })
          case 'close-station':
            return t('whatIf.detail.close')
          case 'block-edge':
            return t('whatIf.detail.block')
        }
      },
    }
  }, [t, listed.answer, stations, numbers, words, format])
}
