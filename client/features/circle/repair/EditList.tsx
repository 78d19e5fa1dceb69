import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import type { NetworkEdit } from '#domain/contract/network-edit.ts'
import { useCoverage } from '../coverage-context.ts'
import { placeOf } from './as-change.ts'
import styles from './RepairPart.module.css'
import type { NetworkEdits } from './use-network-edits.ts'

/** Repairs that stand, those that no longer do with the reason, and those withdrawn; each by whom and when. */
export function EditList({
  edits,
  network,
  reason,
}: {
  edits: readonly NetworkEdit[]
  network: NetworkEdits
  /** Why nothing may be changed here. */
  reason: string | undefined
}) {
  const { t } = useTranslation('circle-repair')
  if (edits.length === 0) return <EmptyState title={t('list.none')} hint={t('list.noneHint')} />
  return (
    <>
      {(['refused', 'applied', 'withdrawn'] as const).map((state) => {
        const group = edits.filter(({ standing }) => standing.state === state)
        if (group.length === 0) return null
        return (
          <section key={state} className={styles.group}>
            <h3>{t(`list.${state}`, { count: group.length })}</h3>
            <ul>
              {group.map((edit) => (
                <Row key={edit.id} edit={edit} network={network} reason={reason} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Row({ edit, network, reason }: { edit: NetworkEdit; network: NetworkEdits; reason: string | undefined }) {
  const { t, i18n } = useTranslation('circle-repair')
  const { county, showOnMap } = useCoverage()
  const { id, repair, note, author, createdAt, withdrawnBy, standing } = edit
  const day = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: county.timeZone,
  })
  const withdrawn = standing.state === 'withdrawn'
  return (
    <li>
      <button type="button" className={styles.what} onClick={() => showOnMap(placeOf(repair))}>
        <span>{note === '' ? t(`what.${repair.kind}`) : `${t(`what.${repair.kind}`)} · ${note}`}</span>
        <small>
          {t('list.by', {
            author: author === '' ? t('list.visitor') : author,
            moment: day.format(new Date(createdAt)),
          })}
        </small>
        {withdrawn && (
          <small>{t('list.withdrawnBy', { author: withdrawnBy === '' ? t('list.visitor') : withdrawnBy })}</small>
        )}
        {standing.state === 'refused' && <small data-bad>{t(`refusal.${standing.reason}`)}</small>}
      </button>
      <Button
        reason={reason}
        disabled={network.busy}
        aria-label={t(withdrawn ? 'list.restoreThis' : 'list.withdrawThis', { what: t(`what.${repair.kind}`) })}
        onClick={() => void (withdrawn ? network.restore(id) : network.withdraw(id))}
      >
        {t(withdrawn ? 'list.restore' : 'list.withdraw')}
      </Button>
    </li>
  )
}
