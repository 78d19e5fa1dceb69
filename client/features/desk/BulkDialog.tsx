import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePost } from '#client/state/post.ts'
import { ActFields } from '#client/ui/act/ActFields.tsx'
import { type ActDraft, type ActField, emptyDraft, requestOf } from '#client/ui/act/act-draft.ts'
import type { FoundUnit } from '#client/ui/act/use-findable-units.ts'
import { useFirstField } from '#client/ui/act/use-first-field.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { covers } from '#domain/account/covers.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './Bulk.module.css'
import { type BulkKind, refusedByReason } from './bulk.ts'
import { useBulk } from './use-bulk.ts'

export interface BulkDialogProps {
  county: County
  kind: BulkKind
  issues: readonly IssueSummary[]
  onClose(): void
  /** Which stay chosen: those that were refused. */
  onKeep(numbers: readonly string[]): void
}

/** The same act for many issues, and what came of each. */
export default function BulkDialog({ county, kind, issues, onClose, onKeep }: BulkDialogProps) {
  const { t } = useTranslation('act')
  const wordsOf = useRefusal()
  const post = usePost(county.code)
  const form = useId()
  const element = useFirstField()
  const [draft, setDraft] = useState<ActDraft>(emptyDraft)
  const [missing, setMissing] = useState<ActField | null>(null)
  const { bulk, send } = useBulk(county.code, issues)
  const told = bulk.state === 'told' ? bulk : null
  const count = issues.length
  const act = t(`act.${kind}`)
  const refusals = told ? refusedByReason(told.outcomes) : []
  const refused = refusals.flatMap(({ numbers }) => numbers)
  const finish = () => {
    if (told?.stopped === null) onKeep(refused)
    onClose()
  }
  const acceptsUnit = (unit: FoundUnit) =>
    post !== null && (unit.kind === 'department' ? post.role === 'district' : covers(post.path, unit.path))
  return (
    <Dialog
      open
      title={t('bulk.title', { act, count })}
      onClose={finish}
      actions={
        told?.stopped === null ? (
          <Button look="accent" onClick={finish}>
            {t(refused.length > 0 ? 'bulk.keepRefused' : 'bulk.finish')}
          </Button>
        ) : (
          <>
            <Button look="quiet" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" form={form} look="accent" aria-busy={bulk.state === 'sending'}>
              {bulk.state === 'sending'
                ? t('bulk.progress', { done: bulk.done, count })
                : t('bulk.press', { act: t(`press.${kind}`), count })}
            </Button>
          </>
        )
      }
    >
      <form
        ref={element}
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const made = requestOf(kind, 'filed', draft, county.timeZone)
          setMissing(made.ok ? null : made.missing)
          if (made.ok) send(made.act)
        }}
      >
        {told?.stopped !== null && (
          <>
            <p className={styles.about}>{t('bulk.about')}</p>
            <ActFields
              county={county}
              kind={kind}
              draft={draft}
              state="filed"
              issue={null}
              ladder={[]}
              missing={missing}
              acceptsUnit={acceptsUnit}
              onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
            />
          </>
        )}
        <div role="status">
          {told && (
            <>
              {told.stopped !== null && <p className={styles.stopped}>{wordsOf(told.stopped)}</p>}
              <p className={styles.total}>
                {t('bulk.doneCount', { count: told.outcomes.length - refused.length })}
                {refused.length > 0 && ` · ${t('bulk.refusedCount', { count: refused.length })}`}
              </p>
              <ul className={styles.refusals}>
                {refusals.map(({ reason, numbers }) => (
                  <li key={reason}>
                    <strong>{wordsOf(reason)}</strong>
                    <span>{numbers.join('  ')}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </form>
    </Dialog>
  )
}
