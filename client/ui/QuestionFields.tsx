import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import type { Answers } from '#domain/category/refuse-answers.ts'
import type { Question } from '#domain/contract/category.ts'
import { Field } from './Field.tsx'
import { SelectField, type SelectOption } from './SelectField.tsx'

export interface QuestionFieldsProps {
  questions: readonly Question[]
  answers: Answers
  /** Code of the question whose answer is missing or does not fit. */
  missing: string | null
  onChange(answers: Answers): void
}

/** What a kind of matter asks whoever reports or files it, each by its type. */
export function QuestionFields({ questions, answers, missing, onChange }: QuestionFieldsProps) {
  const { t } = useTranslation('ui')
  return questions.map((question) => (
    <QuestionField
      key={question.code}
      question={question}
      answer={answers[question.code]}
      error={missing === question.code ? t('question.missing') : undefined}
      onChange={(answer) => {
        const { [question.code]: _, ...others } = answers
        onChange(answer === undefined || answer === '' ? others : { ...others, [question.code]: answer })
      }}
    />
  ))
}

interface QuestionFieldProps {
  question: Question
  answer: Answers[string] | undefined
  error: string | undefined
  onChange(answer: Answers[string] | undefined): void
}

function QuestionField({ question, answer, error, onChange }: QuestionFieldProps) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const nameOf = (one: { name: string; nameEn: string }) => (language === 'zh' ? one.name : one.nameEn || one.name)
  const label = question.required ? nameOf(question) : t('question.optional', { name: nameOf(question) })
  const choose = (options: readonly SelectOption[]) => [
    { heading: '', options: [{ value: '', text: t('question.choose') }, ...options] },
  ]
  switch (question.kind) {
    case 'text':
      return (
        <Field
          label={label}
          maxLength={1_000}
          value={typeof answer === 'string' ? answer : ''}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'number':
      return (
        <Field
          type="number"
          inputMode="decimal"
          label={question.unit === '' ? label : t('question.withUnit', { name: label, unit: question.unit })}
          value={typeof answer === 'number' ? answer : ''}
          error={error}
          onChange={(event) => {
            const { valueAsNumber } = event.currentTarget
            onChange(Number.isFinite(valueAsNumber) ? valueAsNumber : undefined)
          }}
        />
      )
    case 'yes-no':
      return (
        <SelectField
          label={label}
          value={typeof answer === 'boolean' ? String(answer) : ''}
          groups={choose([
            { value: 'true', text: t('question.yes') },
            { value: 'false', text: t('question.no') },
          ])}
          error={error}
          onChange={(value) => onChange(value === '' ? undefined : value === 'true')}
        />
      )
    case 'choice':
      return (
        <SelectField
          label={label}
          value={typeof answer === 'string' ? answer : ''}
          groups={choose(question.choices.map((one) => ({ value: one.code, text: nameOf(one) })))}
          error={error}
          onChange={onChange}
        />
      )
  }
}
