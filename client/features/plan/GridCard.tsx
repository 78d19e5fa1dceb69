import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { planLimits } from '#domain/contract/plan.ts'
import { neighboursByFace } from '#domain/partition/assign-tones.ts'
import type { SplitDirection } from '#domain/partition/propose-split.ts'
import styles from './GridCard.module.css'
import { normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'
import { markedHouseholds } from './plan-words.ts'
import { useNumber } from './use-number.ts'
import type { GridTally } from './use-tallies.ts'

export interface GridCardProps {
  open: OpenDraft
  tallies: readonly GridTally[]
  chosen: string
  onPropose(code: string, direction: SplitDirection): void
  onMerge(into: string, from: string): void
  onRename(code: string, name: string): void
  onClose(): void
}

/** The chosen grid: what it holds, and everything the map's tools do, without the map. */
export function GridCard({ open, tallies, chosen, onPropose, onMerge, onRename, onClose }: GridCardProps) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  const [renaming, setRenaming] = useState<string | null>(null)
  const { work, base } = open
  const one = tallies.find((tally) => tally.grid.code === chosen)
  const neighbours = useMemo(() => {
    const codes = neighboursByFace(work.draft.partition).get(chosen) ?? new Set()
    return tallies.filter((tally) => codes.has(tally.grid.code))
  }, [work, tallies, chosen])
  if (!one) return null
  const { grid } = one
  const community = base.communities.find((known) => known.code === grid.community)?.name ?? grid.community
  return (
    <section className={styles.card} aria-labelledby="plan-grid">
      <header>
        <div>
          <h2 id="plan-grid">{grid.name}</h2>
          <p>{t('card.where', { community, code: grid.code })}</p>
        </div>
        <IconButton label={t('card.close')} icon={<CloseIcon />} onClick={onClose} />
      </header>
      <dl className={styles.figures}>
        <Figure
          name={t('count.households')}
          value={markedHouseholds(one.households, one.state, number)}
          state={one.state}
        />
        <Figure name={t('count.buildings')} value={number.format(one.buildings)} />
        <Figure name={t('count.issues')} value={number.format(one.issues)} />
      </dl>
      {renaming === null ? (
        <div className={styles.ways}>
          <Button onClick={() => onPropose(chosen, 'across')}>{t('card.across')}</Button>
          <Button onClick={() => onPropose(chosen, 'along')}>{t('card.along')}</Button>
          <Button look="quiet" onClick={() => setRenaming(grid.name)}>
            {t('card.rename')}
          </Button>
        </div>
      ) : (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault()
            if (renaming.trim() !== '' && renaming.trim() !== grid.name) onRename(chosen, renaming.trim())
            setRenaming(null)
          }}
        >
          <Field
            label={t('card.newName')}
            hideLabel
            autoFocus
            value={renaming}
            maxLength={planLimits.nameLength}
            onChange={(event) => setRenaming(event.target.value)}
          />
          <Button type="submit" look="accent">
            {t('card.keepName')}
          </Button>
          <Button look="quiet" onClick={() => setRenaming(null)}>
            {t('cancel')}
          </Button>
        </form>
      )}
      <details>
        <summary>{t('card.mergeWith', { count: neighbours.length })}</summary>
        <ul className={styles.neighbours}>
          {neighbours.map((other) => {
            const households = one.households + other.households
            const state = normState(grid.kind, households, base.norm)
            return (
              <li key={other.grid.code}>
                <span>{other.grid.name}</span>
                <span data-state={state}>
                  {t('card.together', { households: markedHouseholds(households, state, number) })}
                </span>
                <Button onClick={() => onMerge(chosen, other.grid.code)}>{t('card.merge')}</Button>
              </li>
            )
          })}
        </ul>
      </details>
    </section>
  )
}

function Figure({ name, value, state }: { name: string; value: string; state?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-state={state}>{value}</dd>
    </div>
  )
}
