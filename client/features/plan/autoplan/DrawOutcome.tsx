import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import type { AutoplanRun } from '#domain/contract/autoplan.ts'
import { useNumber } from '../use-number.ts'
import styles from './DrawOutcome.module.css'
import { NoPlanList } from './NoPlanList.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { type Drawing, isBusy } from './use-autoplan.ts'
import { useProposalOverlay } from './use-proposal-overlay.ts'

export interface DrawOutcomeProps {
  drawing: Drawing
  onCancel(): void
  /** Opens a proposal as a draft; resolves when that is done or refused. */
  onOpen(proposal: number): Promise<void>
  /** Makes a proposal a step of the draft that is open. */
  onTake?: ((proposal: number) => Promise<void>) | undefined
  /** Forgets what was drawn. */
  onClose(): void
}

/** How far a run is; then its proposals side by side, or why there is none. Lies over the map. */
export function DrawOutcome({ drawing, onCancel, onOpen, onTake, onClose }: DrawOutcomeProps) {
  const { t, i18n } = useTranslation('autoplan')
  if (drawing.state === 'idle') return null
  const framed = (title: ReactNode, content: ReactNode, cards = 0) =>
    createPortal(
      <Panel
        className={`${styles.outcome} ${cards > 0 ? styles.wide : ''}`}
        style={{ '--cards': cards }}
        title={title}
        actions={<IconButton label={t('close')} icon={<CloseIcon />} onClick={onClose} />}
      >
        {content}
      </Panel>,
      document.querySelector('main') ?? document.body,
    )
  if (drawing.state === 'failed') {
    const key = `failed.${drawing.code}`
    const words = t(i18n.exists(key, { ns: 'autoplan' }) ? key : 'failed.other', { code: drawing.code })
    return framed(t('outcome'), <p role="alert">{words}</p>)
  }
  const run = drawing.state === 'run' ? drawing.run : null
  const here = drawing.state === 'run' && drawing.here
  if (run === null || isBusy(run)) return framed(t('title'), <Progress run={run} here={here} onCancel={onCancel} />)
  if (run.state !== 'done') return framed(t('outcome'), <p role="status">{t(`ended.${run.state}`)}</p>)
  if (run.unchanged !== null) return framed(t('unchanged.title'), <Unchanged run={run} unchanged={run.unchanged} />)
  if (run.proposals.length === 0)
    return framed(t('none', { scope: run.scope.name }), <Reasons unplanned={run.unplanned} />)
  const title = t('proposals', { scope: run.scope.name, count: run.proposals.length })
  return framed(title, <Cards run={run} onOpen={onOpen} onTake={onTake} />, run.proposals.length)
}

function Progress({ run, here, onCancel }: { run: AutoplanRun | null; here: boolean; onCancel(): void }) {
  const { t } = useTranslation('autoplan')
  const { percent } = useNumber()
  const share = run?.share ?? 0
  const stage = t(`stage.${run?.state ?? 'asked'}`)
  return (
    <>
      <p aria-live="polite">{stage}</p>
      <progress className={styles.progress} max={1} value={share} aria-label={stage} />
      <p className={styles.share}>
        {percent.format(Math.round(share * 100) / 100)} {run && t(here ? 'where.here' : 'where.server')}
      </p>
      <Button onClick={onCancel} disabled={run === null}>
        {t('cancel')}
      </Button>
    </>
  )
}

function Cards({ run, onOpen, onTake }: { run: AutoplanRun } & Pick<DrawOutcomeProps, 'onOpen' | 'onTake'>) {
  const { t } = useTranslation('autoplan')
  const go = useGo()
  const [shown, setShown] = useState(0)
  useProposalOverlay((run.proposals[shown] ?? run.proposals[0]!).outlines)
  const [opening, setOpening] = useState(false)
  const once = (done: Promise<void>) => {
    setOpening(true)
    void done.finally(() => setOpening(false))
  }
  return (
    <>
      <p className={styles.covers}>{t(onTake ? 'coversDraft' : 'covers', { scope: run.scope.name })}</p>
      <ul className={styles.cards} data-autoplan>
        {run.proposals.map((proposal, i) => (
          <ProposalCard
            key={proposal.leaning}
            proposal={proposal}
            norm={run.norm}
            today={run.today}
            opening={opening}
            shown={i === shown && run.proposals.length > 1}
            onShow={() => setShown(i)}
            onGo={go}
            onOpen={() => once(onOpen(i))}
            onTake={onTake && (() => once(onTake(i)))}
          />
        ))}
      </ul>
    </>
  )
}

/** That what stands is as good as anything found, and why. */
function Unchanged({ run, unchanged }: { run: AutoplanRun; unchanged: NonNullable<AutoplanRun['unchanged']> }) {
  const { t } = useTranslation('autoplan')
  const { number } = useNumber()
  const { reason, smallest, difference } = unchanged
  const values = { smallest: number.format(smallest), difference: number.format(difference) }
  return (
    <>
      <p role="status">{t(`unchanged.${reason}`, values)}</p>
      {run.unplanned.length > 0 && <Reasons unplanned={run.unplanned} />}
    </>
  )
}

function Reasons({ unplanned }: Pick<AutoplanRun, 'unplanned'>) {
  return <NoPlanList unplanned={unplanned} onGo={useGo()} />
}

/** Shows a place near the middle of the map. */
function useGo() {
  const view = useMapView()
  return ([longitude, latitude]: readonly [number, number]) =>
    view.setCamera({ longitude, latitude, zoom: 15.5 }, { animate: true })
}
