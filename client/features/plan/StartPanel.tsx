import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { serverNow } from '#client/state/live.ts'
import { usePost } from '#client/state/post.ts'
import { choiceCodec, flagCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Post } from '#domain/account/post.ts'
import type { County } from '#domain/contract/county.ts'
import { listPlanScopes, listPlans, type PlanSummary } from '#domain/contract/plan.ts'
import { DrawPanel } from './autoplan/DrawPanel.tsx'
import { DraftList } from './DraftList.tsx'
import { RuleSettings } from './life/RuleSettings.tsx'
import { NewDraft } from './NewDraft.tsx'
import { discardPlan } from './open-plan.ts'
import { PastDay } from './past/PastDay.tsx'
import { PrintButton } from './print/PrintButton.tsx'
import type { PlanScope } from './ScopeSelect.tsx'
import styles from './StartPanel.module.css'
import { WorkersButton } from './workers/WorkersButton.tsx'

const drawCodec = flagCodec(false)
const dayCodec = textCodec('')

/** Plans by where they stand; `all` is every state. */
const kinds = ['all', 'draft', 'review', 'published'] as const
const kindCodec = choiceCodec(kinds, 'all')
const kindOf: Record<PlanSummary['state'], (typeof kinds)[number]> = {
  draft: 'draft',
  submitted: 'review',
  approved: 'review',
  scheduled: 'review',
  published: 'published',
  superseded: 'published',
}

type Asked =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; plans: PlanSummary[]; scopes: PlanScope[] }

/** Before a draft is open: begin one, or go on with one. */
export function StartPanel({ county, onOpen }: { county: County; onOpen(id: string): void }) {
  const { t } = useTranslation('plan')
  const { t: draw } = useTranslation('autoplan')
  const post = usePost(county.code)
  const [drawing, setDrawing] = useUrlState('draw', drawCodec)
  const [asOf, setAsOf] = useUrlState('asOf', dayCodec)
  const [kind, setKind] = useUrlState('plans', kindCodec)
  const [asked, setAsked] = useState<Asked>({ state: 'loading' })

  const ask = useCallback(
    async (signal?: AbortSignal) => {
      const parts = { query: { county: county.code }, ...(signal ? { signal } : {}) }
      try {
        const [{ plans }, { scopes }] = await Promise.all([call(listPlans, parts), call(listPlanScopes, parts)])
        setAsked({ state: 'ready', plans, scopes })
      } catch (error) {
        if (signal?.aborted) return
        setAsked({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      }
    },
    [county.code],
  )
  useEffect(() => {
    const gone = new AbortController()
    void ask(gone.signal)
    return () => gone.abort()
  }, [ask])

  const remove = async ({ id, version }: PlanSummary) => {
    try {
      await discardPlan(county.code, id, version)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t('start.removeFailed'), 'bad')
    }
    await ask()
  }

  if (drawing && asked.state === 'ready')
    return <DrawPanel county={county} scopes={asked.scopes} onOpen={onOpen} onClose={() => setDrawing(false)} />
  if (asOf !== '' && asked.state === 'ready')
    return (
      <PastDay
        county={county}
        scopes={asked.scopes}
        asOf={asOf}
        today={today(county.timeZone)}
        onDay={setAsOf}
        onClose={() => setAsOf('')}
      />
    )
  return (
    <aside className={styles.start} aria-label={t('start.title')}>
      <header>
        <h1>{t('start.title')}</h1>
        <p>{t('start.words')}</p>
        {county.demo && <p className={styles.public}>{t('publicMeaning')}</p>}
      </header>
      {asked.state === 'failed' && <ErrorState code={asked.code} onRetry={() => void ask()} />}
      {asked.state === 'ready' && (
        <>
          <NewDraft county={county} scopes={asked.scopes} onOpen={onOpen} />
          <Button onClick={() => setDrawing(true)}>{draw('enter')}</Button>
          <Button onClick={() => setAsOf(today(county.timeZone))}>{t('past.enter')}</Button>
          <PrintButton county={county} />
          <WorkersButton county={county.code} scope={scopeOf(post, county.code)} />
          <RuleSettings county={county.code} />
          <section>
            <h2>{t('start.recent')}</h2>
            {asked.plans.length > 0 && (
              <Segmented<(typeof kinds)[number]>
                label={t('start.state.label')}
                choices={kinds.map((value) => ({ value, text: t(`start.state.${value}`) }))}
                value={kind}
                onChange={setKind}
              />
            )}
            {plansOf(asked.plans, kind).length === 0 ? (
              <p className={styles.none}>{t(asked.plans.length === 0 ? 'start.none' : 'start.noneOf')}</p>
            ) : (
              <DraftList
                plans={plansOf(asked.plans, kind)}
                timeZone={county.timeZone}
                onOpen={onOpen}
                onRemove={(plan) => void remove(plan)}
              />
            )}
          </section>
        </>
      )}
      {asked.state === 'loading' && <Button disabled>{t('start.loading')}</Button>}
    </aside>
  )
}

/** The day that it is in a time zone, 'YYYY-MM-DD'. */
function today(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(serverNow()))
}

function plansOf(plans: readonly PlanSummary[], kind: (typeof kinds)[number]): PlanSummary[] {
  return plans.filter(({ state }) => kind === 'all' || kindOf[state] === kind)
}

/** Code of the area a post is for; the county for nobody. */
function scopeOf(post: Post | null, county: string): string {
  return post?.path.split('/').findLast((code) => code !== '') ?? county
}
