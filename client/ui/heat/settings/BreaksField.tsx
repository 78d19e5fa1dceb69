import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { breaksRise } from '#domain/heat/density-class.ts'
import styles from './HeatSettings.module.css'

export interface BreaksFieldProps {
  kind: 'density' | 'rate'
  /** Other ones than the county's; null takes those. */
  breaks: readonly number[] | null
  /** The county's, as a hint. */
  usual: readonly number[] | null
  onChange(breaks: readonly number[] | null): void
}

/** Where classes begin: typed as rising numbers; empty takes the county's. What cannot be read is said and not taken. */
export function BreaksField({ kind, breaks, usual, onChange }: BreaksFieldProps) {
  const { t } = useTranslation('heat')
  const id = useId()
  const printed = breaks?.join(', ') ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const refused = typed !== null && typed.trim() !== '' && readBreaks(typed) === null
  const take = (text: string) => {
    setTyped(text)
    const read = readBreaks(text)
    if (read || text.trim() === '') onChange(read)
  }
  return (
    <div className={styles.line}>
      <label htmlFor={id}>{t('breaks.label', { unit: t(`unit.${kind}`) })}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        value={typed ?? printed}
        placeholder={usual?.join(', ')}
        aria-invalid={refused}
        aria-describedby={`${id}-told`}
        onChange={({ currentTarget }) => take(currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
      <small id={`${id}-told`} data-refused={refused || undefined}>
        {t(refused ? 'breaks.refused' : 'breaks.hint')}
      </small>
    </div>
  )
}

function readBreaks(text: string): number[] | null {
  const words = text.split(/[,，、;\s]+/).filter((word) => word !== '')
  const numbers = words.map(Number)
  return breaksRise(numbers) ? numbers : null
}
