import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import type { County } from '#domain/contract/county.ts'
import type { PlanSummary } from '#domain/contract/plan.ts'
import { PrintDialog } from './PrintDialog.tsx'
import { usePrint } from './use-print.ts'

const printCodec = textCodec('')

/** Opens what can be printed: of the grids of today, or (`plan`) of a plan. The address carries the area, so that a link opens it. */
export function PrintButton({ county, plan }: { county: County; plan?: PlanSummary }) {
  const { t } = useTranslation('plan-print')
  const [scope, setScope] = useUrlState('print', printCodec)
  const print = usePrint(county.code)
  return (
    <>
      <Button onClick={() => setScope(plan?.scope ?? county.code)}>{t('enter')}</Button>
      {/* apart from where the button stands: its headings are not that panel's */}
      {createPortal(
        <PrintDialog
          county={county}
          plan={plan ?? null}
          scope={scope}
          print={print}
          onScope={setScope}
          onClose={() => setScope('')}
        />,
        document.body,
      )}
    </>
  )
}
