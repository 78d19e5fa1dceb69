import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerFields, PlanFileRead } from '#domain/contract/plan-file.ts'
import styles from './FromFile.module.css'

const levels = ['grid', 'micro-grid', 'by-field', 'none'] as const
const meanings = ['code', 'name', 'parent', 'kind'] as const

/** What a layer of the file holds and which of its fields mean what, with a value of its first row. */
export function LayerChoices({
  layer,
  onChange,
}: {
  layer: PlanFileRead['layers'][number]
  onChange(fields: LayerFields): void
}) {
  const { t } = useTranslation('plan-files')
  const { read } = layer
  const change = (part: Partial<LayerFields>) => onChange({ ...read, ...part })
  return (
    <fieldset className={styles.layer}>
      <legend>
        {layer.name} · {t('from.rows', { count: layer.rows })}
        {layer.encoding === null ? '' : ` · ${layer.encoding}`}
      </legend>
      <Pick
        label={t('from.level')}
        value={read.level}
        options={levels.map((level) => [level, t(`from.levels.${level}`)])}
        onPick={(level) => change({ level: levels.find((one) => one === level) ?? read.level })}
      />
      {read.level === 'by-field' && (
        <FieldPick layer={layer} meaning="levelField" onPick={(levelField) => change({ levelField })} />
      )}
      {read.level !== 'none' &&
        meanings.map((meaning) => (
          <FieldPick key={meaning} layer={layer} meaning={meaning} onPick={(field) => change({ [meaning]: field })} />
        ))}
    </fieldset>
  )
}

function FieldPick({
  layer: { fields, read, sample },
  meaning,
  onPick,
}: {
  layer: PlanFileRead['layers'][number]
  meaning: (typeof meanings)[number] | 'levelField'
  onPick(field: string | null): void
}) {
  const { t } = useTranslation('plan-files')
  const field = read[meaning]
  const example = field === null ? undefined : sample.map((row) => row[field]).find((value) => value)
  return (
    <Pick
      label={t(`from.meaning.${meaning}`)}
      value={field ?? ''}
      options={[['', t('from.noField')], ...fields.map((one): [string, string] => [one, one])]}
      onPick={(picked) => onPick(picked === '' ? null : picked)}
      note={example}
    />
  )
}

function Pick({
  label,
  value,
  options,
  onPick,
  note,
}: {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  onPick(value: string): void
  note?: string | undefined
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
      {note !== undefined && <small className={styles.example}>{note}</small>}
    </div>
  )
}
