import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { ImportJoin } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'
import { boundsOf } from './import.layer.ts'
import type { JoinTo } from './import-draft.ts'

const MOST_SHOWN = 200

/** Which areas a table's codes name, drawn on the map and listed, and which codes name none. */
export function JoinStep({ join, failed, joinTo }: { join: ImportJoin | null; failed: string; joinTo: JoinTo }) {
  const { t, i18n } = useTranslation('import')
  const view = useMapView()
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  const units = t(`joinTo_.${joinTo}`)
  return (
    <section className={styles.step} aria-live="polite">
      <h2>{t('join.title')}</h2>
      {failed && (
        <p className={styles.error} role="alert">
          {failed}
        </p>
      )}
      {join === null && !failed && <Spinner />}
      {join && (
        <>
          <p className={join.matched.total === 0 ? styles.error : styles.note}>
            {t(join.matched.total === 0 ? 'join.toldNone' : 'join.told', {
              rows: number(join.rows),
              matched: number(join.matched.total),
              units,
            })}
          </p>
          {join.matched.listed.length > 0 && (
            <details>
              <summary>{t('join.matched', { count: join.matched.total })}</summary>
              <ul className={styles.list}>
                {join.matched.listed.slice(0, MOST_SHOWN).map(({ code, name, geometry }) => (
                  <li key={code}>
                    <button
                      type="button"
                      className={styles.go}
                      title={t('goThere')}
                      onClick={() => {
                        const box = boundsOf([geometry])
                        if (box) view.fit(box, { maxZoom: 16, animate: true })
                      }}
                    >
                      {name} · {code}
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {join.unmatched.total > 0 && (
            <>
              <h3>{t('join.unmatched', { count: join.unmatched.total })}</h3>
              <ul className={styles.list}>
                {join.unmatched.listed.slice(0, MOST_SHOWN).map(({ row, key, reason }) => (
                  <li key={row}>
                    {t('rowTold', { row, key })} {t(`reason.${reason}`)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  )
}
