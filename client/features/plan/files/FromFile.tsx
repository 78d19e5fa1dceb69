import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { CleanChanges } from './CleanChanges.tsx'
import styles from './FromFile.module.css'
import { LayerChoices } from './LayerChoices.tsx'
import type { FileGround } from './use-file-ground.ts'
import { useFileOverlay } from './use-file-overlay.ts'

const systems = ['EPSG:4490', 'EPSG:3857', ...Array.from({ length: 21 }, (_, zone) => `EPSG:${4534 + zone}`)]

/** A file to begin from: chosen, its fields told, what the clean-up changed listed and shown on the map. */
export function FromFile({ file }: { file: FileGround }) {
  const { t, i18n } = useTranslation('plan-files')
  const [input, crs] = [useId(), useId()]
  const { chosen, read, state, failure } = file
  useFileOverlay(read)
  return (
    <div className={styles.file}>
      <label htmlFor={input}>{t('from.choose')}</label>
      <input
        id={input}
        type="file"
        accept=".geojson,.json,.zip,.gpkg,.fgb,.kml,.xlsx"
        onChange={(event) => file.choose(event.target.files?.[0] ?? null)}
      />
      <small>{t('from.formats')}</small>
      {state === 'reading' && (
        <p className={styles.line} role="status">
          <Spinner /> {t('from.reading')}
        </p>
      )}
      {failure && (
        <p role="alert" className={styles.bad}>
          {i18n.exists(`from.failed.${failure.code}`, { ns: 'plan-files' })
            ? t(`from.failed.${failure.code}`, { value: failure.detail })
            : t('from.failed.other', { value: failure.detail })}
        </p>
      )}
      {chosen && (read || failure?.code === 'crs-unknown' || failure?.code === 'far-away') && (
        <div className={styles.field}>
          <label htmlFor={crs}>{t('from.crs')}</label>
          <select
            id={crs}
            value={read?.crs.known === 'asked' ? read.crs.used : ''}
            onChange={(event) => file.setCrs(event.target.value === '' ? null : event.target.value)}
          >
            <option value="">
              {read ? t(`from.crsKnown.${read.crs.known}`, { crs: read.crs.used }) : t('from.crsNone')}
            </option>
            {systems.map((system) => (
              <option key={system} value={system}>
                {crsName(system)}
              </option>
            ))}
          </select>
        </div>
      )}
      {read && (
        <>
          <p className={styles.line}>
            {t('from.grids', { count: read.ground.grids.length })} ·{' '}
            {t('from.microGrids', { count: read.ground.microGrids.length })}
          </p>
          {read.findings.map((finding) => (
            <p key={`${finding.layer} ${finding.code}`} className={styles.note}>
              {i18n.exists(`from.finding.${finding.code}`, { ns: 'plan-files' })
                ? t(`from.finding.${finding.code}`, { value: finding.value, layer: finding.layer })
                : `${finding.code} ${finding.value}`}
            </p>
          ))}
          {read.problems.length > 0 && (
            <details className={styles.part}>
              <summary>{t('from.problems', { count: read.problems.length })}</summary>
              <ul>
                {read.problems.slice(0, 50).map(({ layer, row, problem }) => (
                  <li key={`${layer} ${row} ${problem}`}>{t(`from.problem.${problem}`, { row, layer })}</li>
                ))}
              </ul>
            </details>
          )}
          <details className={styles.part}>
            <summary>{t('from.fields')}</summary>
            {read.layers.map((layer) => (
              <LayerChoices key={layer.name} layer={layer} onChange={file.setFields} />
            ))}
          </details>
          <CleanChanges read={read} busy={state === 'reading'} onFill={file.fill} />
        </>
      )}
      {chosen && (
        <Button look="quiet" onClick={() => file.choose(null)}>
          {t('from.drop')}
        </Button>
      )}
    </div>
  )
}

/** EPSG code with its central meridian, where it is a zone. */
function crsName(system: string): string {
  const code = Number(system.slice(5))
  if (code === 4490) return 'CGCS2000 (EPSG:4490)'
  return code < 4534 ? `Web Mercator (${system})` : `CGCS2000 3° GK ${75 + (code - 4534) * 3}E (${system})`
}
