import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issueMarks } from '#client/map/marks.ts'
import { useCamera } from '#client/map/use-camera.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import { ReplayControls } from '#client/ui/wall/ReplayControls.tsx'
import { useReplayFormat } from '#client/ui/wall/use-replay-format.ts'
import type { County } from '#domain/contract/county.ts'
import type { Figures } from '#domain/contract/figure.ts'
import type { WallReplay } from '#domain/contract/wall.ts'
import { figuresAt } from '#domain/replay/figures-at.ts'
import { marksAt } from '#domain/replay/marks-at.ts'
import type { Replay } from '#domain/replay/read-replay.ts'
import { replayBegin } from '#domain/wall/replay-clock.ts'
import { usePictureClasses } from '../picture/use-picture-classes.ts'
import { WallPicture } from '../picture/WallPicture.tsx'
import type { Format } from '../use-format.ts'
import { wallScale } from '../use-wall-scale.ts'
import { localDays } from './local-days.ts'
import styles from './ReplayStage.module.css'
import { useReplayData } from './use-replay-data.ts'
import { useReplayMoment } from './use-replay-moment.ts'

const LAYERS = 'wall-replay'
const SECOND = 1_000
/** Figures are read, not watched: two a second are enough. */
const FIGURES_MILLISECONDS = 500

export interface ReplayStageProps {
  county: County
  /** Street or community that is shown; null: the whole county. */
  area: string | null
  /** Codes of the categories that are shown; none: all. */
  categories: readonly string[]
  replay: WallReplay
  format: Format
  change(next: WallReplay | null): void
  /** Hears the figures of the moment that is shown; null until they are known. */
  onFigures(figures: Figures | null): void
}

/** The map's marks and the key figures as they were, said to be so, with the slider that leads through them. */
export function ReplayStage(props: ReplayStageProps) {
  const { county, area, categories, replay, format, change, onFigures } = props
  const { t } = useTranslation(['wall-replay', 'wall'])
  const print = useReplayFormat(county.timeZone)
  const moment = useReplayMoment(replay)
  const told = useReplayData(county.code, area, replayBegin(replay), replay.until)
  const data = told.state === 'ready' ? told.data : null
  const open = useMarks(data, moment, categories)
  useFigures(data, moment, county.timeZone, onFigures)
  const counted = t('marks', { count: open, number: format.number(open) })
  const { clocks } = usePictureClasses()
  const leftOut = data?.header.leftOut ?? 0
  return (
    <section className={styles.stage} aria-label={t('label')} data-replay={told.state}>
      <p className={styles.said}>
        <strong>{t('label')}</strong> <time dateTime={new Date(moment).toISOString()}>{print(moment)}</time>
      </p>
      <div className={styles.told}>
        <p className={styles.note} role="status">
          {told.state === 'ready'
            ? [
                counted,
                ...(leftOut > 0 ? [t('leftOut', { count: leftOut, number: format.number(leftOut) })] : []),
              ].join(' · ')
            : t(told.state)}
        </p>
        <div className={styles.controls}>
          <WallPicture
            county={county}
            title={t('label')}
            lines={[print(moment), counted]}
            unit={t('wall:legend')}
            classes={clocks}
            at={moment}
          />
        </div>
      </div>
      <div className={styles.controls}>
        <ReplayControls replay={replay} moment={moment} print={print} change={change} />
      </div>
    </section>
  )
}

/** Draws the marks of the moment in place of those of now; tells how many there are. */
function useMarks(data: Replay | null, moment: number, categories: readonly string[]): number {
  const view = useMapView()
  const theme = useTheme()
  const zoom = useCamera((camera) => Math.round(camera.zoom * 4) / 4)
  const second = Math.floor(moment / SECOND)
  const codes = categories.join()
  const marks = useMemo(() => {
    if (data === null) return null
    const wanted = codes === '' ? null : new Set(codes.split(',').map((code) => data.header.categories.indexOf(code)))
    return marksAt(data.spans, second, wanted)
  }, [data, second, codes])
  useEffect(() => {
    // beside those of another time the marks of what is open now would tell a lie
    for (const layer of issueMarks) view.setBaseFilter(layer, 'none')
    return () => {
      for (const layer of issueMarks) view.setBaseFilter(layer, null)
      view.setDeckLayers(LAYERS, [])
    }
  }, [view])

  const [draw, setDraw] = useState<typeof import('./replay-marks.layer.ts').replayMarks | null>(null)
  useEffect(() => {
    let gone = false
    void import('./replay-marks.layer.ts').then(({ replayMarks }) => {
      if (!gone) setDraw(() => replayMarks)
    })
    return () => {
      gone = true
    }
  }, [])

  useEffect(() => {
    if (draw === null || marks === null) return
    view.setDeckLayers(LAYERS, draw(marks, { theme, scale: wallScale(), zoom }))
  }, [view, draw, marks, theme, zoom])
  return marks === null ? 0 : (marks.onTime.length + marks.soon.length + marks.late.length) / 2
}

/** Counts the figures of the moment, at most twice a second, and always those of the last one. */
function useFigures(
  data: Replay | null,
  moment: number,
  timeZone: string,
  onFigures: (figures: Figures | null) => void,
): void {
  const countedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (data === null) return
    const count = () => {
      countedAt.current = performance.now()
      onFigures(figuresAt(data, Math.floor(moment / SECOND), localDays(moment, timeZone)))
    }
    const wait = countedAt.current + FIGURES_MILLISECONDS - performance.now()
    if (wait <= 0) return count()
    const timer = setTimeout(count, wait)
    return () => clearTimeout(timer)
  }, [data, moment, timeZone, onFigures])
  useEffect(() => () => onFigures(null), [onFigures])
}
