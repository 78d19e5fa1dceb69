import { useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { Button } from '#client/ui/Button.tsx'
import { ChevronIcon, SlidersIcon } from '#client/ui/icons.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import { stationLevel } from '#domain/contract/station.ts'
import { useCoverage } from '../coverage-context.ts'
import type { Direction } from '../use-circle-state.ts'
import { useStationWords } from '../use-station-words.ts'
import { CheckChips } from './CheckChips.tsx'
import { OpenHour } from './OpenHour.tsx'
import styles from './StationFilter.module.css'
import { useFilterWords } from './use-filter-words.ts'

/** Which stations count, and which way people walk: a button that says it, and the choices above it. */
export function StationFilter() {
  const { t } = useTranslation('circle')
  const { state, listed, stations: standing, countedStations } = useCoverage()
  const words = useStationWords()
  const said = useFilterWords(state)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useId()
  const stations = listed.answer?.stations
  const kinds = useMemo(() => [...new Set(stations?.map(({ kind }) => kind).filter(Boolean))], [stations])
  const services = useMemo(() => [...new Set(stations?.flatMap((station) => station.services))], [stations])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useEscape(open, close)
  useKeys(useMemo(() => [{ key: 'f', text: t('keys.filter'), run: () => setOpen((before) => !before) }], [t]))
  const all = state.levels.length + state.kinds.length + state.services.length === 0 && state.openAt === null
  return (
    <div className={styles.filter}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-controls={panel}
        data-narrowed={!all || undefined}
        onClick={() => setOpen(!open)}
      >
        <SlidersIcon />
        <span>{said}</span>
        {stations && <small>{t('filter.count', { count: countedStations.length, of: standing.length })}</small>}
        <ChevronIcon />
      </button>
      <div id={panel} className={styles.choices} hidden={!open}>
        {open && (
          <>
            <OpenHour value={state.openAt} onChange={(openAt) => state.choose({ openAt })} />
            <CheckChips
              label={t('filter.services')}
              choices={services.map((value) => ({ value, text: words.service(value) }))}
              values={state.services}
              onChange={(chosen) => state.choose({ services: chosen })}
            />
            <CheckChips
              label={t('filter.levels')}
              choices={stationLevel.options.map((value) => ({ value, text: t(`level.${value}`) }))}
              values={state.levels}
              onChange={(levels) => state.choose({ levels })}
            />
            {kinds.length > 1 && (
              <CheckChips
                label={t('filter.kinds')}
                choices={kinds.map((value) => ({ value, text: words.kind(value) }))}
                values={state.kinds}
                onChange={(chosen) => state.choose({ kinds: chosen })}
              />
            )}
            <div className={styles.foot}>
              <Segmented<Direction>
                label={t('filter.direction')}
                choices={[
                  { value: 'to', text: t('filter.to') },
                  { value: 'from', text: t('filter.from') },
                ]}
                value={state.direction}
                onChange={state.setDirection}
              />
              <Button
                look="quiet"
                reason={all ? t('filter.nothing') : undefined}
                onClick={() => state.choose({ levels: [], kinds: [], services: [], openAt: null })}
              >
                {t('filter.clear')}
              </Button>
              <Button look="accent" onClick={close}>
                {t('filter.done')}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  )
}
