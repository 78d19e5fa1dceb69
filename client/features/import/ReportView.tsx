import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import type { ImportReport } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'
import { boundsOf } from './import.layer.ts'

const figures = ['new', 'changed', 'unchanged', 'missing', 'removed'] as const
const MOST_SHOWN = 200

/** What an import did, or would do: figures, faults between areas, and every row that was refused or repaired. */
export function ReportView({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation('import')
  const view = useMapView()
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  const { partition, refusals, repairs, changes } = report
  return (
    <section className={styles.step} aria-live="polite">
      <h2>{t(report.failure ? 'nothingTaken' : report.dryRun ? 'wouldBe' : 'taken')}</h2>
      {report.failure && (
        <p className={styles.error} role="alert">
          {t([`fileRefused.${report.failureReason ?? 'unreadable'}`, 'fileRefused.unreadable'], {
            told: report.failure,
          })}
        </p>
      )}
      {!report.failure && (
        <dl className={styles.figures}>
          {figures.map((figure) => (
            <div key={figure}>
              <dt>{t(`change.${figure}`)}</dt>
              <dd>{number(changes[figure])}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles.note}>
        {t('readRows', {
          read: number(report.read),
          refused: number(report.refused),
          repaired: number(report.repaired),
          seconds: number(Math.round(report.seconds * 10) / 10),
        })}
      </p>
      {partition.total > 0 && (
        <>
          <h3>{t('faults', { count: partition.total })}</h3>
          <ul className={styles.list}>
            {partition.listed.slice(0, MOST_SHOWN).map((fault) => (
              <li key={`${fault.kind} ${fault.keys.join(' ')} ${JSON.stringify(boundsOf([fault.geometry]))}`}>
                <button
                  type="button"
                  className={styles.go}
                  onClick={() => {
                    const box = boundsOf([fault.geometry])
                    if (box) view.fit(box, { maxZoom: 18, animate: true })
                  }}
                >
                  {t(`fault.${fault.kind}`)} {fault.keys.join(' / ')} · {number(fault.squareMeters)} m²
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {report.noded && (
        <p>
          {t('noded', {
            lines: number(report.noded.lines),
            pieces: number(report.noded.pieces),
            crossings: number(report.noded.crossings),
            drawn: number(report.noded.drawn),
          })}
        </p>
      )}
      {report.divisions && (
        <>
          <h3>
            {t('divisionsMatched', {
              code: number(report.divisions.byCode),
              name: number(report.divisions.byName),
              missing: number(report.divisions.missing.total),
            })}
          </h3>
          <ul className={styles.list}>
            {report.divisions.missing.listed.slice(0, MOST_SHOWN).map(({ code, name }) => (
              <li key={code}>
                {code} {name}
              </li>
            ))}
          </ul>
        </>
      )}
      {report.landings.length > 0 && (
        <p className={styles.note}>
          {t('couldBe')}{' '}
          {report.landings
            .map(({ crs, swapped, kilometers }) =>
              t(swapped ? 'landingSwapped' : 'landing', { crs, kilometers: number(Math.round(kilometers)) }),
            )
            .join(' / ')}
        </p>
      )}
      {refusals.length > 0 && (
        <>
          <h3>{t('refusedRows', { count: report.refused })}</h3>
          <ul className={styles.list}>
            {refusals.slice(0, MOST_SHOWN).map(({ row, key, reason, value }) => (
              <li key={`${row} ${reason}`}>
                {t('rowTold', { row, key })} {t([`reason.${reason}`, 'reason.other'], { reason })}
                {value !== key && value !== 'null' && value !== 'undefined' && ` · ${value}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {repairs.length > 0 && (
        <>
          <h3>{t('repairedRows', { count: report.repaired })}</h3>
          <ul className={styles.list}>
            {repairs.slice(0, MOST_SHOWN).map(({ row, key, what, detail }) => (
              <li key={`${row} ${what}`}>
                {t('rowTold', { row, key })} {t([`repair.${what}`, 'reason.other'], { reason: what })}
                {detail && ` · ${detail}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
