import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories, useCategoryName } from '#client/ui/use-categories.ts'
import type { Category } from '#domain/contract/category.ts'
import styles from './HeatSettings.module.css'

export interface CategorySelectProps {
  /** 6-digit code. */
  county: string
  /** Code of the category; null for all. */
  value: string | null
  onChange(code: string | null): void
}

/** One category of the catalogue, or all of it; what belongs to another stands indented below it. */
export function CategorySelect({ county, value, onChange }: CategorySelectProps) {
  const { t } = useTranslation('heat')
  const id = useId()
  const categories = useCategories(county)
  const nameOf = useCategoryName()
  const lines = useMemo(() => linesOf(categories), [categories])
  const known = value === null || categories.some(({ code }) => code === value)
  return (
    <div className={styles.line}>
      <label htmlFor={id}>{t('category.label')}</label>
      <select id={id} value={value ?? ''} onChange={({ currentTarget }) => onChange(currentTarget.value || null)}>
        <option value="">{t('category.all')}</option>
        {!known && <option value={value}>{value}</option>}
        {lines.map(({ category, depth }) => (
          <option key={category.code} value={category.code}>
            {'\u2003'.repeat(depth) + nameOf(category)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Each category after its parent, with how deep it stands. */
function linesOf(categories: readonly Category[]): { category: Category; depth: number }[] {
  const below = (parent: string | null, depth: number): { category: Category; depth: number }[] =>
    categories
      .filter((category) => category.parent === parent)
      .flatMap((category) => [{ category, depth }, ...(depth < 4 ? below(category.code, depth + 1) : [])])
  return below(null, 0)
}
