import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './NewDraft.module.css'

/** An area that a plan can be about. */
export interface PlanScope {
  code: string
  name: string
  level: 'county' | 'street' | 'community'
  parent: string | null
  grids: number
}

export interface ScopeSelectProps {
  scopes: readonly PlanScope[]
  value: string
  onChange(code: string): void
}

/** Chooses the county, a street or a community, each under its street. */
export function ScopeSelect({ scopes, value, onChange }: ScopeSelectProps) {
  const { t } = useTranslation('plan')
  const id = useId()
  return (
    <div className={styles.select}>
      <label htmlFor={id}>{t('start.scope')}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {scopes
          .filter((one) => one.level === 'county')
          .map((one) => (
            <Choice key={one.code} scope={one} />
          ))}
        {scopes
          .filter((one) => one.level === 'street')
          .map((street) => (
            <optgroup key={street.code} label={street.name}>
              <Choice scope={street} />
              {scopes
                .filter((one) => one.parent === street.code)
                .map((one) => (
                  <Choice key={one.code} scope={one} />
                ))}
            </optgroup>
          ))}
      </select>
    </div>
  )
}

/** A street is a good size to begin with; else what there is. */
export function firstScope(scopes: readonly PlanScope[]): string {
  const streets = scopes.filter((scope) => scope.level === 'street').sort((a, b) => b.grids - a.grids)
  return (streets[0] ?? scopes[0])?.code ?? ''
}

function Choice({ scope }: { scope: PlanScope }) {
  const { t } = useTranslation('plan')
  return (
    <option value={scope.code}>{t(`start.choice.${scope.level}`, { name: scope.name, count: scope.grids })}</option>
  )
}
