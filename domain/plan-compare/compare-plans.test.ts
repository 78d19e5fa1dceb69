import { expect, it } from 'vitest'
import { randomFrom } from '#domain/autoplan/random.ts'
import { comparePlans } from './compare-plans.ts'

function columns(points: number, grids: number, seed: number) {
  const random = randomFrom(seed)
  const any = () => Math.floor(random() * (grids + 1)) - 1
  const one = Int32Array.from({ length: points }, any)
  return {
    ...{ grids, one },
    other: one.map((grid) => (random() < 0.3 ? any() : grid)),
    households: Int32Array.from({ length: points }, () => Math.floor(random() * 40)),
    issues: Int32Array.from({ length: points }, () => Math.floor(random() * 5)),
  }
}

it('a plan beside itself moves nobody', () => {
  const { one, ...rest } = columns(500, 9, 1)
  expect(comparePlans({ ...rest, one, other: one })).toMatchObject({ moved: 0, flows: [] })
})

it('what flows out of a grid and into it is what it holds less and more, and the other way round turns every flow', () => {
  const given = columns(2_000, 12, 2)
  const compared = comparePlans(given)
  for (let grid = 0; grid < 12; grid++) {
    const into = compared.flows.reduce((sum, flow) => sum + (flow.to === grid ? flow.households : 0), 0)
    const out = compared.flows.reduce((sum, flow) => sum + (flow.from === grid ? flow.households : 0), 0)
    expect(compared.other.households[grid]! - compared.one.households[grid]!).toBe(into - out)
  }
  expect(compared.flows.reduce((sum, flow) => sum + flow.households, 0)).toBe(compared.moved)
  const back = comparePlans({ ...given, one: given.other, other: given.one })
  const turned = back.flows.map(({ from, to, ...sums }) => ({ from: to, to: from, ...sums }))
  expect(new Set(turned.map((flow) => JSON.stringify(flow)))).toEqual(
    new Set(compared.flows.map((flow) => JSON.stringify(flow))),
  )
})

it('counts as a count pair by pair does, whatever follows what', () => {
  for (let seed = 3; seed < 40; seed++) {
    const given = columns(300, 1 + (seed % 7), seed)
    const pairs = new Map<string, { households: number; issues: number }>()
    given.one.forEach((from, i) => {
      const to = given.other[i]!
      if (from === to) return
      const known = pairs.get(`${from} ${to}`) ?? { households: 0, issues: 0 }
      pairs.set(`${from} ${to}`, known)
      known.households += given.households[i]!
      known.issues += given.issues[i]!
    })
    const { flows, households } = comparePlans(given)
    expect(new Map(flows.map(({ from, to, ...sums }) => [`${from} ${to}`, sums]))).toEqual(pairs)
    const isIn = (i: number) => given.one[i]! >= 0 || given.other[i]! >= 0
    expect(households).toBe(given.households.reduce((sum, own, i) => sum + (isIn(i) ? own : 0), 0))
  }
})
