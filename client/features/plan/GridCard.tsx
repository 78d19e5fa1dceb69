import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { planLimits } from '#domain/contract/plan.ts'
import type { Level } from '#domain/partition/area.ts'
import { neighboursByArea } from '#domain/partition/assign-tones.ts'
import styles from './GridCard.module.css'
import { newAreaName } from './modes/split.mode.ts'
import { normOf, normState } from './norm-state.ts'
import type { PlanWays } from './PlanPanel.tsx'
import type { OpenDraft } from './plan-desk.ts'
import { markedHouseholds } from './plan-words.ts'
import { freshCode } from './split-preview.ts'
import { useNumber } from './use-number.ts'
import type { AreaTally } from './use-tallies.ts'

export interface GridCardProps {
  open: OpenDraft
  level: Level
  /** Of the level: all grids, or the micro-grids of one grid. */
  tallies: readonly AreaTally[]
  grids: readonly AreaTally[]
  chosen: string
  ways: PlanWays
}

/** The chosen grid or micro-grid: what it holds, and everything the map's tools do, without the map. */
export function GridCard({ open, level, tallies, grids, chosen, ways }: GridCardProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const { number } = useNumber()
  const [renaming, setRenaming] = useState<string | null>(null)
  const { work, base } = open
  const one = tallies.find((tally) => tally.area.code === chosen)
  const grid = one?.area.grid
  const reason = open.plan.state === 'draft' ? undefined : tools('disabled.notDraft')
  const neighbours = useMemo(() => {
    const around = neighboursByArea(work.draft, level).get(chosen) ?? new Set()
    return tallies.filter((tally) => around.has(tally.area.code))
  }, [work, level, tallies, chosen])
  const takers = useMemo(() => {
    if (level === 'grid' || grid === undefined) return []
    const around = neighboursByArea(work.draft, 'grid').get(grid) ?? new Set()
    return grids.filter((tally) => around.has(tally.area.code))
  }, [work, level, grids, grid])
  if (!one) return null
  const { area } = one
  const name = area.rest ? tools('micro.restOf', { grid: area.name }) : area.name
  const home = work.draft.grids.get(area.grid)
  const where =
    level === 'grid'
      ? (base.communities.find((known) => known.code === area.community)?.name ?? area.community)
      : (home?.name ?? area.grid)
  const nameRest = () => {
    const code = freshCode(work, level, area)
    const operation = { kind: 'name-rest', face: area.code, code, name: newAreaName(open, level, code, area) } as const
    ways.step(operation, code)
  }
  return (
    <section className={styles.card} aria-labelledby="plan-grid">
      <header>
        <div>
          <h2 id="plan-grid">{name}</h2>
          <p>{t('card.where', { community: where, code: area.code })}</p>
        </div>
        <IconButton label={t('card.close')} icon={<CloseIcon />} onClick={() => ways.choose(null)} />
      </header>
      <dl className={styles.figures}>
        <Figure
          name={t('count.households')}
          value={markedHouseholds(one.households, one.state, number)}
          state={one.state}
        />
        <Figure
          name={t('count.elderly')}
          value={one.elderly === null ? t('count.withheld') : number.format(one.elderly)}
          small={one.elderly === null}
        />
        <Figure name={t('count.buildings')} value={number.format(one.buildings)} />
        <Figure name={t('count.issues')} value={number.format(one.issues)} />
      </dl>
      {renaming === null ? (
        <div className={styles.ways}>
          <Button reason={reason} onClick={() => ways.propose(chosen, 'across')}>
            {t('card.across')}
          </Button>
          <Button reason={reason} onClick={() => ways.propose(chosen, 'along')}>
            {t('card.along')}
          </Button>
          {area.rest ? (
            <Button reason={reason} onClick={nameRest}>
              {tools('micro.nameRest')}
            </Button>
          ) : (
            <Button look="quiet" reason={reason} onClick={() => setRenaming(area.name)}>
              {t('card.rename')}
            </Button>
          )}
        </div>
      ) : (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault()
            if (renaming.trim() !== '' && renaming.trim() !== area.name) ways.rename(chosen, renaming.trim())
            setRenaming(null)
          }}
        >
          <Field
            label={level === 'grid' ? t('card.newName') : tools('micro.newName')}
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
        <summary>
          {level === 'grid'
            ? t('card.mergeWith', { count: neighbours.length })
            : tools('micro.mergeWith', { count: neighbours.length })}
        </summary>
        <ul className={styles.neighbours}>
          {neighbours.map((other) => {
            const households = one.households + other.households
            const state = normState(area, households, normOf(base, level))
            return (
              <li key={other.area.code}>
                <span>{other.area.rest ? tools('micro.rest') : other.area.name}</span>
                <span data-state={state}>
                  {t('card.together', { households: markedHouseholds(households, state, number) })}
                </span>
                <Button reason={reason} onClick={() => ways.merge(chosen, other.area.code)}>
                  {t('card.merge')}
                </Button>
              </li>
            )
          })}
        </ul>
      </details>
      {level === 'micro-grid' && !area.rest && (
        <details>
          <summary>{tools('micro.giveTo', { count: takers.length })}</summary>
          <ul className={styles.neighbours}>
            {takers.map((other) => {
              const households = one.households + other.households
              const state = normState(other.area, households, base.norm)
              return (
                <li key={other.area.code}>
                  <span>{other.area.name}</span>
                  <span data-state={state}>
                    {tools('micro.then', { households: markedHouseholds(households, state, number) })}
                  </span>
                  <Button
                    reason={reason}
                    onClick={() => ways.step({ kind: 'assign', microGrids: [chosen], to: other.area.code }, chosen)}
                  >
                    {tools('micro.give')}
                  </Button>
                </li>
              )
            })}
          </ul>
        </details>
      )}
    </section>
  )
}

function Figure({ name, value, state, small }: { name: string; value: string; state?: string; small?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-state={state} data-small={small || undefined}>
        {value}
      </dd>
    </div>
  )
}
