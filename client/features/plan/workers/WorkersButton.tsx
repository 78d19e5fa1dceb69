import { useTranslation } from 'react-i18next'
import { flagCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import type { PlanSummary } from '#domain/contract/plan.ts'
import { WorkersPanel } from './WorkersPanel.tsx'

const workersCodec = flagCodec(false)

/** Opens who has which grid: in a plan, or (without one) of the area of the post that is signed in. */
export function WorkersButton({ county, scope, plan }: { county: string; scope: string; plan?: PlanSummary }) {
  const { t } = useTranslation('plan-workers')
  const [shown, setShown] = useUrlState('workers', workersCodec)
  return (
    <>
      <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
        {t('enter')}
      </Button>
      {shown && (
        <WorkersPanel
          county={county}
          about={plan ? { plan: plan.id } : { scope }}
          name={plan?.name ?? ''}
          version={plan?.version ?? 0}
          onClose={() => setShown(false)}
        />
      )}
    </>
  )
}
