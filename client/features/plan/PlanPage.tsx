import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { visitParameter } from '#client/address.ts'
import { useCounty } from '#client/state/county.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import { DraftDesk } from './DraftDesk.tsx'
import { openPlan } from './open-plan.ts'
import { PlanHeat } from './PlanHeat.tsx'
import styles from './PlanPage.module.css'
import { setDesk, usePlanDesk } from './plan-desk.ts'
import { StartPanel } from './StartPanel.tsx'
import { sendDraft } from './save-draft.ts'

const planCodec = textCodec('')

/** Opens a plan, or the list of them (''): Back leads to where one was. */
function setId(id: string): void {
  visitParameter('plan', id === '' ? null : id)
}

/** Planners' page: drafts of grids, drawn on the map and counted while they are drawn. */
export default function PlanPage() {
  const county = useCounty()
  return county === null ? null : <Plans key={county.code} county={county} />
}

function Plans({ county }: { county: County }) {
  const { t } = useTranslation('plan')
  const [id] = useUrlState('plan', planCodec)
  // the place that a link shows is kept; a draft that is chosen here is shown whole
  const [linked] = useState(id)
  const desk = usePlanDesk((store) => store.desk)

  useEffect(() => {
    if (id === '') {
      setDesk({ state: 'empty' })
      return
    }
    const gone = new AbortController()
    void openPlan(county.code, id, gone.signal)
    return () => {
      gone.abort()
      void sendDraft()
    }
  }, [county.code, id])

  if (id === '')
    return (
      <>
        <StartPanel county={county} onOpen={setId} />
        <PlanHeat county={county} clicks />
      </>
    )
  if (desk.state === 'open' && desk.open.plan.id === id)
    return <DraftDesk key={id} county={county} open={desk.open} linked={id === linked} onOpen={setId} />
  return (
    <Panel className={styles.notice}>
      {desk.state === 'failed' ? (
        <>
          {desk.code === 'unknown-plan' || desk.code === 'invalid-request' ? (
            <p role="alert">{t('noSuchPlan')}</p>
          ) : (
            <ErrorState code={desk.code} onRetry={() => void openPlan(county.code, id, new AbortController().signal)} />
          )}
          <Button onClick={() => setId('')}>{t('drafts')}</Button>
        </>
      ) : (
        <>
          <Spinner />
          <p>{t('opening')}</p>
        </>
      )}
    </Panel>
  )
}
