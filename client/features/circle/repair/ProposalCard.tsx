import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { networkEditLimits } from '#domain/contract/network-edit.ts'
import { useCoverage } from '../coverage-context.ts'
import { gateHours } from '../hours/clock-hours.ts'
import { TimeSpan } from '../hours/TimeSpan.tsx'
import { useNumbers } from '../use-numbers.ts'
import type { Proposal } from './as-change.ts'
import styles from './RepairPart.module.css'
import { stepBack, useRepair } from './repair-store.ts'
import { useEffectOf } from './use-effect-of.ts'
import type { NetworkEdits } from './use-network-edits.ts'

/** A repair before it is kept: what it is, what it brings at once, a note, yes or no. */
export function ProposalCard({ proposal, edits }: { proposal: Proposal; edits: NetworkEdits }) {
  const { t } = useTranslation('circle-repair')
  const { settled } = useCoverage()
  const numbers = useNumbers()
  const [note, setNote] = useState('')
  const effect = useEffectOf(proposal)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { repair, name } = proposal
  const title = t(`what.${repair.kind}`)
  const refused = effect && !effect.ok ? effect.reason : null
  const { save, busy } = edits

  const keep = useCallback(async () => {
    if (busy || refused) return
    if (!(await save(repair, note.trim()))) return
    toast(t('kept'), 'good')
    useRepair.setState({ proposal: null })
  }, [t, busy, refused, save, repair, note])
  useKeys(useMemo(() => [{ key: 'Enter', text: t('keep'), run: () => void keep() }], [t, keep]))

  return (
    <section ref={card} className={styles.proposal} aria-label={title}>
      <h3>{name === '' ? title : `${title} · ${name}`}</h3>
      <p className={styles.effect} role="status" data-bad={refused !== null || undefined}>
        {effect === null && t('trying')}
        {refused !== null && t(`refusal.${refused}`)}
        {effect?.ok &&
          t(
            effect.after === effect.before
              ? 'effect.none'
              : effect.after > effect.before
                ? 'effect.more'
                : 'effect.fewer',
            {
              minutes: settled.minutes,
              households: numbers.whole(effect.after),
              by: numbers.whole(Math.abs(effect.after - effect.before)),
            },
          )}
      </p>
      {repair.kind === 'add-gate' && (
        <TimeSpan
          opensMinute={repair.opensMinute}
          closesMinute={repair.closesMinute}
          onChange={(opens, closes) =>
            useRepair.setState({ proposal: { ...proposal, repair: { ...repair, ...gateHours(opens, closes) } } })
          }
        />
      )}
      <Field
        label={t('note')}
        value={note}
        maxLength={networkEditLimits.noteLength}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {edits.refusal && (
        <p className={styles.bad} role="alert">
          {edits.refusal.words}
        </p>
      )}
      <div className={styles.acts}>
        <Button
          look="accent"
          disabled={busy}
          reason={refused === null ? undefined : t(`refusal.${refused}`)}
          onClick={() => void keep()}
        >
          {t('keep')}
        </Button>
        <Button onClick={stepBack}>{t('drop')}</Button>
      </div>
    </section>
  )
}
