import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { County } from '#domain/contract/county.ts'
import { gridOf } from '#domain/partition/ground.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { useTallies } from '../use-tallies.ts'
import styles from './DrawOnDraft.module.css'
import { DrawOutcome } from './DrawOutcome.tsx'
import { type DrawForm, type DrawTask, firstForm, requestOf } from './draw-wishes.ts'
import { useAutoplan } from './use-autoplan.ts'

const ways = ['complete', 'repair', 'balance', 'fewest'] as const
type Way = (typeof ways)[number]

export interface DrawOnDraftProps {
  county: County
  open: OpenDraft
  onOpen(id: string): void
}

/** What the server can draw on a draft that is open; each comes out as another draft, this one stays. */
export function DrawOnDraft({ county, open, onOpen }: DrawOnDraftProps) {
  const { t } = useTranslation('autoplan')
  const { drawing, start, cancel, open: openRun, forget } = useAutoplan(county.code)
  const tallies = useTallies(open).filter(({ area }) => area.kind === 'base')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const beyond = tallies.filter(({ state }) => state !== 'within').map(({ area }) => area.code)
  const refusal = (way: Way) => {
    if (way === 'balance') return chosen.length < 2 ? t('draft.chooseTwo') : undefined
    return way !== 'fewest' && beyond.length === 0 ? t('draft.nothing') : undefined
  }
  const draw = (way: Way) => {
    const { form, task } = taskOf(way, { county, open, beyond, chosen })
    const names = { grid: t('names.grid'), microGrid: t('names.microGrid') }
    void start(requestOf(form, county, names, task))
  }
  const openProposal = async (proposal: number) => {
    const id = await openRun(proposal, t('draftName', { scope: open.plan.scopeName, number: proposal + 1 }))
    if (id === null) return
    forget()
    onOpen(id)
  }
  return (
    <section className={styles.draw} aria-labelledby="draw-on-draft">
      <h2 id="draw-on-draft">{t('draft.title')}</h2>
      <DrawOutcome drawing={drawing} onCancel={() => void cancel()} onOpen={openProposal} onClose={forget} />
      <ul className={styles.ways}>
        {ways.map((way) => (
          <li key={way}>
            <Button reason={refusal(way)} onClick={() => draw(way)}>
              {t(`draft.${way}`)}
            </Button>
            <p>{t(`draft.${way}Words`)}</p>
          </li>
        ))}
      </ul>
      <details className={styles.chosen}>
        <summary>{t('draft.chosen', { count: chosen.length })}</summary>
        <ul>
          {tallies.map(({ area }) => (
            <li key={area.code}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(area.code)}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, area.code] : chosen.filter((code) => code !== area.code),
                    )
                  }
                />
                {area.name}
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

interface Standing {
  county: County
  open: OpenDraft
  beyond: readonly string[]
  chosen: readonly string[]
}

/** The form of each way, and the grids it may draw anew. */
function taskOf(way: Way, { county, open, beyond, chosen }: Standing): { form: DrawForm; task: DrawTask } {
  const { plan, base } = open
  const [least, most] = base.norm
  const form: DrawForm = { ...firstForm(county, plan.scope), least, most, aim: Math.round((least + most) / 2) }
  const careful = { ...form.wishes, compact: 0.3, alongRoads: 0.3, evenHouseholds: 0.1, evenIssues: 0, fewMoved: 1 }
  const task = (only: readonly string[] | undefined): DrawTask => ({ plan: plan.id, only, keep: [] })
  switch (way) {
    case 'complete':
      return { form, task: task(beyond) }
    case 'repair':
      return { form: { ...form, start: 'today', wishes: careful }, task: task(withNeighbours(open, beyond)) }
    case 'balance':
      return { form: { ...form, start: 'today', wishes: { ...form.wishes, evenHouseholds: 1 } }, task: task(chosen) }
    case 'fewest':
      return { form: { ...form, start: 'today', wishes: careful }, task: task(undefined) }
  }
}

/** Grids and those that touch them in the same community: what a repair may use. */
function withNeighbours({ work: { draft } }: OpenDraft, codes: readonly string[]): string[] {
  const found = new Set(codes)
  const own = new Set(codes)
  for (const { left, right } of draft.partition.arcs.values()) {
    if (left === null || right === null) continue
    const [one, other] = [gridOf(draft, left), gridOf(draft, right)]
    const [a, b] = [draft.grids.get(one), draft.grids.get(other)]
    if (!a || !b || a.locked || b.locked || a.community !== b.community) continue
    if (own.has(one) && b.kind === 'base') found.add(other)
    if (own.has(other) && a.kind === 'base') found.add(one)
  }
  return [...found]
}
