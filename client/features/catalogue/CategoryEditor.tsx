import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCategoryName } from '#client/ui/use-categories.ts'
import { type CatalogueCategory, type CategoryEdit, putCategory } from '#domain/contract/category.ts'
import styles from './CategoryEditor.module.css'
import { Conditions } from './Conditions.tsx'
import { type Draft, faultOf, isInEffect } from './catalogue-draft.ts'
import { DateFields } from './DateFields.tsx'
import { LimitField } from './LimitField.tsx'
import { Questions } from './Questions.tsx'

export interface CategoryEditorProps {
  county: string
  /** As the catalogue has it; a new one has version 0. */
  saved: Draft
  categories: readonly CatalogueCategory[]
  today: string
  /** Why nothing may be changed. */
  reason: string | undefined
  onDone(code: string): Promise<void>
}

/** One kind of matter with its limits, conditions and questions. */
export function CategoryEditor({ county, saved, categories, today, reason, onDone }: CategoryEditorProps) {
  const { t } = useTranslation('catalogue')
  const nameOf = useCategoryName()
  const [draft, setDraft] = useState(saved)
  const [saving, setSaving] = useState(false)
  const { category } = draft
  const disabled = reason !== undefined
  const fresh = saved.version === 0
  const set = (edit: Partial<CategoryEdit>) => setDraft({ ...draft, category: { ...category, ...edit } })
  const changed = JSON.stringify(draft) !== JSON.stringify(saved)
  const fault = faultOf(draft, new Set(categories.map(({ code }) => code)))
  const refusal = reason ?? (fault ? t(`fault.${fault}`) : changed ? undefined : t('nothingToSave'))

  const save = async () => {
    setSaving(true)
    try {
      const { code, version } = draft
      await call(putCategory, { params: { code }, query: { county }, body: { version, category } })
      toast(t('saved', { name: category.name }), 'good')
      await onDone(code)
    } catch (error) {
      setSaving(false)
      const code = error instanceof ApiError ? error.code : 'other'
      toast(t([`refused.${code}`, 'refused.other']), 'bad')
      // the newest is shown in its place
      if (code === 'category-changed') await onDone(draft.code)
    }
  }
  const parents = categories.filter(({ code }) => code !== draft.code)
  return (
    <form
      className={styles.editor}
      aria-label={fresh ? t('newTitle') : nameOf({ ...category, code: draft.code })}
      onSubmit={(event) => event.preventDefault()}
    >
      <header className={styles.header}>
        <div>
          <h2>{fresh ? t('newTitle') : nameOf({ ...category, code: draft.code })}</h2>
          <p className={styles.note}>
            {fresh ? t('newNote') : t('version', { code: draft.code, version: draft.version })}
            {!fresh && !isInEffect(saved.category, today) && ` · ${t('endedNote')}`}
          </p>
        </div>
        <Button look="accent" reason={refusal} disabled={saving} onClick={save}>
          {t(saving ? 'savingNow' : 'save')}
        </Button>
      </header>
      {(changed || disabled) && refusal && <p className={styles.fault}>{refusal}</p>}
      <section className={styles.part}>
        <div className={styles.fields}>
          {fresh && (
            <Field
              label={t('code')}
              hint={t('codeHint', { county })}
              value={draft.code}
              onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value.trim() })}
            />
          )}
          <Field
            label={t('name')}
            value={category.name}
            disabled={disabled}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Field
            label={t('nameEn')}
            value={category.nameEn}
            disabled={disabled}
            onChange={(event) => set({ nameEn: event.currentTarget.value })}
          />
          <SelectField
            label={t('parent')}
            value={category.parent ?? ''}
            disabled={disabled}
            groups={[
              {
                heading: '',
                options: [
                  { value: '', text: t('noParent') },
                  ...parents.map((one) => ({ value: one.code, text: `${one.code} ${nameOf(one)}` })),
                ],
              },
            ]}
            onChange={(code) => set({ parent: code === '' ? null : code })}
          />
          <Field
            label={t('department')}
            hint={t('departmentHint')}
            value={category.department}
            disabled={disabled}
            onChange={(event) => set({ department: event.currentTarget.value })}
          />
          <DateFields dates={category} disabled={disabled} onChange={set} />
        </div>
        <div className={styles.fields}>
          <LimitField
            label={t('answer')}
            limit={category.answer}
            disabled={disabled}
            onChange={(answer) => set({ answer })}
          />
          <LimitField
            label={t('finish')}
            limit={category.finish}
            disabled={disabled}
            onChange={(finish) => set({ finish })}
          />
        </div>
        <p className={styles.note}>{t('limitsNote')}</p>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={category.privatePhotos}
            disabled={disabled}
            onChange={(event) => set({ privatePhotos: event.currentTarget.checked })}
          />
          {t('privatePhotos')}
        </label>
      </section>
      <Conditions
        category={category}
        saved={saved.category.conditions}
        today={today}
        disabled={disabled}
        onChange={(conditions) => set({ conditions })}
      />
      <Questions category={category} disabled={disabled} onChange={(questions) => set({ questions })} />
    </form>
  )
}
