import type { Position } from '#domain/contract/common.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'

/** Findings at one place: one pin. */
export interface BreachPin {
  /** The place as text. */
  readonly id: string
  readonly at: Position
  /** Of the worst of them. */
  readonly severity: Finding['severity']
  readonly findings: readonly Finding[]
}

/** A pin for each place with findings, the blocking ones last, so that they are drawn above. */
export function breachPins(findings: readonly Finding[]): BreachPin[] {
  const pins = new Map<string, BreachPin>()
  for (const finding of findings) {
    const id = finding.at.join()
    const known = pins.get(id)
    const severity = finding.severity === 'block' ? 'block' : (known?.severity ?? 'warn')
    pins.set(id, { id, at: finding.at, severity, findings: [...(known?.findings ?? []), finding] })
  }
  return [...pins.values()].sort((a, b) => Number(a.severity === 'block') - Number(b.severity === 'block'))
}
