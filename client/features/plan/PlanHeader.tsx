import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { Badge } from '#client/ui/Badge.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import type { County } from '#domain/contract/county.ts'
import { planLimits } from '#domain/contract/plan.ts'
import type { OtherHand } from '#domain/contract/plan-hand.ts'
import { giveName } from './open-plan.ts'
import styles from './PlanHeader.module.css'
import type { OpenDraft } from './plan-desk.ts'
import { PrintButton } from './print/PrintButton.tsx'
import { SavingChip } from './SavingChip.tsx'

export interface PlanHeaderProps {
  open: OpenDraft
  /** Others who draw in the same draft now. */
  hands: readonly OtherHand[]
  county: County
  compare: boolean
  onCompare(): void
  onClose(): void
}

/** The draft's name, where it stands, and the way to others. */
export function PlanHeader({ open, hands, county, compare, onCompare, onClose }: PlanHeaderProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const [name, setName] = useState<string | null>(null)
  const { plan } = open
  const rename = async () => {
    const next = name?.trim() ?? ''
    if (next === '') return
    try {
      if (next !== plan.name) await giveName(next)
      setName(null)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t('renameFailed'), 'bad')
    }
  }
  return (
    <header className={styles.header}>
      <h1>
        <button type="button" title={t('rename')} onClick={() => setName(plan.name)}>
          {plan.name}
        </button>
      </h1>
      <SavingChip open={open} />
      {hands.length > 0 && (
        <span className={styles.hands}>
          {tools('hand.here', { count: hands.length, name: hands[0]!.name || tools('hand.someone') })}
        </span>
      )}
      <span className={styles.scope}>{t('chip.scope', { scope: plan.scopeName, day: plan.baseDate })}</span>
      {county.demo && <Badge title={t('publicMeaning')}>{t('public')}</Badge>}
      <span className={styles.ways}>
        <Button aria-pressed={compare} className={compare ? styles.on : undefined} onClick={onCompare}>
          {t('compare')}
        </Button>
        <PrintButton county={county} plan={plan} />
        <Button onClick={onClose}>{t('drafts')}</Button>
      </span>
      <Dialog
        open={name !== null}
        title={t('rename')}
        onClose={() => setName(null)}
        actions={
          <>
            <Button onClick={() => setName(null)}>{t('cancel')}</Button>
            <Button look="accent" disabled={(name ?? '').trim() === ''} onClick={() => void rename()}>
              {t('card.keepName')}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void rename()
          }}
        >
          <Field
            label={t('start.name')}
            value={name ?? ''}
            maxLength={planLimits.nameLength}
            onChange={(event) => setName(event.target.value)}
          />
        </form>
      </Dialog>
    </header>
  )
}
