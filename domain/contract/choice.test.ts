import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceQuery, readChoice, writeChoice } from './choice.ts'
import { stationLevel } from './station.ts'

const moments = fc.option(fc.record({ day: fc.integer({ min: 1, max: 7 }), minute: fc.integer({ min: 0, max: 1439 }) }))
const words = fc.uniqueArray(fc.stringMatching(/^[a-z-]{1,12}$/), { maxLength: 4 })

describe('a choice in an address', () => {
  it('is read as it was written', () => {
    const choices = fc.record({
      profile: fc.constantFrom('adult' as const, 'elderly' as const, 'wheels' as const),
      direction: fc.constantFrom('to' as const, 'from' as const),
      levels: fc.subarray(stationLevel.options),
      kinds: words,
      services: words,
      openAt: moments,
    })
    fc.assert(
      fc.property(choices, ({ profile, direction, levels, kinds, services, openAt }) => {
        const walk = { profile, direction, openAt }
        const stations = { levels, kinds, services, openAt }
        const written = writeChoice(walk, stations)
        expect(readChoice(choiceQuery.parse(written))).toEqual({ walk, stations })
      }),
    )
  })

  it('says nothing where all is as usual, and the moment as people write it', () => {
    const usual = readChoice(choiceQuery.parse({}))
    expect(writeChoice(usual.walk, usual.stations)).toEqual({})
    expect(readChoice(choiceQuery.parse({ openAt: '7-19:00' })).stations.openAt).toEqual({ day: 7, minute: 1140 })
  })

  it.each(['0-19:00', '8-19:00', '7-24:00', '7-19:60', '7 19:00', 'NaN'])('refuses the moment %s', (openAt) => {
    expect(choiceQuery.safeParse({ openAt }).success).toBe(false)
  })

  it.each([{ levels: 'village' }, { kinds: 'a\u0000b' }, { services: 'x'.repeat(2_001) }, { direction: 'up' }])(
    'refuses %o',
    (query) => {
      expect(choiceQuery.safeParse(query).success).toBe(false)
    },
  )
})
