import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { listStations, Station } from '#domain/contract/station.ts'
import type { Remote } from '../use-answer.ts'
import { findStations } from './find-stations.ts'
import styles from './StationList.module.css'

export interface StationListProps {
  remote: Remote<z.output<typeof listStations.answer>>
  /** As they stand with the changes tried out. */
  stations: readonly Station[]
  /** Codes of those that count under the choice of stations. */
  counted: ReadonlySet<string>
  onChoose(station: Station): void
}

/** All stations, the highest level first, those that do not count last and said to be; typing narrows them by name, pinyin, initials or address, arrows walk through. */
export function StationList({ remote, stations: standing, counted, onChoose }: StationListProps) {
  const { t } = useTranslation('circle')
  const [typed, setTyped] = useState('')
  const stations = remote.answer && standing
  const matching = findStations(standing, typed)
  const found = [
    ...matching.filter(({ code }) => counted.has(code)),
    ...matching.filter(({ code }) => !counted.has(code)),
  ]
  return (
    <search className={styles.box} onKeyDown={walk}>
      {remote.state === 'failed' && <ErrorState code={remote.code} onRetry={remote.retry} />}
      {!stations && remote.state === 'loading' && <Spinner />}
      {stations?.length === 0 && <EmptyState title={t('stations.none')} hint={t('stations.noneHint')} />}
      {stations && stations.length > 0 && (
        <>
          <Field
            label={t('stations.search')}
            hideLabel
            type="search"
            placeholder={t('stations.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {found.length === 0 && (
            <EmptyState title={t('stations.notFound', { typed })} hint={t('stations.notFoundHint')} />
          )}
          <ul className={styles.list}>
            {found.map((station) => (
              <li key={station.code} data-aside={!counted.has(station.code) || undefined}>
                <button type="button" onClick={() => onChoose(station)}>
                  <span>{station.name}</span>
                  <small>
                    {[!counted.has(station.code) && t('stations.aside'), t(`level.${station.level}`), station.address]
                      .filter(Boolean)
                      .join(t('dot'))}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </search>
  )
}

/** Down and Up go from the field into the list and through it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.nativeEvent.isComposing) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')]
  const next = stops[stops.findIndex((stop) => stop.matches(':focus')) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
