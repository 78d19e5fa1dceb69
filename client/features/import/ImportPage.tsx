import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useQuietMap } from '#client/map/use-quiet-map.ts'
import { loadCounties, useCounty } from '#client/state/county.ts'
import { openAccount, useMe, usePost } from '#client/state/post.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { type ImportFile, listImports } from '#domain/contract/import.ts'
import { DropZone } from './DropZone.tsx'
import { FileForm } from './FileForm.tsx'
import styles from './ImportPage.module.css'
import { NetworkPanel } from './NetworkPanel.tsx'
import { RunList } from './RunList.tsx'
import { refusalOf } from './refusal-of.ts'
import { sendFile } from './send-file.ts'

/** What is looked at is the file and the network: marks of issues look like theirs. */
const hidden = ['issue'] as const

/** Files into the county: dropped, looked at on the map, tried, taken, taken back. For administrators. */
export default function ImportPage() {
  const { t } = useTranslation('import')
  const county = useCounty()
  const me = useMe()
  const post = usePost(county?.code ?? '')
  const allowed = post?.role === 'administrator'
  return (
    <div className={styles.column}>
      <AdminFrame path="/admin/import" title={t('title')} sentence={t('sentence')}>
        {(me === undefined || !county) && <Spinner />}
        {me !== undefined && county && !allowed && (
          <EmptyState
            title={t(me ? 'notAllowed' : 'signInFirst')}
            hint={t('notAllowedHint')}
            action={
              <Button look="accent" onClick={() => openAccount()}>
                {t(me ? 'changePost' : 'signIn')}
              </Button>
            }
          />
        )}
        {county && allowed && <Desk key={county.code} county={county.code} />}
      </AdminFrame>
    </div>
  )
}

type Sent =
  | { state: 'none' }
  | { state: 'sending' }
  | { state: 'read'; file: ImportFile }
  | { state: 'refused'; text: string }

function Desk({ county }: { county: string }) {
  const { t } = useTranslation('import')
  const view = useMapView()
  useQuietMap(hidden)
  const [sent, setSent] = useState<Sent>({ state: 'none' })
  const { runs, running, reload } = useRuns(county)
  const changed = useCallback(() => {
    reload()
    void loadCounties()
    for (const layer of tileLayers) view.refreshTiles(layer, 'all')
  }, [reload, view])
  useAskBeforeLeaving(sent.state === 'sending' || sent.state === 'read')
  const send = async (files: File[]) => {
    setSent({ state: 'sending' })
    try {
      setSent({ state: 'read', file: await sendFile(county, files) })
    } catch (error) {
      setSent({ state: 'refused', text: refusalOf(error, t) })
    }
  }
  if (sent.state === 'read')
    return <FileForm county={county} file={sent.file} onTaken={changed} onClose={() => setSent({ state: 'none' })} />
  return (
    <>
      {running && <Spinner text={t(running.written === null ? 'running' : 'runningWritten', running)} />}
      {sent.state === 'sending' ? <Spinner text={t('sending')} /> : <DropZone onFiles={(files) => void send(files)} />}
      {sent.state === 'refused' && (
        <p className={styles.error} role="alert">
          {sent.text}
        </p>
      )}
      {runs === null ? <Spinner /> : <RunList county={county} runs={runs} onUndone={changed} />}
      <NetworkPanel county={county} />
    </>
  )
}

/** A reload would lose the file, or hide the end of its import: the browser asks first. */
function useAskBeforeLeaving(open: boolean) {
  useEffect(() => {
    if (!open) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [open])
}

const tileLayers = [
  'area',
  'grid',
  'micro_grid',
  'compound',
  'building',
  'station',
  'walk_edge',
  'road',
  'water',
  'green',
]

/** An import that was begun by a page since left, or by somebody else, is asked after so often. */
const RUNNING_MILLISECONDS = 1_000

type Imports = z.infer<typeof listImports.answer>

function useRuns(county: string) {
  const [answer, setAnswer] = useState<Imports | null>(null)
  const reload = useCallback(() => {
    call(listImports, { query: { county } }).then(setAnswer, () => setAnswer({ runs: [], running: null }))
  }, [county])
  useEffect(reload, [reload])
  const under = answer !== null && answer.running !== null
  useEffect(() => {
    if (!under) return
    const timer = setInterval(reload, RUNNING_MILLISECONDS)
    return () => clearInterval(timer)
  }, [under, reload])
  return { runs: answer?.runs ?? null, running: answer?.running ?? null, reload }
}
