import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { ImportFile } from '#domain/contract/import.ts'
import { fieldsOfLayer } from '#domain/contract/import-fields.ts'
import { layersWithoutPlace } from '#domain/contract/manifest.ts'
import { CoordinateStep } from './CoordinateStep.tsx'
import { Findings } from './Findings.tsx'
import styles from './ImportPage.module.css'
import { boundsOf, importOverlay } from './import.layer.ts'
import { bodyOf, draftOf, type ImportDraft, proposeTarget } from './import-draft.ts'
import { JoinStep } from './JoinStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { ReportView } from './ReportView.tsx'
import { SampleTable } from './SampleTable.tsx'
import { useImportRun } from './use-import-run.ts'
import { useJoin } from './use-join.ts'
import { usePreview } from './use-preview.ts'

const tokens = ['--live', '--bad', '--soon', '--surface'] as const
const noRows: never[] = []
/** Layers after which people want to see the walking network. */
const ofNetwork: ReadonlySet<string> = new Set(['walk_edge', 'gate', 'compound'])

/** A file that was sent: where its rows land, what they become, what would change, and the button that does it. */
export function FileForm({ county, file, onTaken, onClose }: FileFormProps) {
  const { t, i18n } = useTranslation('import')
  const [draft, setDraft] = useState(() => draftOf(file))
  const { preview, failed } = usePreview(county, file.id, draft.layer, draft)
  const { run, start, clear } = useImportRun(county, onTaken)
  const rowsOfLayer = preview?.rows
  useEffect(() => {
    if (rowsOfLayer) setDraft((before) => proposeTarget(file, before, rowsOfLayer))
  }, [file, rowsOfLayer])
  const rows = preview?.rows ?? noRows
  const report = run.state === 'done' ? run.report : null
  const { join, failed: joinFailed } = useJoin(county, file.id, draft)
  useImportOverlay(rows, join?.matched.listed ?? noRows, report?.partition.listed ?? noRows)
  const change = (part: Partial<ImportDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    // what was tried is no longer what would be taken
    clear()
  }
  const layer = file.layers.find(({ name }) => name === draft.layer)
  const lacking = fieldsOfLayer(draft.target).find(({ name, required }) => required && !draft.fields[name])
  const placeless = layersWithoutPlace.has(draft.target)
  const busy = run.state === 'running'
  const wrong =
    preview === null || (preview.refused !== null && !placeless)
      ? t('readFirst')
      : lacking
        ? t('mapFirst', { field: t(`field.${lacking.name}`) })
        : /^[a-z0-9-]{1,60}$/.test(draft.source)
          ? undefined
          : t('sourceHint')
  const tried = report?.dryRun === true && report.failure === undefined
  const go = (dryRun: boolean) => void start(bodyOf(file, draft, rows, dryRun))
  return (
    <>
      <section className={styles.step}>
        <h2>{file.name}</h2>
        <p className={styles.note}>
          {t('fileTold', {
            format: t(`format.${file.format}`),
            size: sizeOf(file.bytes, i18n.language),
            layers: file.layers.length,
            encoding: layer?.encoding ?? t('fixed'),
          })}
        </p>
        <Findings findings={file.findings} />
      </section>
      {failed && (
        <p className={styles.error} role="alert">
          {failed}
        </p>
      )}
      {!placeless && <CoordinateStep stated={layer?.crs ?? null} reading={draft} preview={preview} onChange={change} />}
      {preview === null && !failed && <Spinner />}
      <SampleTable rows={rows} />
      <MappingStep file={file} draft={draft} onChange={change} />
      {draft.target === 'statistic' && <JoinStep join={join} failed={joinFailed} joinTo={draft.joinTo} />}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.removeMissing}
          onChange={(event) => change({ removeMissing: event.currentTarget.checked })}
        />
        {t('removeMissing')}
      </label>
      {run.state === 'running' && (
        <Spinner text={t(run.written === null ? 'reading' : 'writing', { rows: run.rows, written: run.written })} />
      )}
      {run.state === 'failed' && (
        <p className={styles.error} role="alert">
          {run.text}
        </p>
      )}
      {report && <ReportView report={report} />}
      {report !== null && report.run !== null && ofNetwork.has(draft.target) && <NetworkPanel county={county} />}
      {report !== null && report.run !== null && (
        <p role="status">
          {t('takenAs', { run: report.run })}{' '}
          <Button look="quiet" onClick={onClose}>
            {t('toHistory')}
          </Button>
        </p>
      )}
      <div className={styles.actions}>
        <Button reason={wrong} disabled={busy} look={tried ? 'plain' : 'accent'} onClick={() => go(true)}>
          {t('try')}
        </Button>
        <Button
          reason={wrong ?? (tried ? undefined : t('tryFirst'))}
          disabled={busy}
          look={tried ? 'accent' : 'plain'}
          onClick={() => go(false)}
        >
          {t('take')}
        </Button>
        <Button look="quiet" disabled={busy} onClick={onClose}>
          {t('another')}
        </Button>
      </div>
    </>
  )
}

export interface FileFormProps {
  county: string
  file: ImportFile
  /** Rows were taken into the county. */
  onTaken(): void
  onClose(): void
}

function sizeOf(bytes: number, language: string): string {
  const unit = bytes < 1e6 ? 'kilobyte' : 'megabyte'
  const value = bytes / (unit === 'kilobyte' ? 1e3 : 1e6)
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

/** Draws rows, areas that they name and faults on the map while the form is open, and brings them into view when others land. */
function useImportOverlay(
  rows: Parameters<typeof importOverlay>[0],
  named: Parameters<typeof importOverlay>[1],
  faults: Parameters<typeof importOverlay>[2],
): void {
  const view = useMapView()
  const [live = '', bad = '', soon = '', surface = ''] = useTokens(tokens)
  const overlay = useMemo(
    () => importOverlay(rows, named, faults, { live, bad, soon, surface }),
    [rows, named, faults, live, bad, soon, surface],
  )
  useEffect(() => {
    view.setOverlay('import', overlay)
  }, [view, overlay])
  useEffect(() => () => view.setOverlay('import', null), [view])
  useEffect(() => {
    const box = boundsOf([...rows, ...named].map(({ geometry }) => geometry))
    if (box) view.fit(box, { maxZoom: 16, animate: true })
  }, [view, rows, named])
}
