import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { Panel } from '#client/ui/Panel.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import type { getCoverage, LeftOutGroup } from '#domain/contract/coverage.ts'
import type { listStations, Station } from '#domain/contract/station.ts'
import { LeftOutList } from './LeftOutList.tsx'
import styles from './SidePanel.module.css'
import { StationList } from './StationList.tsx'
import type { Remote } from './use-answer.ts'

const shownCodec = choiceCodec(['stations', 'left'], 'stations')

export interface SidePanelProps {
  /** No station is chosen: its stations can be listed, or who reaches none of them. */
  wholeCounty: boolean
  listed: Remote<z.output<typeof listStations.answer>>
  coverage: Remote<z.output<typeof getCoverage.answer>>
  leftOut: readonly LeftOutGroup[]
  minutes: number
  onStation(station: Station): void
  onGroup(group: LeftOutGroup): void
}

/** The list at the right: stations to choose from, or those left out. */
export function SidePanel(props: SidePanelProps) {
  const { wholeCounty, listed, coverage, leftOut, minutes, onStation, onGroup } = props
  const { t } = useTranslation('circle')
  const [shown, setShown] = useUrlState('show', shownCodec)
  const groups = coverage.answer && (
    <LeftOutList groups={leftOut} minutes={minutes} anywhere={wholeCounty} onChoose={onGroup} />
  )
  if (!wholeCounty)
    return (
      coverage.answer?.station && (
        <Panel className={styles.panel} title={t('leftOut.title')}>
          {groups}
        </Panel>
      )
    )
  return (
    <Panel className={styles.panel} aria-label={t(shown === 'left' ? 'leftOut.anywhere' : 'stations.tab')}>
      <Segmented<'stations' | 'left'>
        label={t('list')}
        choices={[
          { value: 'stations', text: t('stations.title', { count: listed.answer?.stations.length ?? 0 }) },
          { value: 'left', text: t('leftOut.anywhere') },
        ]}
        value={shown}
        onChange={setShown}
      />
      {shown === 'left' ? groups : <StationList remote={listed} onChoose={onStation} />}
    </Panel>
  )
}
