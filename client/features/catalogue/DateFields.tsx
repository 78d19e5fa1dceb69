import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/Field.tsx'

interface Dates {
  effectiveFrom: string
  effectiveTo: string | null
}

export interface DateFieldsProps {
  dates: Dates
  disabled: boolean
  onChange(dates: Partial<Dates>): void
}

/** From which day to which something may be filed under; both count. */
export function DateFields({ dates, disabled, onChange }: DateFieldsProps) {
  const { t } = useTranslation('catalogue')
  return (
    <>
      <Field
        label={t('from')}
        type="date"
        required
        value={dates.effectiveFrom}
        disabled={disabled}
        onChange={(event) => event.currentTarget.value && onChange({ effectiveFrom: event.currentTarget.value })}
      />
      <Field
        label={t('to')}
        type="date"
        value={dates.effectiveTo ?? ''}
        disabled={disabled}
        onChange={(event) => onChange({ effectiveTo: event.currentTarget.value || null })}
      />
    </>
  )
}
