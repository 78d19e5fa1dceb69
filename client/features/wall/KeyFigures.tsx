import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rate } from '#domain/contract/common.ts'
import type { Figures, RateFigure } from '#domain/contract/figure.ts'
import { Change } from './Change.tsx'
import { ClockMark } from './ClockMark.tsx'
import { KeyFigure } from './KeyFigure.tsx'
import styles from './KeyFigures.module.css'
import type { Format } from './use-format.ts'

const rates = ['answeredInTime', 'closedInTime', 'satisfied'] as const

/** The figures a command center steers by: what stands open first, then what burns, what came, and how well it goes. */
export const KeyFigures = memo(function KeyFigures({ figures, format }: { figures: Figures; format: Format }) {
  const { t } = useTranslation('wall')
  const { open, filedToday, dueWithinHour, overdue } = figures
  const issues = t('unit.issues')
  const weekBefore = { label: t('change.weekBefore'), unit: 'issues', format } as const
  return (
    <ul className={styles.figures} aria-label={t('figures')}>
      <KeyFigure
        size="large"
        label={t('open.label')}
        formula={t('open.formula')}
        value={format.number(open.value)}
        unit={issues}
        spark={open.spark}
        note={<Change {...weekBefore} now={open.value} before={open.weekBefore} more="bad" />}
      />
      <li>
        <ul className={styles.clocks}>
          <KeyFigure
            size="half"
            mark={<ClockMark clock="late" />}
            label={t('overdue.label')}
            formula={t('overdue.formula')}
            value={format.number(overdue.value)}
            unit={issues}
            spark={overdue.spark}
            alarming={overdue.value > 0}
            note={
              overdue.longestSeconds === null
                ? t('overdue.none')
                : t('overdue.longest', { duration: format.roughly(overdue.longestSeconds) })
            }
          />
          <KeyFigure
            size="half"
            mark={<ClockMark clock="soon" />}
            label={t('dueWithinHour.label')}
            formula={t('dueWithinHour.formula')}
            value={format.number(dueWithinHour.value)}
            unit={issues}
            spark={dueWithinHour.spark}
            note={
              dueWithinHour.emergency > 0
                ? t('dueWithinHour.emergency', { count: dueWithinHour.emergency })
                : t('dueWithinHour.noEmergency')
            }
          />
        </ul>
      </li>
      <KeyFigure
        label={t('filedToday.label')}
        formula={t('filedToday.formula')}
        value={format.number(filedToday.value)}
        unit={issues}
        spark={filedToday.spark}
        note={
          <Change
            {...weekBefore}
            label={t('change.sameWeekday')}
            now={filedToday.value}
            before={filedToday.weekBefore}
            more="neither"
          />
        }
      />
      {rates.map((name) => (
        <KeyFigure
          key={name}
          label={t(`${name}.label`)}
          formula={t(`${name}.formula`)}
          value={percentOf(figures[name].value, format)}
          unit={figures[name].value.share === null ? '' : '%'}
          spark={figures[name].spark}
          note={<RateNote rate={figures[name]} format={format} />}
        />
      ))}
    </ul>
  )
})

/** Numerator and denominator, then how it moved against the 30 days before. */
function RateNote({ rate, format }: { rate: RateFigure; format: Format }) {
  const { t } = useTranslation('wall')
  const { value, periodBefore } = rate
  if (value.share === null) return t('rate.none')
  return (
    <>
      {t('rate.parts', { part: format.number(value.part), whole: format.number(value.whole) })}
      {value.share !== null && periodBefore.share !== null && (
        <>
          {' · '}
          <Change
            label={t('change.periodBefore')}
            now={value.share}
            before={periodBefore.share}
            unit="percent-points"
            more="good"
            format={format}
          />
        </>
      )}
    </>
  )
}

function percentOf(rate: Rate, format: Format): string {
  return rate.share === null ? '–' : format.percent(rate.share)
}
