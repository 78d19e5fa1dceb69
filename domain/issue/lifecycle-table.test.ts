import { describe, expect, it } from 'vitest'
import type { Actor, Ground } from './guards.ts'
import { type IssueAct, type IssueActKind, type IssueLevel, issueAct } from './issue-entry.ts'
import { type ActorRole, actorRoles } from './lifecycle.ts'
import { type IssueProjection, issueStates, projectIssue, type State } from './project-issue.ts'
import { refuseActor } from './refuse-act.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = Date.parse('2026-11-20T02:00:00Z')
const ground: Ground = {
  county: '370699',
  street: '370699001',
  community: '370699001001',
  grid: '370699001001001',
  reopenDays: 15,
}
const GRID = ground.grid
const COMMUNITY = ground.community
const STREET = ground.street
const COUNTY = ground.county
const DEPARTMENT = 'D01'

const unitOf: Record<ActorRole, string> = {
  resident: '',
  'grid-worker': GRID,
  community: COMMUNITY,
  street: STREET,
  district: COUNTY,
  department: DEPARTMENT,
  leader: COUNTY,
  clock: '',
}
const levelOf: Partial<Record<ActorRole, IssueLevel>> = {
  'grid-worker': 'grid',
  community: 'community',
  street: 'street',
}
const rungs = [COUNTY, STREET, COMMUNITY, GRID]

/** A post of a role where the issue lies. */
function actorOf(role: ActorRole, unit = unitOf[role]): Actor {
  const place = rungs.indexOf(unit)
  if (role === 'resident' || role === 'clock') return { role, unit: '', path: '' }
  return { role, unit, path: `/${rungs.slice(0, place === -1 ? 1 : place + 1).join('/')}/` }
}

/**
 * By hand, from how the closed loop is told, and not from the table: which roles do what in which state when nothing
 * else stands against it. R resident, G grid worker, C community, S street, D district, P department, L leader, K clock.
 */
