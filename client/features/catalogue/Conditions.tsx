import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, PlusIcon } from '#client/ui/icons.tsx'
import type { CategoryEdit, FilingCondition } from '#domain/contract/category.ts'
import styles from './CategoryEditor.module.css'
import { newCondition } from './catalogue-draft.ts'
import { DateFields } from './DateFields.tsx'
import { LimitField } from './LimitField.tsx'
import { useShownName } from './use-shown-name.ts'

export interface ConditionsProps {
  category: CategoryEdit
  /** Those that the catalogue has: they can be ended, not removed, since old issues name them. */
  saved: readonly FilingCondition[]
  today: string
  disabled: boolean
  onChange(conditions: FilingCondition[]): void
}

/** The filing conditions of a category, each with its own limits. */
export function Conditions({ category, saved, today, disabled, onChange }: ConditionsProps) {
  const { t } = useTranslation('catalogue')
  const shownName = useShownName()
  const { conditions } = category
  const set = (code: string, edit: Partial<FilingCondition>) =>
    onChange(conditions.map((one) => (one.code === code ? { ...one, ...edit } : one)))
  return (
    <section className={styles.part} aria-labelledby="catalogue-conditions">
      <h3 id="catalogue-conditions">{t('conditions', { count: conditions.length })}</h3>
      <p className={styles.note}>{t('conditionsNote')}</p>
      {conditions.map((condition) => {
        const label = shownName(condition)
        return (
          <fieldset key={condition.code} className={styles.item}>
            <legend>{label}</legend>
            <div className={styles.fields}>
              <Field
                label={t('name')}
                value={condition.name}
                disabled={disabled}
                onChange={(event) => set(condition.code, { name: event.currentTarget.value })}
              />
              <Field
                label={t('nameEn')}
                value={condition.nameEn}
                disabled={disabled}
                onChange={(event) => set(condition.code, { nameEn: event.currentTarget.value })}
              />
              <DateFields dates={condition} disabled={disabled} onChange={(dates) => set(condition.code, dates)} />
              <LimitField
                label={t('answer')}
                limit={condition.answer}
                disabled={disabled}
                onChange={(answer) => set(condition.code, { answer })}
              />
              <LimitField
                label={t('finish')}
                limit={condition.finish}
                disabled={disabled}
                onChange={(finish) => set(condition.code, { finish })}
              />
            </div>
            {!disabled && !saved.some(({ code }) => code === condition.code) && (
              <IconButton
                className={styles.remove}
                label={t('remove', { name: label })}
                icon={<CloseIcon />}
                onClick={() => onChange(conditions.filter((one) => one !== condition))}
              />
            )}
          </fieldset>
        )
      })}
      {!disabled && (
        <Button icon={<PlusIcon />} onClick={() => onChange([...conditions, newCondition(category, today)])}>
          {t('addCondition')}
        </Button>
      )}
    </section>
  )
}
