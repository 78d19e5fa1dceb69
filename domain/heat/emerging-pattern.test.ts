import { describe, expect, it } from 'vitest'
import { emergingPattern } from './emerging-pattern.ts'

const rising = { z: 3, p: 0.003 }
const falling = { z: -3, p: 0.003 }
const even = { z: 1, p: 0.3 }
/** `+` hot, `-` cold, `.` neither, oldest first. */
const weeks = (text: string) => Array.from(text, (sign) => (sign === '+' ? 1 : sign === '-' ? -1 : 0))
const mirrored = (text: string) => weeks(text).map((week) => -week)

const cases = [
  ['new', '............+', even],
  ['new', '....-.......+', even],
  ['consecutive', '..........+++', even],
  ['consecutive', '.++++++++++++'.slice(1).padStart(14, '.'), even],
  ['intensifying', '+++++++++++++', rising],
  ['intensifying', '.++++++++++++', rising],
  ['persistent', '+++++++++++++', even],
  ['persistent', '+++++.+++++++', even],
  ['diminishing', '+++++++++++++', falling],
  ['sporadic', '..+...+.....+', even],
  ['sporadic', '..+...+......', rising],
  ['sporadic', '+............', even],
  ['oscillating', '..-...++....+', even],
  ['historical', '++++++++++++.', falling],
] as const

describe('emerging patterns', () => {
  for (const [pattern, text, trend] of cases)
    it(`calls ${text} ${pattern}, and its mirror image a cold spot of that kind`, () => {
      expect(emergingPattern(weeks(text), trend)).toEqual({ kind: 'hot', pattern })
      expect(emergingPattern(mirrored(text), { ...trend, z: -trend.z })).toEqual({ kind: 'cold', pattern })
    })

  it('names nothing where no week is significant, nor where hot and cold weeks end in neither', () => {
    expect(emergingPattern(weeks('.............'), rising)).toBeNull()
    expect(emergingPattern([], even)).toBeNull()
    expect(emergingPattern(weeks('..+...-......'), even)).toBeNull()
  })

  it('goes by the last week where both kinds were seen', () => {
    expect(emergingPattern(weeks('.+++..-.....-'), even)).toEqual({ kind: 'cold', pattern: 'oscillating' })
  })
})
