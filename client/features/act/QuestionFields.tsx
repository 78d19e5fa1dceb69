import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Segmented } from '#client/ui/Chips.tsx'
import { Field } from '#client/ui/Field.tsx'
import type { Question } from '#domain/contract/category.ts'
import type { CaseDraft } from './case-draft.ts'
import styles from './FileCase.module.css'

export interface QuestionFieldsProps {
  questions: readonly Question[]
  answers: CaseDraft['answers']
  onAnswer(question: string, answer: string | number | boolean): void
}

/** What the category asks beside title and place. */
export function QuestionFields({ questions, answers, onAnswer }: QuestionFieldsProps) {
  return questions.map((question) => (
    <QuestionField
      key={question.code}
      question={question}
      answer={answers[question.code]}
      onAnswer={(answer) => onAnswer(question.code, answer)}
    />
  ))
}

function QuestionField({
  question,
  answer,
  onAnswer,
}: {
  question: Question
  answer: string | number | boolean | undefined
  onAnswer(answer: string | number | boolean): void
}) {
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const id = useId()
  const nameOf = (one: { name: string; nameEn: string }) => (chinese ? one.name : one.nameEn || one.name)
  const label = question.required ? `${nameOf(question)} (${t('file.required')})` : nameOf(question)
  switch (question.kind) {
    case 'text':
      return (
        <Field
          label={label}
          value={typeof answer === 'string' ? answer : ''}
          maxLength={1_000}
          onChange={(event) => onAnswer(event.currentTarget.value)}
        />
      )
    case 'number':
      return (
        <Field
          type="number"
          step="any"
          label={question.unit === '' ? label : `${label} · ${question.unit}`}
          value={typeof answer === 'number' ? answer : ''}
          onChange={(event) => {
            const typed = event.currentTarget.valueAsNumber
            onAnswer(Number.isFinite(typed) ? typed : '')
          }}
        />
      )
    case 'yes-no':
      return (
        <div className={styles.question}>
          <span>{label}</span>
          <Segmented
            label={label}
            value={answer === true ? 'yes' : answer === false ? 'no' : ''}
            choices={[
              { value: 'yes', text: t('file.yes') },
              { value: 'no', text: t('file.no') },
            ]}
            onChange={(value) => onAnswer(value === 'yes')}
          />
        </div>
      )
    case 'choice':
      return (
        <div className={styles.select}>
          <label htmlFor={id}>{label}</label>
          <select
            id={id}
            value={typeof answer === 'string' ? answer : ''}
            onChange={(event) => onAnswer(event.currentTarget.value)}
          >
            <option value="">{t('category.choose')}</option>
            {question.choices.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {nameOf(choice)}
              </option>
            ))}
          </select>
        </div>
      )
  }
}
