import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { Position } from '#domain/contract/common.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { usePlanDesk } from './plan-desk.ts'

/** What steps are proposed for. */
const repairable: readonly Finding['rule'][] = ['too-few-households', 'compound-split', 'not-contiguous']

export interface FindingWaysProps {
  finding: Finding
  onGo(at: Position, code: string): void
  onSplit(code: string): void
  /** Shows steps that would mend it, for a yes. */
  onRepair(finding: Finding): void
}

/** What can be done about a finding: go there, and have it mended where steps are known. */
export function FindingWays({ finding, onGo, onSplit, onRepair }: FindingWaysProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const draws = usePlanDesk(({ desk }) => desk.state === 'open' && desk.open.plan.state === 'draft')
  const reason = draws ? undefined : tools('disabled.notDraft')
  return (
    <>
      <Button onClick={() => onGo(finding.at, finding.face)}>{t('problems.go')}</Button>
      {finding.rule === 'too-many-households' && (
        <Button reason={reason} onClick={() => onSplit(finding.face)}>
          {t('problems.split')}
        </Button>
      )}
      {repairable.includes(finding.rule) && (
        <Button reason={reason} onClick={() => onRepair(finding)}>
          {t('problems.repair')}
        </Button>
      )}
    </>
  )
}
