/** Rungs of the national division codes by their digits (GB/T 10114, and the statistics bureau's lists above communities). */
const levels = [
  [2, 'province'],
  [4, 'city'],
  [6, 'county'],
  [9, 'street'],
  [12, 'community'],
] as const
export type DivisionLevel = (typeof levels)[number][1]

export interface DivisionCode {
  code: string
  level: DivisionLevel
  /** Code of the rung above; null for a province. */
  parent: string | null
}

/**
 * A division's code with its rung. Lists that fill every code up to 12 digits are understood: 370502001000 is the street
 * 370502001. Null for what is no such code.
 */
export function readDivisionCode(text: string): DivisionCode | null {
  if (!/^\d{2,12}$/.test(text)) return null
  const code = withoutFilling(text)
  const at = levels.findIndex(([digits]) => digits === code.length)
  const rung = levels[at]
  if (rung === undefined || /^0+$/.test(code)) return null
  const above = levels[at - 1]
  return { code, level: rung[1], parent: above === undefined ? null : code.slice(0, above[0]) }
}

function withoutFilling(text: string): string {
  if (text.length !== 12) return text
  if (!text.endsWith('000')) return text
  if (!text.endsWith('000000')) return text.slice(0, 9)
  if (!text.endsWith('00000000')) return text.slice(0, 6)
  return text.endsWith('0000000000') ? text.slice(0, 2) : text.slice(0, 4)
}
