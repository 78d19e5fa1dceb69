import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { followFeed } from '#client/follow-feed.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useStale } from '#client/ui/use-stale.ts'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { DayTrend } from './DayTrend.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { MonthTrend } from './MonthTrend.tsx'
import { NewestList } from './NewestList.tsx'
import { StreetRanking } from './StreetRanking.tsx'
import { useFigures } from './use-figures.ts'
import { useFormat } from './use-format.ts'
import { useNewBuild } from './use-new-build.ts'
import { useNewest } from './use-newest.ts'
import { usePulses } from './use-pulses.ts'
import { useScreen } from './use-screen.ts'
import { useWallMap } from './use-wall-map.ts'
import { useWallScale } from './use-wall-scale.ts'
import { WallHeader } from './WallHeader.tsx'
import { WallLegend } from './WallLegend.tsx'
import styles from './WallPage.module.css'

/** The command center's wall: what is open, where it clusters, what is about to be late, what just came in. */
export default function WallPage() {
  const county = useCounty()
  return county === null ? null : <Wall key={county.code} county={county} />
}

function Wall({ county }: { county: County }) {
  const { t } = useTranslation('wall')
  const view = useMapView()
  const format = useFormat(county.timeZone)
  const figures = useFigures(county.code)
  const pulse = usePulses()
  const [arrived, setArrived] = useState<readonly IssueSummary[]>([])
  const onArrived = useCallback(
    (issues: IssueSummary[]) => {
      void pulse(issues)
      setArrived((before) => [...issues, ...before].slice(0, 100))
    },
    [pulse],
  )
  const newest = useNewest(county.code, onArrived)
  const stale = useStale()

  useEffect(() => followFeed(county.code, county.feedSequence), [county])
  const { widthMeters, distanceMeters } = useScreen()
  useWallScale(widthMeters, distanceMeters)
  useWallMap(county)
  useNewBuild()

  const last = arrived[0]
  return (
    <div className={styles.room}>
      <div className={styles.wall} data-stale={stale || undefined}>
        <div className={styles.veil} aria-hidden="true" />
        <WallHeader county={county} format={format} />
        <div className={styles.left} data-wall-side="left">
          {figures && <KeyFigures figures={figures} format={format} />}
        </div>
        <div className={styles.right} data-wall-side="right">
          {newest && (
            <NewestList
              issues={newest}
              arrived={new Set(arrived.map((issue) => issue.number))}
              format={format}
              onChoose={({ position: [longitude, latitude] }) =>
                view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 15) }, { animate: true })
              }
            />
          )}
          {figures?.streets.some(({ closedInTime }) => closedInTime.share !== null) && (
            <StreetRanking streets={figures.streets} format={format} />
          )}
        </div>
        <div className={styles.legend}>
          <WallLegend county={county} />
        </div>
        <footer className={styles.foot} data-wall-side="foot">
          {figures && <DayTrend figures={figures} format={format} />}
          {figures && <MonthTrend figures={figures} format={format} />}
        </footer>
        <div aria-live="polite">
          <VisuallyHidden>{last ? t('newest.announced', { title: last.title, place: last.place }) : ''}</VisuallyHidden>
        </div>
      </div>
    </div>
  )
}
