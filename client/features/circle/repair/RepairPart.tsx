import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { openAccount, useMe } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useColors } from '../use-colors.ts'
import { pathOf } from './as-change.ts'
import { EditList } from './EditList.tsx'
import { GapList } from './GapList.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import styles from './RepairPart.module.css'
import { editsData, handData, repairLayers } from './repair.layer.ts'
import { repairIcons } from './repair-icons.tsx'
import { propose, repairKeys, repairTools, takeRepairTool, useRepair } from './repair-store.ts'
import { useNetworkEdits } from './use-network-edits.ts'
import { useRepairClicks } from './use-repair-clicks.ts'

/** Repairs of the walking network: four tools on the map, what they would bring, what was done and by whom, what looks wrong. */
export default function RepairPart() {
  const { t } = useTranslation('circle-repair')
  const me = useMe()
  const edits = useNetworkEdits()
  const { tool, corners, proposal } = useRepair()
  const answer = edits.listed.answer
  const mayWrite = answer?.mayWrite ?? false
  const reason = mayWrite || !answer ? undefined : t(me ? 'mayNot' : 'signIn')
  useRepairClicks(mayWrite)
  useRepairMap(answer?.edits)
  useKeys(
    useMemo(
      () =>
        mayWrite
          ? repairTools.map((name) => ({
              key: repairKeys[name],
              text: t(`tool.${name}`),
              run: () => takeRepairTool(name),
            }))
          : [],
      [t, mayWrite],
    ),
  )
  useEffect(() => () => takeRepairTool(null), [])

  return (
    <div className={styles.part}>
      <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
        {repairTools.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tool === name}
            aria-disabled={!mayWrite || undefined}
            aria-keyshortcuts={repairKeys[name]}
            title={reason ?? `${t(`tool.${name}`)} (${repairKeys[name].toUpperCase()})`}
            onClick={() => mayWrite && takeRepairTool(tool === name ? null : name)}
          >
            {repairIcons[name]}
            <span>{t(`short.${name}`)}</span>
            <small aria-hidden="true">{repairKeys[name].toUpperCase()}</small>
          </button>
        ))}
      </div>
      {reason && (
        <div className={styles.mayNot}>
          <p>{reason}</p>
          {me === null && <Button onClick={() => openAccount()}>{t('toSignIn')}</Button>}
        </div>
      )}
      {mayWrite && !proposal && (
        <p className={styles.hint} role="status">
          {t(`hint.${tool === 'join' && corners.length > 0 ? 'joinSecond' : (tool ?? 'none')}`)}
        </p>
      )}
      {mayWrite && tool === 'path' && corners.length > 0 && !proposal && (
        <div className={styles.acts}>
          <Button
            look="accent"
            reason={corners.length < 2 ? t('refusal.line-too-short') : undefined}
            onClick={() => propose(pathOf(corners))}
          >
            {t('finish')}
          </Button>
        </div>
      )}
      {proposal && <ProposalCard proposal={proposal} edits={edits} />}
      {edits.listed.state === 'failed' && <ErrorState code={edits.listed.code} onRetry={edits.listed.retry} />}
      {!answer && edits.listed.state === 'loading' && <Spinner />}
      {answer && <EditList edits={answer.edits} network={edits} reason={reason} />}
      <GapList mayWrite={mayWrite} reason={reason} />
    </div>
  )
}

/** The repairs that are kept, and what the hand holds, on the map. */
function useRepairMap(edits: Parameters<typeof editsData>[0] | undefined): void {
  const view = useMapView()
  const colors = useColors()
  const { tool, hold, corners, proposal } = useRepair()
  const kept = useMemo(() => editsData(edits ?? []), [edits])
  const keptLayers = useMemo(() => repairLayers('repair', colors), [colors])
  const handLayers = useMemo(() => repairLayers('repair-hand', colors), [colors])
  useEffect(() => {
    view.setOverlay('repair', { data: kept, slot: 'draw', layers: keptLayers })
  }, [view, kept, keptLayers])
  useEffect(() => {
    const data = handData(tool, hold, corners, proposal?.repair ?? null)
    view.setOverlay('repair-hand', { data, slot: 'draw', layers: handLayers })
  }, [view, tool, hold, corners, proposal, handLayers])
  useEffect(
    () => () => {
      view.setOverlay('repair', null)
      view.setOverlay('repair-hand', null)
    },
    [view],
  )
}
