import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './Bulk.module.css'
import type { BulkKind } from './bulk.ts'
import type { Chosen } from './use-chosen.ts'

const BulkDialog = lazy(() => import('./BulkDialog.tsx'))

export interface BulkBarProps {
  county: County
  kinds: readonly BulkKind[]
  chosen: Chosen
  rows: readonly IssueSummary[]
}

/** How many rows are chosen and what can be done with all of them. */
export function BulkBar({ county, kinds, chosen, rows }: BulkBarProps) {
  const { t } = useTranslation('act')
  const [open, setOpen] = useState<{ kind: BulkKind; issues: readonly IssueSummary[] } | null>(null)
  const { numbers } = chosen
  // what is chosen and has left the queue is not acted on unseen
  const issues = useMemo(
    () => (numbers.size === 0 ? [] : rows.filter((row) => numbers.has(row.number))),
    [rows, numbers],
  )
  const count = issues.length
  return (
    <>
      <div className={styles.bar} role="status" data-shown={count > 0 || undefined}>
        {count > 0 && <strong>{t('bulk.chosen', { count })}</strong>}
        {count > 0 && (
          <span>
            {kinds.map((kind) => (
              <Button key={kind} onClick={() => setOpen({ kind, issues })}>
                {t(`act.${kind}`)}
              </Button>
            ))}
            <Button look="quiet" onClick={() => chosen.keep([])}>
              {t('bulk.none')}
            </Button>
          </span>
        )}
      </div>
      {open && (
        <Suspense>
          <BulkDialog county={county} {...open} onClose={() => setOpen(null)} onKeep={chosen.keep} />
        </Suspense>
      )}
    </>
  )
}
