import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { redrawStep } from '#domain/autoplan/redraw-step.ts'
import type { County } from '#domain/contract/county.ts'
import { MOST_BORDER_CHARACTERS } from '#domain/contract/drawn-borders.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { gridOf } from '#domain/partition/ground.ts'
import { beginPlan, makeStep } from '../open-plan.ts'
import { type OpenDraft, openDraft } from '../plan-desk.ts'
import { sendDraft } from '../save-draft.ts'
import { type AreaTally, useTallies } from '../use-tallies.ts'
import { operationsOf } from '../work.ts'
import styles from './DrawOnDraft.module.css'
import { DrawOutcome } from './DrawOutcome.tsx'
import { type DrawForm, type DrawTask, evenAim, firstForm, requestOf } from './draw-wishes.ts'
import { useAutoplan } from './use-autoplan.ts'

const ways = ['complete', 'repair', 'balance', 'fewest'] as const
type Way = (typeof ways)[number]

export interface DrawOnDraftProps {
  county: County
  open: OpenDraft
  onOpen(id: string): void
}

/** What can be drawn on a draft that is open: each proposal can become its next step, or another draft. */
export function DrawOnDraft({ county, open, onOpen }: DrawOnDraftProps) {
  const { t } = useTranslation('autoplan')
  const { t: words } = useTranslation('plan')
  const { drawing, start, cancel, groundOf, forget } = useAutoplan(county.code)
  const tallies = useTallies(open).filter(({ area }) => area.kind === 'base')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const beyond = tallies.filter(({ state }) => state !== 'within').map(({ area }) => area.code)
  const refusal = (way: Way) => {
    if (way === 'balance') return chosen.length < 2 ? t('draft.chooseTwo') : undefined
    return way !== 'fewest' && beyond.length === 0 ? t('draft.nothing') : undefined
  }
  const draw = async (way: Way) => {
    const { form, task } = taskOf(way, {
      county,
      open,
      beyond,
      chosen: tallies.filter(({ area }) => chosen.includes(area.code)),
    })
    const names = { grid: t('names.grid'), microGrid: t('names.microGrid') }
    // it is drawn on what the server has
    await sendDraft()
    await start(requestOf(form, county, names, task), task.only?.length ?? tallies.length)
  }
  const stepOf = async (proposal: number) => {
    const drawn = await groundOf(proposal)
    const now = openDraft()
    if (!drawn || !now) return null
    const step = redrawStep(now.work.draft, drawn.free, drawn.ground)
    if (!step) toast(t('draft.same'))
    else if (isTooLarge(step)) toast(t('draft.tooLarge'), 'bad')
    return step && !isTooLarge(step) ? { step, now } : null
  }
  const take = async (proposal: number) => {
    const made = await stepOf(proposal)
    if (!made) return
    const refusal = makeStep(made.step)
    if (refusal) {
      toast(words(`refusal.${refusal.reason}`), 'bad')
      return
    }
    toast(t('draft.taken', { count: made.step.grids.length }))
    forget()
  }
  const openOther = async (proposal: number) => {
    const made = await stepOf(proposal)
    if (!made) return
    const { plan } = made.now
    const name = t('draftName', { scope: plan.scopeName, number: proposal + 1 })
    const operations = [...operationsOf(made.now.work), made.step]
    try {
      const id = await beginPlan(county.code, name, plan.scope, { plan: plan.id }, operations)
      forget()
      onOpen(id)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t(`failed.${error.code}`, { defaultValue: t('failed.other', { code: error.code }) }), 'bad')
    }
  }
  return (
    <section className={styles.draw} aria-labelledby="draw-on-draft">
      <h2 id="draw-on-draft">{t('draft.title')}</h2>
      <DrawOutcome drawing={drawing} onCancel={() => void cancel()} onOpen={openOther} onTake={take} onClose={forget} />
      <ul className={styles.ways}>
        {ways.map((way) => (
          <li key={way}>
            <Button reason={refusal(way)} onClick={() => void draw(way)}>
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

/** More than one step may hold. */
function isTooLarge({ borders }: Extract<PlanOperation, { kind: 'redraw' }>): boolean {
  return Object.values(borders).some((column) => column.length > MOST_BORDER_CHARACTERS)
}

interface Standing {
  county: County
  open: OpenDraft
  beyond: readonly string[]
  chosen: readonly AreaTally[]
}

/** The form of each way, and the grids it may draw anew. */
function taskOf(way: Way, { county, open, beyond, chosen }: Standing): { form: DrawForm; task: DrawTask } {
  const { plan, base } = open
  const [least, most] = base.norm
  // micro-grids that lie whole in a grid stay; only what is drawn anew altogether gets new ones
  const form: DrawForm = {
    ...firstForm(county, plan.scope),
    ...{ least, most, aim: Math.round((least + most) / 2), microGrids: way === 'complete' },
  }
  const careful = { ...form.wishes, compact: 0.3, alongRoads: 0.3, evenHouseholds: 0.1, evenIssues: 0, fewMoved: 1 }
  const task = (only: readonly string[] | undefined, goal: DrawTask['goal'] = 'plan'): DrawTask => ({
    ...{ plan: plan.id, only, goal },
    keep: [],
  })
  switch (way) {
    case 'complete':
      return { form, task: task(beyond) }
    case 'repair':
      return { form: { ...form, start: 'today', wishes: careful }, task: task(withNeighbours(open, beyond)) }
    case 'balance': {
      const aim = evenAim(chosen, base.norm)
      const codes = chosen.map(({ area }) => area.code)
      const wishes = { ...form.wishes, evenHouseholds: 1 }
      return { form: { ...form, start: 'today', aim, wishes }, task: task(codes, 'even') }
    }
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
