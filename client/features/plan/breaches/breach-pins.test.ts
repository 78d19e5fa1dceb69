import { expect, test } from 'vitest'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { breachPins } from './breach-pins.ts'

const finding = (face: string, severity: Finding['severity'], at: [number, number], rule = 'not-contiguous'): Finding =>
  ({ id: `${rule}:${face}`, rule, severity, face, at, values: { parts: 2 } }) as Finding

test('findings at one place share a pin as severe as the worst of them, and blocking pins lie on top', () => {
  const [block, warn, other] = [
    finding('G1', 'block', [120.7, 37.8], 'too-few-households'),
    finding('G1', 'warn', [120.7, 37.8]),
    finding('G2', 'warn', [120.8, 37.8]),
  ] as const
  const pins = breachPins([block, warn, other])
  expect(pins.map(({ severity, findings }) => [severity, findings])).toEqual([
    ['warn', [other]],
    ['block', [block, warn]],
  ])
  expect(breachPins([warn, block])[0]!.severity).toBe('block')
  expect(breachPins([])).toEqual([])
})
