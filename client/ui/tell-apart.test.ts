import { expect, test } from 'vitest'
import { tellApart } from './tell-apart.ts'

test('a name of its own stays, one that several bear is followed by its mark, and by a number where that is the same too', () => {
  const named = (id: string, name: string, mark: string) => ({ id, name, mark })
  expect([
    ...tellApart([
      named('a', 'Plan', '1 Nov'),
      named('b', 'Plan', '2 Nov'),
      named('c', 'Plan', '2 Nov'),
      named('d', 'Other', '2 Nov'),
      named('e', 'Bare', ''),
      named('f', 'Bare', ''),
    ]).values(),
  ]).toEqual(['Plan · 1 Nov', 'Plan · 2 Nov (1)', 'Plan · 2 Nov (2)', 'Other', 'Bare (1)', 'Bare (2)'])
  expect(tellApart([]).size).toBe(0)
})
