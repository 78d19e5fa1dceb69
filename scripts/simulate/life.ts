import type { ActRequest } from '#domain/issue/act-request.ts'
import type { ActorRole } from '#domain/issue/lifecycle.ts'

/** Who acts: a role at a unit, or the resident who reported it. */
export interface Actor {
  role: Exclude<ActorRole, 'clock' | 'leader'>
  unit: string
}

/** Where a filed issue was found to lie. */
export interface Place {
  county: string
  street: string
  community: string
  grid: string
}

export interface Step {
  /** Minutes after the step before it. */
  afterMinutes: number
  by: Actor
  act: ActRequest
}

/** How a life goes: named in what is printed. */
export type Course = 'in-the-grid' | 'handed-up' | 'department' | 'returned' | 'whistle' | 'reworked' | 'declined'

const shares: readonly (readonly [Course, number])[] = [
  ['in-the-grid', 0.42],
  ['handed-up', 0.2],
  ['department', 0.22],
  ['returned', 0.05],
  ['whistle', 0.05],
  ['reworked', 0.03],
  ['declined', 0.03],
]

/**
 * The life of an issue that a resident has reported, step by step, as the posts of its place would lead it; `random`
 * gives numbers in [0, 1). About one in fifteen takes much longer than it should.
 */
export function lifeOf(
  place: Place,
  departments: readonly string[],
  random: () => number,
): { course: Course; steps: Step[] } {
  const worker: Actor = { role: 'grid-worker', unit: place.grid }
  const community: Actor = { role: 'community', unit: place.community }
  const street: Actor = { role: 'street', unit: place.street }
  const district: Actor = { role: 'district', unit: place.county }
  const [first, second] = departmentsFor(departments, random)
  const handler: Actor = { role: 'department', unit: first }
  const late = random() < 0.065 ? 8 : 1
  const minutes = (least: number, most: number) => (least + (most - least) * random() ** 2) * late
  const step = (by: Actor, act: ActRequest, least: number, most: number): Step => ({
    afterMinutes: minutes(least, most),
    by,
    act,
  })
  const opinion: Step[] =
    random() < 0.55
      ? [step({ role: 'resident', unit: '' }, { kind: 'rate', rating: ratingOf(random(), late > 1) }, 60, 1_400)]
      : []
  const file = step(worker, { kind: 'file' }, 2, 40)
  const dispatch = (unit: string) => step(district, { kind: 'assign', unit }, 2, 25)
  const work = (by: Actor): Step[] => [step(by, { kind: 'answer' }, 3, 80), step(by, { kind: 'finish' }, 20, 900)]
  const verify: Step[] = [step(community, { kind: 'check' }, 10, 200), step(district, { kind: 'close' }, 2, 60)]
  const up: Step[] = [
    step(worker, { kind: 'hand_up', reason: 'needs those who can decide it' }, 3, 30),
    step(community, { kind: 'hand_up', reason: 'needs a department' }, 3, 40),
    step(street, { kind: 'hand_up', reason: 'needs a department' }, 3, 40),
  ]
  const course = choose(random())
  switch (course) {
    case 'in-the-grid':
      return {
        course,
        steps: [
          file,
          step(worker, { kind: 'assign', unit: place.grid }, 1, 10),
          ...work(worker),
          step(community, { kind: 'close' }, 5, 120),
          ...opinion,
        ],
      }
    case 'handed-up':
      return {
        course,
        steps: [
          file,
          up[0]!,
          step(community, { kind: 'assign', unit: place.community }, 2, 30),
          ...work(community),
          step(community, { kind: 'close' }, 5, 120),
          ...opinion,
        ],
      }
    case 'department':
      return { course, steps: [file, ...up, dispatch(first), ...work(handler), ...verify, ...opinion] }
    case 'returned': {
      const back = step(handler, { kind: 'return', reason: 'another has this road', responsible: second }, 10, 90)
      return {
        course,
        steps: [
          file,
          ...up,
          dispatch(first),
          back,
          dispatch(second),
          ...work({ role: 'department', unit: second }),
          ...verify,
          ...opinion,
        ],
      }
    }
    case 'whistle':
      return {
        course,
        steps: [
          file,
          up[0]!,
          step(community, { kind: 'whistle', units: [first, second], reason: 'come and look together' }, 2, 20),
          step(handler, { kind: 'whistle_answer', answer: 'coming' }, 5, 60),
          step(
            { role: 'department', unit: second },
            { kind: 'whistle_answer', answer: 'refused', reason: 'not ours' },
            5,
            60,
          ),
          step(handler, { kind: 'whistle_answer', answer: 'done' }, 60, 400),
          step(community, { kind: 'assign', unit: place.community }, 2, 20),
          ...work(community),
          step(community, { kind: 'close' }, 5, 60),
          ...opinion,
        ],
      }
    case 'reworked':
      return {
        course,
        steps: [
          file,
          ...up,
          dispatch(first),
          ...work(handler),
          step(community, { kind: 'note', note: 'looked at it: not done' }, 10, 90),
          step(district, { kind: 'return', reason: 'not done' }, 2, 30),
          step(handler, { kind: 'finish' }, 30, 300),
          ...verify,
          ...opinion,
        ],
      }
    case 'declined':
      return { course, steps: [step(community, { kind: 'decline', reason: 'told already' }, 5, 60)] }
  }
}

function choose(chance: number): Course {
  let left = chance
  for (const [course, share] of shares) {
    left -= share
    if (left < 0) return course
  }
  return 'in-the-grid'
}

function departmentsFor(departments: readonly string[], random: () => number): [string, string] {
  const first = Math.floor(random() * departments.length)
  const second =
    (first + 1 + Math.floor(random() * Math.max(1, departments.length - 1))) % Math.max(1, departments.length)
  return [departments[first] ?? '', departments[second] ?? '']
}

function ratingOf(chance: number, late: boolean): number {
  if (late) return 1 + Math.floor(chance * 3)
  return chance < 0.03 ? 2 : chance < 0.1 ? 3 : chance < 0.38 ? 4 : 5
}
