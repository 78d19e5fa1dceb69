import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { serverNow } from '#client/state/live.ts'
import { Chips } from '#client/ui/Chips.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { OpenAt } from '../use-circle-state.ts'
import styles from './OpenHour.module.css'
import { weekMoment } from './week-moment.ts'

const STEP_MINUTES = 30
const days = ['1', '2', '3', '4', '5', '6', '7'] as const
/** What a day is asked about first: after work. */
const EVENING_MINUTE = 19 * 60

/** Whenever stations are open, now, or a half hour of the week: at seven on a Sunday evening the county looks otherwise. */
export function OpenHour({ value, onChange }: { value: OpenAt | null; onChange(openAt: OpenAt | null): void }) {
  const { t } = useTranslation('circle')
  const timeZone = useCounty()?.timeZone ?? 'Asia/Shanghai'
  const format = useCardFormat(timeZone)
  return (
    <div className={styles.hour}>
      <div className={styles.line}>
        <Chips<'any' | 'now' | (typeof days)[number]>
          label={t('filter.open')}
          choices={[
            { value: 'any', text: t('filter.anyHour') },
            { value: 'now', text: t('filter.now') },
            ...days.map((day) => ({ value: day, text: format.days([Number(day)]) })),
          ]}
          value={value === null ? 'any' : (days[value.day - 1] ?? 'any')}
          onChange={(chosen) => {
            if (chosen === 'any') onChange(null)
            else if (chosen === 'now') onChange(weekMoment(serverNow(), timeZone))
            else onChange({ day: Number(chosen), minute: value?.minute ?? EVENING_MINUTE })
          }}
        />
      </div>
      {value && (
        <Slider
          label={t('filter.hour')}
          value={value.minute}
          min={0}
          max={1440 - STEP_MINUTES}
          step={STEP_MINUTES}
          text={format.minute(value.minute)}
          marks={[6, 12, 18].map((hour) => ({ value: hour * 60, text: format.minute(hour * 60) }))}
          onChange={(minute) => onChange({ ...value, minute })}
        />
      )}
    </div>
  )
}
