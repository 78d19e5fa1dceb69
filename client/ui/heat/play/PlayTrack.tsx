import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Slider } from '#client/ui/Slider.tsx'
import styles from './HeatPlay.module.css'
import type { PlayFrame, PlayHistory } from './play.types.ts'
import { monthStarts, trendOutline, windowTotals } from './play-trend.ts'

/** Names of months that fit below the track. */
const MOST_MARKS = 14

export interface PlayTrackProps {
  history: PlayHistory
  frame: PlayFrame
  days: number
  /** The day shown, in words. */
  text: string
  onDay(day: number): void
  onToggle(): void
}

/** The days, with how much was filed in the window that ends on each; arrow keys move by a day, Space plays. */
export function PlayTrack({ history, frame, days, text, onDay, onToggle }: PlayTrackProps) {
  const { t } = useTranslation('heat-play')
  const language = useLanguage()
  const last = history.days.length - 1
  const first = Math.min(days - 1, last)
  const outline = useMemo(() => trendOutline(windowTotals(history.filed, days).slice(first)), [history, days, first])
  const marks = useMemo(() => {
    const month = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', timeZone: 'UTC' })
    const starts = monthStarts(history.days, MOST_MARKS).filter((index) => index >= first)
    return starts.map((value) => ({ value, text: month.format(new Date(`${history.days[value]}T00:00:00Z`)) }))
  }, [history, first, language])
  return (
    <fieldset
      aria-label={t('day')}
      className={styles.track}
      // the slider's own key does nothing
      onKeyDown={(event) => {
        if (event.key !== ' ') return
        event.preventDefault()
        onToggle()
      }}
    >
      <svg className={styles.trend} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path d={outline} />
      </svg>
      <Slider
        label={t('day')}
        hideLabel
        value={frame.day}
        min={first}
        max={last}
        text={text}
        marks={marks}
        onChange={onDay}
      />
    </fieldset>
  )
}
