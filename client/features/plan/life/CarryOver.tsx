import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import type { PlanLife } from '#domain/contract/plan-life.ts'
import { carryOver } from '../carry-over.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './LifeSide.module.css'

export interface CarryOverProps {
  open: OpenDraft
  life: PlanLife
  /** Opens another draft. */
  onOpen(id: string): void
}

/** Where another plan was published in the area meanwhile: its steps go into a new draft on the grids of today. */
export function CarryOver({ open, life, onOpen }: CarryOverProps) {
  const { t } = useTranslation('plan-life')
  const [busy, setBusy] = useState(false)
  // on its own day the draft stands on the new grids already
  const others = life.publishedSince.filter(({ day }) => day > open.plan.baseDate)
  const [latest] = others.slice(-1)
  if (latest === undefined || life.state === 'published' || life.state === 'superseded') return null
  const carry = async () => {
    setBusy(true)
    try {
      onOpen(await carryOver(open, t('carry.name', { name: open.plan.name, day: life.today })))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t(`refused.${error.code}`, { defaultValue: t('refused.other') }), 'bad')
      setBusy(false)
    }
  }
  return (
    <section className={styles.carry} aria-label={t('carry.title')}>
      <p>{t('carry.words', { name: latest.name, day: latest.day, count: others.length })}</p>
      <Button disabled={busy} onClick={() => void carry()}>
        {t('carry.do')}
      </Button>
    </section>
  )
}
