import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, PlusIcon } from '#client/ui/icons.tsx'
import styles from './CategoryEditor.module.css'
import { newChoice } from './catalogue-draft.ts'

interface Choice {
  code: string
  name: string
  nameEn: string
}

export interface ChoicesProps {
  choices: readonly Choice[]
  disabled: boolean
  onChange(choices: Choice[]): void
}

/** The answers of a question that has some to choose from. */
export function Choices({ choices, disabled, onChange }: ChoicesProps) {
  const { t } = useTranslation('catalogue')
  const set = (code: string, edit: Partial<Choice>) =>
    onChange(choices.map((one) => (one.code === code ? { ...one, ...edit } : one)))
  return (
    <div className={styles.choices}>
      {choices.map((choice, index) => (
        <div key={choice.code} className={styles.choice}>
          <Field
            label={t('choice', { number: index + 1 })}
            value={choice.name}
            disabled={disabled}
            onChange={(event) => set(choice.code, { name: event.currentTarget.value })}
          />
          <Field
            label={t('choiceEn', { number: index + 1 })}
            value={choice.nameEn}
            disabled={disabled}
            onChange={(event) => set(choice.code, { nameEn: event.currentTarget.value })}
          />
          {!disabled && choices.length > 2 && (
            <IconButton
              label={t('remove', { name: choice.name || choice.code })}
              icon={<CloseIcon />}
              onClick={() => onChange(choices.filter((one) => one !== choice))}
            />
          )}
        </div>
      ))}
      {!disabled && (
        <Button look="quiet" icon={<PlusIcon />} onClick={() => onChange([...choices, newChoice(choices)])}>
          {t('addChoice')}
        </Button>
      )}
    </div>
  )
}
