import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import styles from './DrawForm.module.css'
import { type DrawForm as Form, wrongNumbers } from './draw-wishes.ts'
import { WishSliders } from './WishSliders.tsx'

export interface DrawFormProps {
  form: Form
  onChange(form: Form): void
  busy: boolean
  /** What the plan is about: a choice of areas, or what is done with a draft. */
  about: ReactNode
  onDraw(): void
}

/** What is asked for: norm, aim, where to begin, and the wishes. */
export function DrawForm({ form, onChange, busy, about, onDraw }: DrawFormProps) {
  const { t } = useTranslation('autoplan')
  const wrong = wrongNumbers(form)
  const amount = (name: 'least' | 'most' | 'aim', error: string | undefined) => (
    <Field
      label={t(`form.${name}`)}
      type="number"
      inputMode="numeric"
      min={0}
      max={5_000}
      value={Number.isNaN(form[name]) ? '' : form[name]}
      error={error}
      onChange={(event) => onChange({ ...form, [name]: event.target.valueAsNumber })}
    />
  )
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong === null) onDraw()
      }}
    >
      {about}
      <div className={styles.numbers}>
        {amount('least', undefined)}
        {amount('most', undefined)}
        {amount('aim', undefined)}
      </div>
      {wrong !== null && (
        <p className={styles.wrong} role="alert">
          {t(`form.wrong.${wrong}`, { least: form.least, most: form.most })}
        </p>
      )}
      <Segmented
        label={t('form.start')}
        choices={[
          { value: 'anew', text: t('form.anew') },
          { value: 'today', text: t('form.today') },
        ]}
        value={form.start}
        onChange={(start) => onChange({ ...form, start })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.microGrids}
          onChange={(event) => onChange({ ...form, microGrids: event.target.checked })}
        />
        {t('form.microGrids')}
      </label>
      <fieldset className={styles.wishes}>
        <legend>{t('form.wishes')}</legend>
        <WishSliders wishes={form.wishes} onChange={(wishes) => onChange({ ...form, wishes })} />
      </fieldset>
      <Button type="submit" look="accent" disabled={busy || wrong !== null}>
        {t('form.draw')}
      </Button>
    </form>
  )
}
