import { useTranslation } from 'react-i18next'
import type { PlanScope } from '../ScopeSelect.tsx'
import styles from './print.module.css'

export interface ChosenCommunitiesProps {
  scopes: readonly PlanScope[]
  scope: string
  /** Codes; null: all of the area. */
  chosen: readonly string[] | null
  onChoose(chosen: readonly string[] | null): void
}

/** All communities of a street or the county, or some of them. Nothing to choose in a single one. */
export function ChosenCommunities({ scopes, scope, chosen, onChoose }: ChosenCommunitiesProps) {
  const { t } = useTranslation('plan-print')
  const above = scopes.find(({ code }) => code === scope)
  if (above === undefined || above.level === 'community') return null
  const streets = new Set(
    scopes.filter(({ parent, code }) => code === scope || parent === scope).map(({ code }) => code),
  )
  const communities = scopes.filter(
    ({ level, parent, grids }) => level === 'community' && parent !== null && streets.has(parent) && grids > 0,
  )
  const some = communities.filter(({ code }) => chosen?.includes(code) ?? true).map(({ code }) => code)
  const put = (code: string, on: boolean) => {
    const next = communities.map((one) => one.code).filter((one) => (one === code ? on : some.includes(one)))
    onChoose(next.length === communities.length || next.length === 0 ? null : next)
  }
  return (
    <details className={styles.chosen}>
      <summary>{t(chosen === null ? 'communities.all' : 'communities.some', { count: some.length })}</summary>
      <fieldset>
        <legend>{t('communities.label')}</legend>
        {communities.map(({ code, name }) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={some.includes(code)}
              onChange={(event) => put(code, event.currentTarget.checked)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {chosen !== null && (
        <button type="button" onClick={() => onChoose(null)}>
          {t('communities.allAgain')}
        </button>
      )}
    </details>
  )
}
