import type { IssueAct, IssueEntry, IssueFiling } from './issue-entry.ts'
import { above, type IssueProjection, projectEntry } from './project-issue.ts'
import { refuseAct } from './refuse-act.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const LIFE_BEGINS = Date.parse('2026-03-02T01:00:00.007Z')
export const lifeUnits = ['370699001001001', '370699001001', '370699001', '370699', 'D01', 'D02', 'D03']

/**
 * A life of up to `steps` acts, each allowed by the state it finds; `random` gives numbers in [0, 1). `put` is asked for
 * the kind of act at each step and may leave some out.
 */
export function randomLife(
  random: () => number,
  steps: number,
  allow: (kind: IssueAct['kind']) => boolean = () => true,
): IssueEntry[] {
  const entries: IssueEntry[] = []
  let issue: IssueProjection | null = null
  let at = LIFE_BEGINS + Math.floor(random() * 20_000) * MINUTE
  const put = (act: IssueAct) => {
    const entry: IssueEntry = {
      ...act,
      sequence: entries.length + 1,
      at,
      actor: pick(random, ['滨海街道值班', '网格员', '市政局', "O'Neill <desk>"]),
      ...(random() < 0.7 ? { role: pick(random, ['street', 'department', 'grid-worker', 'clock']) } : {}),
      ...(random() < 0.7 ? { byUnit: pick(random, lifeUnits) } : {}),
    }
    entries.push(entry)
    issue = projectEntry(issue, entry)
  }
  if (random() < 0.2) put({ kind: 'discover' })
  put({ kind: random() < 0.4 ? 'report' : 'file', filed: randomFiling(random, at) })
  for (let step = 0; step < steps && issue !== null; step++) {
    at += Math.floor(random() * 40 * HOUR * random())
    const standing: IssueProjection = issue
    const possible = actsFor(standing, at, random).filter(
      (act) => allow(act.kind) && refuseAct(standing, act, at) === null,
    )
    if (possible.length > 0) put(pick(random, possible))
  }
  return entries
}

/** A filing with words that a table must keep as they are. */
export function randomFiling(random: () => number, at: number): IssueFiling {
  return {
    category: pick(random, ['lamp', 'burst']),
    ...(random() < 0.5 ? { condition: pick(random, ['missing', 'step']) } : {}),
    source: pick(random, ['patrol', 'worker', 'resident', 'hotline', 'online', 'system']),
    title: pick(random, ['路灯不亮', "井盖'缺失", 'Pipe "burst" \\ 漏水 🚰', ' 两端有空 ']),
    place: pick(random, ['', '滨海路 <3> 号']),
    emergency: random() < 0.2,
    longitude: 120 + Math.floor(random() * 2e6) / 1e7,
    latitude: 37 + Math.floor(random() * 1e6) / 1e7,
    answerBy: at + HOUR * (1 + Math.floor(random() * 4)),
    finishBy: at + HOUR * (5 + Math.floor(random() * 100)),
    ...(random() < 0.8 ? { level: pick(random, ['grid', 'community', 'street', 'county'] as const) } : {}),
    ...(random() < 0.3 ? { answers: { depth: random() * 3, who: '居民', urgent: random() < 0.5 } } : {}),
  }
}

function actsFor(issue: IssueProjection, at: number, random: () => number): IssueAct[] {
  const unit = pick(random, lifeUnits)
  const reason = pick(random, ['材料未到', '不归本单位管'])
  const later = issue.finishBy + Math.floor(random() * 30 * HOUR)
  const until = at + Math.floor(random() * 300) * 24 * HOUR
  const soon = at + HOUR
  const notice = pick(random, ['blue', 'yellow', 'red'] as const)
  return [
    { kind: 'file', filed: randomFiling(random, at) },
    { kind: 'decline', reason },
    { kind: 'assign', unit },
    { kind: 'assign', unit, answerBy: Math.max(issue.answerBy, soon), finishBy: later },
    { kind: 'answer' },
    { kind: 'finish', note: '已修好' },
    { kind: 'check' },
    { kind: 'close' },
    { kind: 'follow_up', note: '电话回访' },
    { kind: 'rate', rating: 1 + Math.floor(random() * 5) },
    { kind: 'return', reason, responsible: unit },
    { kind: 'hand_up', reason, answerBy: Math.max(issue.answerBy, soon) },
    { kind: 'extend', finishBy: later, reason },
    { kind: 'suspend', reason, until },
    { kind: 'suspend', reason },
    { kind: 'resume' },
    {
      kind: 'resume',
      answerBy: issue.answerBy + Math.floor(random() * HOUR),
      finishBy: issue.finishBy + Math.floor(random() * 9 * HOUR),
    },
    { kind: 'ask', what: 'extend', reason, minutes: Math.floor(random() * 2_000) },
    { kind: 'ask', what: 'suspend', reason, until },
    { kind: 'ask', what: 'appeal', reason },
    { kind: 'grant', ...(issue.request?.what === 'extend' ? { finishBy: later } : {}) },
    { kind: 'refuse', reason },
    { kind: 'remind', reason },
    { kind: 'supervise', reason },
    { kind: 'whistle', units: [...new Set([unit, pick(random, lifeUnits)])], reason, answerBy: soon },
    { kind: 'whistle_answer', unit, answer: pick(random, ['coming', 'refused', 'done'] as const), reason },
    // what was declined or merged stays closed
    ...(issue.outcome === 'solved'
      ? [{ kind: 'reopen' as const, reason, answerBy: soon, finishBy: soon + 20 * HOUR }]
      : []),
    { kind: 'join', callers: 1 + Math.floor(random() * 3) },
    { kind: 'merge', into: 'T000001', reason },
    { kind: 'note', note: '现场照片已补' },
    { kind: 'escalate', ran: 'answer', level: above(issue.level), notice },
    { kind: 'escalate', ran: 'finish', level: issue.level, notice },
    { kind: 'reclock', answerBy: issue.answerBy - HOUR, finishBy: issue.finishBy + HOUR, reason },
    { kind: 'regrid', from: unit, to: pick(random, lifeUnits), unit: pick(random, lifeUnits), reason },
  ]
}

function pick<Value>(random: () => number, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)]!
}
