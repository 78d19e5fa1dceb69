import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Position } from '#domain/contract/common.ts'
import type { PlanChanges, PlanLife } from '#domain/contract/plan-life.ts'
import { FARTHEST_DAYS } from '#domain/plan-life/refuse-plan-act.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { ChangeList } from './ChangeList.tsx'
import styles from './LifeSide.module.css'
import { actOn, lookAtChanges, usePlanLife } from './life-store.ts'
import { WhatMoves } from './WhatMoves.tsx'

export interface PublishStepProps {
  open: OpenDraft
  life: PlanLife
  step: { changes: PlanChanges | null; failed: string | null }
  onGo(place: Position): void
}

/** The step of publishing: what will change, in figures, as a list and on the map; then the day, then the word. */
export function PublishStep({ open, life, step, onGo }: PublishStepProps) {
  const { t } = useTranslation('plan-life')
  const [day, setDay] = useState(life.today)
  const [busy, setBusy] = useState(false)
  const back = () => usePlanLife.setState({ publishing: null })
  const done = life.state === 'published' || life.state === 'superseded'

  const publish = async () => {
    setBusy(true)
    const refused = await actOn(open.base.county, life.id, { act: 'publish', expectedVersion: life.version, day })
    setBusy(false)
    if (refused !== null) {
      toast(t(`refused.${refused}`, { defaultValue: t('refused.other') }), 'bad')
      return
    }
    toast(t(day === life.today ? 'publishedNow' : 'publishedLater', { day }))
    if (day !== life.today) back()
  }

  return (
    <section className={styles.part} aria-labelledby="plan-publish">
      <h2 id="plan-publish">{t(done ? 'changed' : 'publishTitle')}</h2>
      {step.failed !== null && (
        <>
          <p className={styles.problem} role="alert">
            {t(`refused.${step.failed}`, { defaultValue: t('refused.other') })}
          </p>
          <ErrorState code={step.failed} onRetry={() => void lookAtChanges(open.base.county, life.id)} />
        </>
      )}
      {step.failed === null && step.changes === null && <Spinner />}
      {step.changes && (
        <>
          <WhatMoves changes={step.changes} />
          <ChangeList changes={step.changes} onGo={onGo} />
          {!done && (
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault()
                void publish()
              }}
            >
              <Field
                type="date"
                label={t('day')}
                value={day}
                min={life.today}
                max={farthest(life.today)}
                required
                hint={t(day === life.today ? 'dayToday' : 'dayLater', { day })}
                onChange={(event) => setDay(event.target.value)}
              />
              <Button type="submit" look="accent" disabled={busy || day === ''}>
                {t(busy ? 'publishing' : day === life.today ? 'publishNow' : 'publishOn', { day })}
              </Button>
            </form>
          )}
        </>
      )}
      <Button look="quiet" disabled={busy} onClick={back}>
        {t('back')}
      </Button>
    </section>
  )
}

function farthest(today: string): string {
  return new Date(Date.parse(today) + FARTHEST_DAYS * 86_400_000).toISOString().slice(0, 10)
}
