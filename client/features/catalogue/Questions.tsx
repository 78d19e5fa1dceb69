import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, PlusIcon } from '#client/ui/icons.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import type { CategoryEdit, Question } from '#domain/contract/category.ts'
import styles from './CategoryEditor.module.css'
import { Choices } from './Choices.tsx'
import { asKind, newQuestion } from './catalogue-draft.ts'
import { useShownName } from './use-shown-name.ts'

const kinds = ['text', 'number', 'yes-no', 'choice'] as const

export interface QuestionsProps {
  category: CategoryEdit
  disabled: boolean
  onChange(questions: Question[]): void
}

/** What whoever files is asked beside title and place. */
export function Questions({ category, disabled, onChange }: QuestionsProps) {
  const { t } = useTranslation('catalogue')
  const shownName = useShownName()
  const { questions } = category
  const set = (code: string, next: Question) => onChange(questions.map((one) => (one.code === code ? next : one)))
  return (
    <section className={styles.part} aria-labelledby="catalogue-questions">
      <h3 id="catalogue-questions">{t('questions', { count: questions.length })}</h3>
      <p className={styles.note}>{t('questionsNote')}</p>
      {questions.map((question) => {
        const label = shownName(question)
        return (
          <fieldset key={question.code} className={styles.item}>
            <legend>{label}</legend>
            <div className={styles.fields}>
              <Field
                label={t('question')}
                value={question.name}
                disabled={disabled}
                onChange={(event) => set(question.code, { ...question, name: event.currentTarget.value })}
              />
              <Field
                label={t('questionEn')}
                value={question.nameEn}
                disabled={disabled}
                onChange={(event) => set(question.code, { ...question, nameEn: event.currentTarget.value })}
              />
              <SelectField
                label={t('kind')}
                value={question.kind}
                disabled={disabled}
                groups={[{ heading: '', options: kinds.map((kind) => ({ value: kind, text: t(`kindName.${kind}`) })) }]}
                onChange={(value) => {
                  const kind = kinds.find((one) => one === value)
                  if (kind !== undefined) set(question.code, asKind(question, kind))
                }}
              />
              {question.kind === 'number' && (
                <Field
                  label={t('unitOf')}
                  value={question.unit}
                  maxLength={20}
                  disabled={disabled}
                  onChange={(event) => set(question.code, { ...question, unit: event.currentTarget.value })}
                />
              )}
            </div>
            {question.kind === 'choice' && (
              <Choices
                choices={question.choices}
                disabled={disabled}
                onChange={(choices) => set(question.code, { ...question, choices })}
              />
            )}
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={question.required}
                disabled={disabled}
                onChange={(event) => set(question.code, { ...question, required: event.currentTarget.checked })}
              />
              {t('required')}
            </label>
            {!disabled && (
              <IconButton
                className={styles.remove}
                label={t('remove', { name: label })}
                icon={<CloseIcon />}
                onClick={() => onChange(questions.filter((one) => one !== question))}
              />
            )}
          </fieldset>
        )
      })}
      {!disabled && (
        <Button icon={<PlusIcon />} onClick={() => onChange([...questions, newQuestion(category)])}>
          {t('addQuestion')}
        </Button>
      )}
    </section>
  )
}
