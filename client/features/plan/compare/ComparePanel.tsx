import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { copyLink } from '#client/ui/copy-link.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { tellApart } from '#client/ui/tell-apart.ts'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import { listPlans, type PlanSummary } from '#domain/contract/plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './ComparePanel.module.css'
import { FlowTable } from './FlowTable.tsx'
import { SidesTable } from './SidesTable.tsx'
import { SwipePlans } from './SwipePlans.tsx'
import { useDifferenceOverlay } from './use-difference-overlay.ts'
import { usePlanComparison } from './use-plan-comparison.ts'

/** How two plans are seen on the map. */
const shows = ['difference', 'swipe'] as const
export const showCodec = choiceCodec(shows, 'difference')

export interface ComparePanelProps {
  county: County
  open: OpenDraft
  /** `today`, or the id of the other plan. */
  beside: string
  onBeside(beside: string): void
  onClose(): void
}

/** The open plan beside another or beside today: figures of both, who changes hands, ground that differs. */
export function ComparePanel({ county, open, beside, onBeside, onClose }: ComparePanelProps) {
  const { t } = useTranslation('plan-compare')
  const [show, setShow] = useUrlState('show', showCodec)
  const { plan } = open
  const compared = usePlanComparison(county.code, beside, plan.id, open.acknowledged.version)
  const others = useOtherPlans(county.code, plan)
  const format = useCardFormat(county.timeZone)
  const names = tellApart(
    [plan, ...others].map(({ id, name, updatedAt }) => ({ id, name, mark: format.moment(updatedAt) })),
  )
  const own = names.get(plan.id)!
  const other = beside === 'today' ? t('today') : (names.get(beside) ?? '')
  const comparison = compared.state === 'ready' ? compared.comparison : null
  useDifferenceOverlay(show === 'difference' ? (comparison?.differences ?? null) : null)
  const share = async () => {
    const copied = await copyLink()
    toast(t(copied ? 'shared' : 'notShared'), copied ? 'info' : 'bad')
  }
  return createPortal(
    <Panel
      className={styles.panel}
      title={t('title')}
      actions={<IconButton label={t('close')} icon={<CloseIcon />} onClick={onClose} />}
    >
      <div className={styles.choice}>
        <SelectField
          label={t('beside')}
          value={beside}
          groups={[
            { heading: '', options: [{ value: 'today', text: t('today') }] },
            { heading: t('plans'), options: others.map(({ id }) => ({ value: id, text: names.get(id)! })) },
          ]}
          onChange={onBeside}
        />
        <Button onClick={() => void share()}>{t('share')}</Button>
      </div>
      <Segmented<(typeof shows)[number]>
        label={t('show.label')}
        choices={shows.map((value) => ({ value, text: t(`show.${value}`) }))}
        value={show}
        onChange={setShow}
      />
      {show === 'swipe' && <SwipePlans open={open} beside={beside} name={other} own={own} />}
      {compared.state === 'loading' && <p aria-live="polite">{t('loading')}</p>}
      {compared.state === 'failed' && <p role="alert">{t('failed', { code: compared.code })}</p>}
      {comparison && (
        <>
          <SidesTable comparison={comparison} names={[other, own]} />
          <FlowTable comparison={comparison} />
        </>
      )}
    </Panel>,
    document.querySelector('main') ?? document.body,
  )
}

/** Plans of the same area, without the one that is open. */
function useOtherPlans(county: string, { id, scope }: PlanSummary): PlanSummary[] {
  const [plans, setPlans] = useState<PlanSummary[]>([])
  useEffect(() => {
    const gone = new AbortController()
    call(listPlans, { query: { county }, signal: gone.signal })
      .then((answer) => setPlans(answer.plans.filter((plan) => plan.scope === scope && plan.id !== id)))
      // without the list, today can still be chosen
      .catch((error: unknown) => {
        if (!gone.signal.aborted && !(error instanceof ApiError)) throw error
      })
    return () => gone.abort()
  }, [county, id, scope])
  return plans
}
