import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { useFileable } from '#client/ui/act/use-fileable.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { QuestionFields } from '#client/ui/QuestionFields.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { CatalogueCategory } from '#domain/contract/category.ts'
import styles from './ReportPage.module.css'
import { type MissingField, missingIn, type ReportDraft } from './report-draft.ts'

export interface WhatStepProps {
  county: string
  draft: ReportDraft
  change(part: Partial<ReportDraft>): void
}

/** Second: what. The kind, its condition and its own questions, in the reporter's words. */
export function WhatStep({ county, draft, change }: WhatStepProps) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const categories = useFileable(county)
  const [missing, setMissing] = useState<MissingField | null>(null)
  if (categories === null) return <Spinner />
  if (categories.length === 0) return <ErrorState code="unreachable" />

  const nameOf = (one: { name: string; nameEn: string }) => (language === 'zh' ? one.name : one.nameEn || one.name)
  const chosen = categories.find((one) => one.code === draft.category)
  const next = () => {
    const found = missingIn(draft, chosen)
    setMissing(found)
    if (found === null || found === 'phone') change({ step: 'send' })
  }
  const conditions = chosen?.conditions ?? []
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <p className={styles.where}>{draft.where === '' ? t('nowhere') : draft.where}</p>
      <SelectField
        label={t('category')}
        value={draft.category}
        groups={[{ heading: '', options: [{ value: '', text: t('chooseCategory') }] }, ...groupsOf(categories, nameOf)]}
        error={missing === 'category' ? t('missing.category') : undefined}
        onChange={(category) => change({ category, condition: '', answers: {} })}
      />
      {conditions.length > 0 && (
        <SelectField
          label={t('condition')}
          value={draft.condition}
          groups={[
            {
              heading: '',
              options: [
                { value: '', text: t('anyCondition') },
                ...conditions.map((one) => ({ value: one.code, text: nameOf(one) })),
              ],
            },
          ]}
          onChange={(condition) => change({ condition })}
        />
      )}
      {chosen && (
        <QuestionFields
          questions={chosen.questions}
          answers={draft.answers}
          missing={typeof missing === 'object' ? (missing?.question ?? null) : null}
          onChange={(answers) => change({ answers })}
        />
      )}
      <Field
        label={t('title')}
        placeholder={t('titleExample')}
        maxLength={200}
        value={draft.title}
        error={missing === 'title' ? t('missing.title') : undefined}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Field
        label={t('place')}
        placeholder={t('placeExample')}
        maxLength={200}
        value={draft.place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      />
      <div className={styles.buttons}>
        <Button onClick={() => change({ step: 'place' })}>{t('back')}</Button>
        <Button look="accent" type="submit">
          {t('next')}
        </Button>
      </div>
    </form>
  )
}

/** Kinds under the name of the kind above them. */
function groupsOf(categories: readonly CatalogueCategory[], nameOf: (one: CatalogueCategory) => string) {
  const parents = new Set(categories.map((one) => one.parent))
  const leaves = categories.filter((one) => !parents.has(one.code))
  const headings = [...new Set(leaves.map((one) => one.parent))]
  return headings.map((parent) => {
    const above = categories.find((one) => one.code === parent)
    return {
      heading: above ? nameOf(above) : '',
      options: leaves.filter((one) => one.parent === parent).map((one) => ({ value: one.code, text: nameOf(one) })),
    }
  })
}
