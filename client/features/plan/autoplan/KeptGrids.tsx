import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { getPlanBase } from '#domain/contract/plan.ts'
import styles from './KeptGrids.module.css'

export interface KeptGridsProps {
  county: string
  scope: string
  keep: readonly string[]
  onChange(keep: readonly string[]): void
}

interface Listed {
  scope: string
  grids: { code: string; name: string }[]
}

/** Grids of an area that stay as they are; dedicated ones stay anyway. Read when the list is opened. */
export function KeptGrids({ county, scope, keep, onChange }: KeptGridsProps) {
  const { t } = useTranslation('autoplan')
  const [shown, setShown] = useState(false)
  const [listed, setListed] = useState<Listed | 'failed' | null>(null)
  useEffect(() => {
    if (!shown) return
    const gone = new AbortController()
    call(getPlanBase, { query: { county, scope }, signal: gone.signal })
      .then(({ grids }) => setListed({ scope, grids: grids.filter(({ locked, kind }) => !locked && kind === 'base') }))
      .catch((error: unknown) => {
        if (gone.signal.aborted) return
        if (!(error instanceof ApiError)) throw error
        setListed('failed')
      })
    return () => gone.abort()
  }, [county, scope, shown])
  const grids = listed !== null && listed !== 'failed' && listed.scope === scope ? listed.grids : null
  return (
    <details className={styles.kept} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{t('kept.title', { count: keep.length })}</summary>
      {listed === 'failed' && <p role="alert">{t('kept.failed')}</p>}
      {grids === null && listed !== 'failed' && shown && <p>{t('kept.loading')}</p>}
      {grids && (
        <ul>
          {grids.map(({ code, name }) => (
            <li key={code}>
              <label>
                <input
                  type="checkbox"
                  checked={keep.includes(code)}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...keep, code] : keep.filter((one) => one !== code))
                  }
                />
                {name}
              </label>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
