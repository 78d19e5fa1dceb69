import { useTranslation } from 'react-i18next'
import { IconButton } from '#client/ui/IconButton.tsx'
import { ArrowIcon } from '#client/ui/icons.tsx'
import styles from './YearStepper.module.css'

/** One year back or on. */
export function YearStepper({ year, onChange }: { year: number; onChange(year: number): void }) {
  const { t } = useTranslation('calendar')
  return (
    <div className={styles.stepper}>
      <IconButton
        className={styles.back}
        label={t('yearBefore')}
        icon={<ArrowIcon />}
        disabled={year <= 2000}
        onClick={() => onChange(year - 1)}
      />
      <strong aria-live="polite">{year}</strong>
      <IconButton
        label={t('yearAfter')}
        icon={<ArrowIcon />}
        disabled={year >= 2100}
        onClick={() => onChange(year + 1)}
      />
    </div>
  )
}
