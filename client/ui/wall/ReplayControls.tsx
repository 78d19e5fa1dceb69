import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Chips.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import { type ReplaySpan, replaySpans, type WallReplay } from '#domain/contract/wall.ts'
import { beginReplay, replayBegin, replayRuns, replaySpeeds, turnReplay } from '#domain/wall/replay-clock.ts'
import styles from './ReplayControls.module.css'

const MINUTE = 60_000
/** Steps of the slider: a thousand and more over each span. */
const stepMinutes: Record<ReplaySpan, number> = { day: 1, month: 30, year: 360 }

export interface ReplayControlsProps {
  replay: WallReplay
  /** The moment that is shown, milliseconds since 1970. */
  moment: number
  /** Prints one in words. */
  print(moment: number): string
  /** Another replay, or null: back to now. */
  change(next: WallReplay | null): void
  /** A slider that is dragged tells once it rests for so long; 0: with each step. */
  restMilliseconds?: number
}

/** Where in the past, how fast, and the way back: the same on the wall and on its remote. */
export function ReplayControls({ replay, moment, print, change, restMilliseconds = 0 }: ReplayControlsProps) {
  const { t } = useTranslation('wall-replay')
  const [dragged, setDragged] = useState<number | null>(null)
  const { span, until } = replay
  const step = stepMinutes[span] * MINUTE
  const begin = replayBegin(replay)
  const shown = dragged ?? moment
  const runs = replayRuns(replay, serverNow())

  useEffect(() => {
    if (dragged === null) return
    const timer = setTimeout(() => {
      setDragged(null)
      change(turnReplay(replay, { at: dragged }, serverNow()))
    }, restMilliseconds)
    return () => clearTimeout(timer)
  }, [dragged, replay, change, restMilliseconds])

  const press = () => {
    const now = serverNow()
    if (runs) return change(turnReplay(replay, { speed: 0 }, now))
    const again = moment >= until ? { at: begin } : {}
    change(turnReplay(replay, { ...again, speed: replay.speed || replaySpeeds[span][1] }, now))
  }
  return (
    <div className={styles.controls}>
      <Slider
        label={t('moment')}
        hideLabel
        min={0}
        max={Math.floor((until - begin) / step)}
        value={Math.round((shown - begin) / step)}
        text={print(shown)}
        onChange={(value) => setDragged(Math.min(until, begin + value * step))}
      />
      <div className={styles.row}>
        <Button look="accent" onClick={press}>
          {t(runs ? 'pause' : 'play')}
        </Button>
        <Segmented
          label={t('speed.label')}
          value={String(replay.speed)}
          choices={replaySpeeds[span].map((speed) => ({ value: String(speed), text: t(`speed.${speed}`) }))}
          onChange={(speed) => change(turnReplay(replay, { speed: Number(speed) }, serverNow()))}
        />
        <Segmented<ReplaySpan>
          label={t('span.label')}
          value={span}
          choices={replaySpans.map((value) => ({ value, text: t(`span.${value}`) }))}
          onChange={(next) => change(beginReplay(next, serverNow()))}
        />
        <Button onClick={() => change(null)}>{t('now')}</Button>
      </div>
    </div>
  )
}
