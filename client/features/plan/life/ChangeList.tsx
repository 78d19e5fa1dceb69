import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { Position } from '#domain/contract/common.ts'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import styles from './LifeSide.module.css'

const order = ['opened', 'closed', 'changed', 'renamed', 'border'] as const
const SHOWN = 40

/** Every grid and micro-grid that a publication touches: code before, code after. */
export function ChangeList({ changes, onGo }: { changes: PlanChanges; onGo(place: Position): void }) {
  const { t } = useTranslation('plan-life')
  const grids = changes.changes.filter((change) => change.level === 'grid' && change.kind !== 'border')
  const micro = changes.changes.filter((change) => change.level === 'micro-grid' && change.kind !== 'border')
  const border = changes.changes.filter((change) => change.kind === 'border')
  return (
    <>
      <Rows rows={grids} onGo={onGo} />
      <Folded title={t('microGrids', { count: micro.length })} rows={micro} onGo={onGo} />
      <Folded title={t('borders', { count: border.length })} rows={border} onGo={onGo} />
    </>
  )
}

/** The code by which a change is looked for: that of now where there is one. */
function codeOf({ before, after }: Row): string {
  return (after ?? before)!.code
}

type Row = PlanChanges['changes'][number]

function Folded({ title, rows, onGo }: { title: string; rows: readonly Row[]; onGo(place: Position): void }) {
  const [shown, setShown] = useState(false)
  if (rows.length === 0) return null
  return (
    <details className={styles.acts} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{title}</summary>
      {shown && <Rows rows={rows} onGo={onGo} />}
    </details>
  )
}

function Rows({ rows, onGo }: { rows: readonly Row[]; onGo(place: Position): void }) {
  const { t } = useTranslation('plan-life')
  const [all, setAll] = useState(false)
  const sorted = order.flatMap((kind) =>
    rows.filter((row) => row.kind === kind).sort((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1)),
  )
  const shown = all ? sorted : sorted.slice(0, SHOWN)
  return (
    <>
      <ul className={styles.changes}>
        {shown.map(({ kind, before, after, into, place }) => (
          <li key={`${before?.code} ${after?.code}`} data-kind={kind}>
            <span className={styles.kind}>{t(`change.${kind}`)}</span>
            <span className={styles.name}>{(after ?? before)!.name}</span>
            <span className={styles.codes}>
              {before && <code>{before.code}</code>}
              {before?.code !== after?.code && (
                <>
                  <span aria-hidden="true"> → </span>
                  <code>{after?.code ?? (into === null ? t('none') : t('into', { code: into }))}</code>
                </>
              )}
            </span>
            {place && (
              <Button aria-label={t('goToGrid', { name: (after ?? before)!.name })} onClick={() => onGo(place)}>
                {t('go')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN && (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('all', { count: sorted.length })}
        </Button>
      )}
    </>
  )
}
