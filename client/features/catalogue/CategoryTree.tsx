import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/Field.tsx'
import { useCategoryName } from '#client/ui/use-categories.ts'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import styles from './CategoryTree.module.css'
import { isInEffect } from './catalogue-draft.ts'
import { useLimitWords } from './use-limit-words.ts'

export interface CategoryTreeProps {
  /** Parents before their children. */
  categories: readonly CatalogueCategory[]
  chosen: string
  today: string
  onChoose(code: string): void
}

/** The catalogue as a list with steps; words narrow it by name or code. */
export function CategoryTree({ categories, chosen, today, onChoose }: CategoryTreeProps) {
  const { t } = useTranslation('catalogue')
  const nameOf = useCategoryName()
  const limitWords = useLimitWords()
  const [words, setWords] = useState('')
  const list = useRef<HTMLUListElement>(null)
  // a reload or a link shows what it names
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [])
  const depths = depthsOf(categories)
  const wanted = words.trim().toLowerCase()
  const fits = ({ code, name, nameEn }: CatalogueCategory) => `${code} ${name} ${nameEn}`.toLowerCase().includes(wanted)
  const shown = categories.filter(fits)
  const limitOf = ({ finish, conditions: [condition, ...more] }: CatalogueCategory) =>
    more.length > 0 ? t('conditionCount', { count: more.length + 1 }) : limitWords(condition?.finish ?? finish)
  return (
    <nav className={styles.tree} aria-label={t('title')}>
      <Field
        label={t('find')}
        hideLabel
        type="search"
        placeholder={t('find')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <p className={styles.count} role="status">
        {t('count', { count: shown.length })}
      </p>
      <ul ref={list}>
        {shown.map((category) => (
          <li key={category.code}>
            <button
              type="button"
              className={styles.entry}
              style={{ paddingLeft: `${0.75 + (wanted === '' ? (depths.get(category.code) ?? 0) : 0)}rem` }}
              aria-current={category.code === chosen ? 'true' : undefined}
              onClick={() => onChoose(category.code)}
            >
              <span className={category.parent === null ? styles.top : undefined}>{nameOf(category)}</span>
              <small>
                {category.code}
                {category.parent !== null && ` · ${limitOf(category)}`}
                {!isInEffect(category, today) && ` · ${t('ended')}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function depthsOf(categories: readonly CatalogueCategory[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const { code, parent } of categories) depths.set(code, parent === null ? 0 : (depths.get(parent) ?? 0) + 1)
  return depths
}
