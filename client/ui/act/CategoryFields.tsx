import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import styles from './act.module.css'
import { useFileable } from './use-fileable.ts'

export interface CategoryFieldsProps {
  county: string
  category: string
  condition: string
  error?: string | undefined
  onChange(chosen: { category: string; condition: string }): void
}

/** What a case is about and under which condition it is filed: the condition sets its time limits. */
export function CategoryFields({ county, category, condition, error, onChange }: CategoryFieldsProps) {
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const categories = useFileable(county)
  const id = useId()
  if (categories === null) return <Spinner />
  const nameOf = (one: { name: string; nameEn: string }) => (chinese ? one.name : one.nameEn || one.name)
  const parents = categories.filter((one) => one.parent === null)
  const childrenOf = (parent: CatalogueCategory) => categories.filter((one) => one.parent === parent.code)
  const chosen = categories.find((one) => one.code === category)
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={`${id}-category`}>{t('category.label')}</label>
        <select
          id={`${id}-category`}
          value={chosen ? category : ''}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange({ category: event.currentTarget.value, condition: '' })}
        >
          <option value="">{t('category.choose')}</option>
          {parents.map((parent) => {
            const children = childrenOf(parent)
            if (children.length === 0)
              return (
                <option key={parent.code} value={parent.code}>
                  {nameOf(parent)}
                </option>
              )
            return (
              <optgroup key={parent.code} label={nameOf(parent)}>
                {children.map((one) => (
                  <option key={one.code} value={one.code}>
                    {nameOf(one)}
                  </option>
                ))}
              </optgroup>
            )
          })}
        </select>
        {error && (
          <p id={`${id}-error`} data-look="error">
            {error}
          </p>
        )}
      </div>
      {chosen && chosen.conditions.length > 0 && (
        <div className={styles.field}>
          <label htmlFor={`${id}-condition`}>{t('category.condition')}</label>
          <select
            id={`${id}-condition`}
            value={condition}
            onChange={(event) => onChange({ category, condition: event.currentTarget.value })}
          >
            <option value="">{t('category.noCondition')}</option>
            {chosen.conditions.map((one) => (
              <option key={one.code} value={one.code}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}