const loop: Record<Exclude<IssueActKind, 'discover' | 'report'>, Partial<Record<State, string>>> = {
  file: { reported: 'GCSD' },
  decline: { reported: 'CSD' },
  assign: { filed: 'GCSD' },
  answer: { assigned: 'GCSDP' },
  finish: { handling: 'GCSDP' },
  return: { assigned: 'GCSDP', handling: 'GCSDP', checking: 'GCSD' },
  check: { checking: 'GCSD' },
  close: { checking: 'CSD' },
  follow_up: { closed: 'GCSD' },
  rate: { closed: 'RGCSD' },
  hand_up: { filed: 'GCS', assigned: 'GCS', handling: 'GCS' },
  whistle: { filed: 'GCS', assigned: 'GCS', handling: 'GCS' },
  whistle_answer: { filed: 'CSDP', assigned: 'CSDP', handling: 'CSDP' },
  ask: { assigned: 'GCSDP', handling: 'GCSDP' },
  grant: { assigned: 'CSD', handling: 'CSD' },
  refuse: { assigned: 'CSD', handling: 'CSD' },
  extend: { filed: 'SD', assigned: 'SD', handling: 'SD' },
  suspend: { filed: 'SD', assigned: 'SD', handling: 'SD' },
  resume: { suspended: 'GCSDP' },
  remind: { filed: 'CSD', assigned: 'CSD', handling: 'CSD' },
  supervise: inAll('SDL', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
  note: inAll('GCSDPL', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
  reopen: { closed: 'RCSD' },
  join: inAll('RGCSDP', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
  merge: inAll('CSD', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
  escalate: { filed: 'K', assigned: 'K', handling: 'K' },
  reclock: inAll('K', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
  regrid: inAll('K', ['reported', 'filed', 'assigned', 'handling', 'checking', 'suspended']),
}
const letters: Record<ActorRole, string> = {
  resident: 'R',
  'grid-worker': 'G',
  community: 'C',
  street: 'S',
  district: 'D',
  department: 'P',
  leader: 'L',
  clock: 'K',
}

function inAll(roles: string, states: readonly State[]): Partial<Record<State, string>> {
  return Object.fromEntries(states.map((state) => [state, roles]))
}

const filed = projectIssue([
  {
    kind: 'file',
    sequence: 1,
    at: now - 5 * DAY,
    actor: '',
    filed: {
      category: 'lamp',
      source: 'patrol',
      title: '路灯不亮',
      place: '',
      emergency: false,
      longitude: 120.05,
      latitude: 37.05,
      answerBy: now + HOUR,
      finishBy: now + 30 * HOUR,
      level: 'grid',
    },
  },
])!

/** An issue in a state that waits for exactly this role and act. */
function ready(state: State, role: ActorRole, kind: IssueActKind): IssueProjection {
  const unit = unitOf[role]
  return {
    ...filed,
    state,
    level: levelOf[role] ?? (kind === 'hand_up' ? 'street' : 'county'),
    unit,
    outcome: state === 'closed' ? 'solved' : '',
    closedAt: state === 'closed' ? now - DAY : null,
    suspendedAt: state === 'suspended' ? now - DAY : null,
    suspendedFrom: state === 'suspended' ? 'handling' : null,
    checkedAt: kind === 'close' ? now - HOUR : null,
    // a check at the county's level is another unit's
    ...(kind === 'check' && role !== 'grid-worker' && role !== 'community' ? { unit: 'D09' } : {}),
    request:
      kind === 'grant' || kind === 'refuse'
        ? { what: 'appeal', at: 0, by: '', unit: 'D09', reason: '', minutes: null, until: null }
        : null,
    whistle:
      kind === 'whistle_answer'
        ? { at: 0, by: '', reason: '', answerBy: null, units: [{ unit, answer: 'waiting', at: null, reason: '' }] }
        : null,
  }
}

/** An act of a kind that nothing but state and role can refuse to this role. */
function fitting(kind: IssueActKind, role: ActorRole): IssueAct {
  const unit = unitOf[role]
  const bare: Record<string, unknown> = {
    kind,
    reason: '材料',
    note: '记录',
    rating: 5,
    callers: 1,
    into: 'T2',
    from: unit,
    to: 'G2',
    answer: 'coming',
    level: 'county',
    notice: 'blue',
    ran: 'finish',
    what: 'extend',
    minutes: 60,
    answerBy: now + DAY,
    finishBy: now + 3 * DAY,
    until: now + 9 * DAY,
    units: ['D02'],
    unit,
    responsible: 'D02',
    filed: { ...filed, condition: '', answers: {} },
  }
  return issueAct.parse(bare)
}

const kinds = Object.keys(loop).filter((kind): kind is keyof typeof loop => kind in loop)

describe('the table of the lifecycle', () => {
  it('knows every act that can be asked for', () => {
    const all = issueAct.options.map((option) => option.shape.kind.value)
    expect([...kinds, 'discover', 'report'].sort()).toEqual([...all].sort())
  })

  it('lets exactly those act whom the closed loop names, in every state, and says why to all others', () => {
    let cases = 0
    for (const state of issueStates)
      for (const kind of kinds)
        for (const role of actorRoles) {
          const refused = refuseActor(ready(state, role, kind), ground, fitting(kind, role), actorOf(role), now)
          const named = loop[kind][state]
          const expected = named === undefined ? 'not-now' : named.includes(letters[role]) ? null : 'not-your-role'
          expect([state, kind, role, refused]).toEqual([state, kind, role, expected])
          cases += 1
        }
    expect(cases).toBe(7 * 28 * 8)
  })

  it('lets nothing but the clock touch what lies in another street, save joining', () => {
    const elsewhere: Ground = { ...ground, street: '370699002', community: '370699002001', grid: '370699002001001' }
    for (const state of issueStates)
      for (const kind of kinds)
        for (const role of ['grid-worker', 'community', 'street'] as const) {
          if (!loop[kind][state]?.includes(letters[role])) continue
          const issue = { ...ready(state, role, kind), unit: elsewhere.grid }
          const refused = refuseActor(issue, elsewhere, fitting(kind, role), actorOf(role), now)
          const told = [state, kind, role, refused]
          if (kind === 'join') expect(refused).toBeNull()
          // whoever was whistled to may answer, wherever it lies
          else if (kind === 'whistle_answer') expect(refused).toBeNull()
          else if (['answer', 'finish', 'resume', 'ask'].includes(kind) || (kind === 'return' && state !== 'checking'))
            expect(told).toEqual([state, kind, role, 'not-your-unit'])
          else expect(told).toEqual([state, kind, role, 'outside-scope'])
        }
  })

  it('tells a scope by whole codes: street 37069900 is not above 370699001', () => {
    const actor: Actor = { role: 'street', unit: '37069900', path: '/370699/37069900/' }
    expect(refuseActor({ ...filed, level: 'street' }, ground, fitting('assign', 'street'), actor, now)).toBe(
      'outside-scope',
    )
  })

  it('gives a department only what it has in hand or was whistled to', () => {
    const has = (unit: string, whistledTo: string[] = []): IssueProjection => ({
      ...filed,
      state: 'handling',
      unit,
      whistle: {
        at: 0,
        by: '',
        reason: '',
        answerBy: null,
        units: whistledTo.map((one) => ({ unit: one, answer: 'waiting' as const, at: null, reason: '' })),
      },
    })
    const may = (issue: IssueProjection, kind: IssueActKind) =>
      refuseActor(issue, ground, fitting(kind, 'department'), actorOf('department'), now)
    expect(may(has(DEPARTMENT), 'finish')).toBeNull()
    expect(may(has(DEPARTMENT), 'note')).toBeNull()
    expect(may(has('D02'), 'finish')).toBe('not-your-unit')
    expect(may(has('D02'), 'note')).toBe('outside-scope')
    expect(may(has('D02', [DEPARTMENT]), 'note')).toBeNull()
    expect(may(has('D02', [DEPARTMENT]), 'finish')).toBe('not-your-unit')
    expect(may(has('D02', [DEPARTMENT]), 'whistle_answer')).toBeNull()
    expect(may(has('D02', ['D03']), 'whistle_answer')).toBe('not-whistled')
    expect(may(has(''), 'finish')).toBe('not-your-unit')
  })

  it('never lets a case that was returned to its unit be pushed on, and asks whoever returns one to name another', () => {
    for (const state of ['assigned', 'handling'] as const)
      for (const role of ['grid-worker', 'community', 'street', 'district', 'department'] as const) {
        const issue = ready(state, role, 'return')
        const act = (responsible?: string) =>
          refuseActor(
            { ...issue, responsible: unitOf[role] },
            ground,
            { kind: 'return', reason: 'x', ...(responsible ? { responsible } : {}) },
            actorOf(role),
            now,
          )
        expect(act('D02')).toBe('returned-already')
        const first = (responsible?: string) =>
          refuseActor(
            { ...issue, responsible: 'D07' },
            ground,
            { kind: 'return', reason: 'x', ...(responsible ? { responsible } : {}) },
            actorOf(role),
            now,
          )
        expect(first('D02')).toBeNull()
        expect(first()).toBe('names-responsible')
        expect(first(unitOf[role])).toBe('names-responsible')
      }
  })

  it('extends at most twice, by those above or on request, and only to a later day', () => {
    for (let extensions = 0; extensions < 5; extensions++) {
      const over = extensions >= 2
      const issue = { ...ready('handling', 'street', 'extend'), extensions }
      const extend = refuseActor(issue, ground, fitting('extend', 'street'), actorOf('street'), now)
      expect(extend).toBe(over ? 'extended-twice' : null)
      const ask = refuseActor(
        { ...ready('handling', 'department', 'ask'), extensions },
        ground,
        fitting('ask', 'department'),
        actorOf('department'),
        now,
      )
      expect(ask).toBe(over ? 'extended-twice' : null)
      const appeal: IssueAct = { kind: 'ask', what: 'appeal', reason: 'x' }
      const late = { ...ready('handling', 'department', 'ask'), extensions, finishBy: now - HOUR }
      expect(refuseActor(late, ground, appeal, actorOf('department'), now)).toBeNull()
    }
    const same: IssueAct = { kind: 'extend', finishBy: filed.finishBy, reason: 'x' }
    expect(refuseActor(ready('handling', 'street', 'extend'), ground, same, actorOf('street'), now)).toBe('not-later')
  })

  it('suspends until a day to come, at most a year away', () => {
    const suspend = (until?: number) =>
      refuseActor(
        ready('handling', 'street', 'suspend'),
        ground,
        { kind: 'suspend', reason: 'x', ...(until === undefined ? {} : { until }) },
        actorOf('street'),
        now,
      )
    expect([now + 1, now + DAY, now + 366 * DAY].map(suspend)).toEqual([null, null, null])
    expect([undefined, now - DAY, now, now + 366 * DAY + 1, Number.NaN].map(suspend)).toEqual(
      Array.from({ length: 5 }, () => 'pause-too-long'),
    )
    const ask: IssueAct = { kind: 'ask', what: 'suspend', reason: 'x', until: now + 367 * DAY }
    expect(refuseActor(ready('handling', 'department', 'ask'), ground, ask, actorOf('department'), now)).toBe(
      'pause-too-long',
    )
  })

  it('reopens within the window to its last moment, and only what was solved', () => {
    for (const role of ['resident', 'community', 'street', 'district'] as const) {
      const act = fitting('reopen', role)
      const closed = (closedAt: number, outcome: IssueProjection['outcome'] = 'solved') =>
        refuseActor({ ...ready('closed', role, 'reopen'), closedAt, outcome }, ground, act, actorOf(role), now)
      expect(closed(now - 15 * DAY)).toBeNull()
      expect(closed(now - 15 * DAY - 1)).toBe('window-over')
      expect(closed(now, 'merged')).toBe('not-solved')
      expect(closed(now, 'declined')).toBe('not-solved')
    }
  })

  it('lets nobody decide the request of the own unit, nor check the own work above the community', () => {
    for (const role of ['community', 'street', 'district'] as const)
      for (const kind of ['grant', 'refuse'] as const) {
        const issue = ready('handling', role, kind)
        const own = { ...issue, request: { ...issue.request!, unit: unitOf[role] } }
        expect(refuseActor(own, ground, fitting(kind, role), actorOf(role), now)).toBe('own-request')
        expect(refuseActor({ ...issue, request: null }, ground, fitting(kind, role), actorOf(role), now)).toBe(
          'no-request',
        )
      }
    const check = (role: ActorRole, level: IssueLevel) =>
      refuseActor(
        { ...ready('checking', role, 'check'), level, unit: unitOf[role] },
        ground,
        { kind: 'check' },
        actorOf(role),
        now,
      )
    expect([check('grid-worker', 'grid'), check('community', 'community')]).toEqual([null, null])
    expect([check('street', 'street'), check('district', 'county')]).toEqual(['own-work', 'own-work'])
  })

  it('closes small matters without a check, all others after one', () => {
    const close = (level: IssueLevel, checkedAt: number | null) =>
      refuseActor(
        { ...ready('checking', 'district', 'close'), level, checkedAt },
        ground,
        { kind: 'close' },
        actorOf('district'),
        now,
      )
    expect((['grid', 'community'] as const).map((level) => close(level, null))).toEqual([null, null])
    expect((['street', 'county'] as const).map((level) => close(level, null))).toEqual(['not-checked', 'not-checked'])
    expect((['street', 'county'] as const).map((level) => close(level, now))).toEqual([null, null])
  })

  it('keeps matters of a higher level from lower posts, and lets each give only as far as it reaches', () => {
    const levels: IssueLevel[] = ['grid', 'community', 'street', 'county']
    const roles: ActorRole[] = ['grid-worker', 'community', 'street', 'district']
    for (const [rank, role] of roles.entries())
      for (const [height, level] of levels.entries()) {
        const issue = { ...filed, level, unit: '' }
        const refused = refuseActor(issue, ground, fitting('assign', role), actorOf(role), now)
        expect([role, level, refused]).toEqual([role, level, rank >= height ? null : 'above-your-level'])
      }
    const gives = (role: ActorRole, unit: string) =>
      refuseActor({ ...filed, level: 'grid' }, ground, { kind: 'assign', unit }, actorOf(role), now)
    const units = [GRID, COMMUNITY, STREET, DEPARTMENT]
    expect(units.map((unit) => gives('grid-worker', unit) === null)).toEqual([true, false, false, false])
    expect(units.map((unit) => gives('community', unit) === null)).toEqual([true, true, false, false])
    expect(units.map((unit) => gives('street', unit) === null)).toEqual([true, true, true, false])
    expect(units.map((unit) => gives('district', unit) === null)).toEqual([true, true, true, true])
    expect(gives('street', '')).toBe('unit-out-of-reach')
  })

  it('takes one answer from each unit whistled to, and one whistle at a time', () => {
    const whistled = (answer: 'waiting' | 'coming' | 'refused' | 'done'): IssueProjection => ({
      ...ready('handling', 'department', 'whistle_answer'),
      whistle: {
        at: 0,
        by: '',
        reason: '',
        answerBy: null,
        units: [{ unit: DEPARTMENT, answer, at: null, reason: '' }],
      },
    })
    const answers = (['waiting', 'coming', 'refused', 'done'] as const).map((answer) =>
      refuseActor(whistled(answer), ground, fitting('whistle_answer', 'department'), actorOf('department'), now),
    )
    expect(answers).toEqual([null, null, 'not-whistled', 'not-whistled'])
    const forAnother: IssueAct = { kind: 'whistle_answer', unit: 'D02', answer: 'done' }
    expect(refuseActor(whistled('waiting'), ground, forAnother, actorOf('department'), now)).toBe('not-whistled')
    const again = (['waiting', 'coming', 'refused', 'done'] as const).map((answer) =>
      refuseActor(
        { ...whistled(answer), level: 'street' },
        ground,
        fitting('whistle', 'street'),
        actorOf('street'),
        now,
      ),
    )
    expect(again).toEqual(['whistle-open', null, null, null])
  })

  it('never lets time run backwards', () => {
    for (const kind of kinds)
      for (const state of issueStates) {
        if (loop[kind][state] === undefined) continue
        const role = actorRoles.find((one) => loop[kind][state]?.includes(letters[one]))!
        const issue = { ...ready(state, role, kind), lastAt: now + 1 }
        expect(refuseActor(issue, ground, fitting(kind, role), actorOf(role), now)).toBe('before-last')
      }
  })
})
