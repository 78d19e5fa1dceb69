import { expect, test } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { crookedDraft, scatteredPoints } from '#domain/partition/draft.fixture.ts'
import { brokenLaws, nestedDraft } from '#domain/partition/nested.fixture.ts'
import { ORIGIN, seeded } from '#domain/partition/partition.fixture.ts'
import { randomOperation } from '#domain/partition/random-operation.fixture.ts'
import { rebase } from './rebase.ts'
import { walkTo } from './walk-history.ts'
import { beginWork, operationsOf, perform, performAll } from './work.ts'

const draft = crookedDraft(3, 3, 4)
const points = scatteredPoints(200, 3, 3, 4)
const base = { draft, points, census: takeCensus(draft.partition, points), findings: [] }
const merge = (into: string, from: string): PlanOperation => ({ kind: 'merge', into, from })
const name = (face: string, text: string): PlanOperation => ({ kind: 'rename', face, name: text })
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

test('our unsent steps stand on top of theirs', () => {
  const { work, unfit, theirs } = rebase(base, [name('G-0-0', 'theirs')], [], [merge('G-2-2', 'G-2-1')])
  expect(operationsOf(work)).toEqual([name('G-0-0', 'theirs'), merge('G-2-2', 'G-2-1')])
  expect(unfit).toEqual([])
  expect(theirs).toBe(1)
})

test('two who merge the same grid away: the later step is listed with its reason, those after it still stand', () => {
  const ours = [merge('G-0-0', 'G-0-1'), name('G-2-2', 'ours')]
  const { work, unfit } = rebase(base, [merge('G-0-2', 'G-0-1')], [], ours)
  expect(operationsOf(work)).toEqual([merge('G-0-2', 'G-0-1'), name('G-2-2', 'ours')])
  expect(unfit).toEqual([{ operation: merge('G-0-0', 'G-0-1'), reason: 'unknown-face', undo: false }])
})

test('two who split at the same moment both get their grid: the later takes the next code, and its later steps follow', () => {
  const split = (face: string, x: number, text: string): PlanOperation => ({
    kind: 'split',
    face,
    line: [
      [ORIGIN[0] + 0.003 * x, ORIGIN[1] - 0.002],
      [ORIGIN[0] + 0.003 * x, ORIGIN[1] + 0.004],
    ],
    keep: 'left',
    code: '370600001001001',
    name: text,
  })
  const ours = [split('G-1-0', 1.5, 'ours'), name('370600001001001', 'renamed')]
  const { work, unfit } = rebase(base, [split('G-0-0', 0.5, 'theirs')], [], ours)
  expect(unfit).toEqual([])
  expect(work.draft.grids.get('370600001001001')?.name).toBe('theirs')
  expect(work.draft.grids.get('370600001001002')?.name).toBe('renamed')
})

test('steps that the server took while its answer was lost are not made twice', () => {
  const ours = [name('G-0-0', 'a'), name('G-0-1', 'b')]
  const theirs = copy([...ours.slice(0, 1), name('G-1-1', 'theirs')])
  const { work, unfit } = rebase(base, theirs, [], ours)
  expect(operationsOf(work)).toEqual([...theirs, ours[1]])
  expect(unfit).toEqual([])
  expect(operationsOf(rebase(base, copy(ours), [], ours).work)).toEqual(ours)
})

test('what we undid stays undone, unless others built on it, which is said', () => {
  const known = [merge('G-0-0', 'G-0-1')]
  const apart = rebase(base, copy([...known, name('G-2-2', 'theirs')]), known, [])
  expect(operationsOf(apart.work)).toEqual([name('G-2-2', 'theirs')])
  // the merged grid reaches where it did not before: only on it can the second merge stand
  const built = [...known, merge('G-0-0', 'G-0-2')]
  const { work, unfit } = rebase(base, copy(built), known, [])
  expect(operationsOf(work)).toEqual(built)
  expect(unfit).toEqual([{ operation: known[0], reason: 'others-built-on-it', undo: true }])
})

