import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { filterGroups } from './filter-groups.ts'
import { SelectField, type SelectFieldProps } from './SelectField.tsx'

/** More than this is not looked through by eye. */
const FEW = 12

/** A choice among areas: typing a code, a name, pinyin or initials leaves those that fit, and chooses the first. */
export function UnitField({ groups, value, onChange, ...rest }: SelectFieldProps) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState('')
  const many = groups.reduce((sum, group) => sum + group.options.length, 0) > FEW
  if (!many || rest.disabled) return <SelectField groups={groups} value={value} onChange={onChange} {...rest} />
  const found = filterGroups(groups, text)
  const options = found.flatMap((group) => group.options)
  const find = (typed: string) => {
    setText(typed)
    const fitting = filterGroups(groups, typed).flatMap((group) => group.options)
    if (fitting[0] && !fitting.some((option) => option.value === value)) onChange(fitting[0].value)
  }
  return (
    <>
      <Field
        label={t('unit.find')}
        placeholder={t('unit.by')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        {...(text === '' ? {} : { hint: t('unit.found', { count: options.length }) })}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <SelectField groups={found} value={value} onChange={onChange} {...rest} />
    </>
  )
}