test('two clients with random delays end with the same plan and lose no step unsaid', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = seeded(seed)
    let server: PlanOperation[] = []
    const clients = [0, 1].map(() => ({
      known: [] as PlanOperation[],
      ours: [] as PlanOperation[],
      made: [] as PlanOperation[],
      unfit: [] as PlanOperation[],
    }))
    const step = (who: number): PlanOperation => {
      const code = () => `G-${Math.floor(random() * 3)}-${Math.floor(random() * 3)}`
      return random() < 0.4 ? merge(code(), code()) : name(code(), `${who}-${random().toFixed(6)}`)
    }
    const send = (client: (typeof clients)[number]) => {
      const { work, unfit } = rebase(base, server, client.known, client.ours)
      client.unfit.push(...unfit.map(({ operation }) => operation))
      server = copy(operationsOf(work))
      client.known = server
      client.ours = server
    }
    for (let turn = 0; turn < 40; turn++) {
      const who = random() < 0.5 ? 0 : 1
      const client = clients[who]!
      const next = step(who)
      const made = performAll(beginWork(base), [...client.ours, next])
      if (!made.refused) {
        client.ours = operationsOf(made.work)
        client.made.push(next)
      }
      if (random() < 0.3) send(client)
    }
    for (const client of [...clients, clients[0]!]) send(client)
    expect(clients[0]!.ours).toEqual(clients[1]!.ours)
    const told = [...server, ...clients.flatMap(({ unfit }) => unfit)]
    for (const one of clients.flatMap(({ made }) => made)) expect(told).toContainEqual(one)
    expect(performAll(beginWork(base), server).refused).toBeNull()
  }
})

test('two who draw micro-grids in one grid at the same moment both get theirs, and later steps follow', () => {
  const start = nestedDraft(3, 2, 2, 5)
  const nested = { draft: start, points, census: takeCensus(start.partition, points), findings: [] }
  const [x, y] = [ORIGIN[0] + 0.0005, ORIGIN[1] + 0.0005]
  const draw = (east: number, text: string): PlanOperation => ({
    kind: 'draw',
    level: 'micro-grid',
    area: [
      [x + east, y],
      [x + east + 0.001, y],
      [x + east, y + 0.001],
    ],
    code: 'A-0-0001',
    name: text,
  })
  const rest: PlanOperation = { kind: 'assign', microGrids: ['A-0-0001'], to: 'A-1-0' }
  const { work, unfit } = rebase(nested, [draw(0, 'theirs')], [], [draw(0.0015, 'ours'), rest])
  expect(unfit).toEqual([])
  expect(work.draft.microGrids.get('A-0-0001')).toMatchObject({ name: 'theirs', grid: 'A-0-0' })
  expect(work.draft.microGrids.get('A-0-0002')).toMatchObject({ name: 'ours', grid: 'A-1-0' })
})

test('two hands among micro-grids, with random delays and cuts before and after the server, end with the same plan', () => {
  const start = nestedDraft(3, 2, 2, 5)
  const nested = { draft: start, points, census: takeCensus(start.partition, points), findings: [] }
  let told = 0
  for (let seed = 1; seed <= 5; seed++) {
    const random = seeded(seed * 31)
    let server: PlanOperation[] = []
    const clients = [0, 1].map(() => ({
      known: [] as readonly PlanOperation[],
      work: beginWork(nested),
      made: 0,
      unfit: 0,
    }))
    const send = (client: (typeof clients)[number], cut: 'before' | 'after' | null) => {
      // what others did is taken in first, as the page does when the server says that the plan has moved on
      const met = rebase(nested, server, client.known, operationsOf(client.work))
      client.unfit += met.unfit.length
      client.work = met.work
      client.known = server
      if (cut === 'before') return
      server = copy(operationsOf(met.work))
      if (cut === null) client.known = server
    }
    for (let turn = 0; turn < 60; turn++) {
      const client = clients[random() < 0.5 ? 0 : 1]!
      const made = perform(client.work, randomOperation(client.work.draft, random, turn % 7))
      if (made.ok) {
        client.work = made.work
        client.made++
      }
      if (random() < 0.35) send(client, random() < 0.25 ? 'before' : random() < 0.3 ? 'after' : null)
    }
    for (const client of [...clients, clients[0]!]) send(client, null)
    expect(operationsOf(clients[0]!.work)).toEqual(operationsOf(clients[1]!.work))
    expect(clients[0]!.work.draft).toEqual(clients[1]!.work.draft)
    expect(brokenLaws(clients[0]!.work.draft)).toEqual([])
    // every step stands on the server once, or was told as unfit
    const all = clients.reduce((sum, { made, unfit }) => sum + made - unfit, 0)
    expect(server, `seed ${seed}`).toHaveLength(all)
    told += clients.reduce((sum, { unfit }) => sum + unfit, 0)
  }
  expect(told).toBeGreaterThan(0)
})

test('the list of steps is walked both ways', () => {
  const { work } = performAll(beginWork(base), [name('G-0-0', 'a'), name('G-0-1', 'b'), merge('G-0-0', 'G-0-1')])
  const back = walkTo(work, 1)
  expect(operationsOf(back)).toEqual([name('G-0-0', 'a')])
  expect(walkTo(back, 3).draft).toEqual(work.draft)
  expect(operationsOf(walkTo(back, 9))).toHaveLength(3)
})
