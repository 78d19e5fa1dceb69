import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import { deadline } from '#domain/calendar/deadline.ts'
import { localOf, momentOf } from '#domain/calendar/working-calendar.ts'
import type { IssueSource } from '#domain/contract/issue.ts'
import type { IssueEntry, IssueFiling } from '#domain/issue/issue-entry.ts'
import { type IssueProjection, projectIssue } from '#domain/issue/project-issue.ts'
import type { DrawnCounty } from './draw-county.ts'
import { toDegrees } from './geometry/lattice.ts'
import type { Point } from './geometry/point.ts'
import { type Fate, issueLife, type Posts } from './issue-life.ts'
import { type IssuePlaces, issuePlaces, type PlaceKind, pointOf, type Spot } from './issue-places.ts'
import { type Category, categories, words } from './issue-words.ts'
import type { NamedCounty } from './name-county.ts'
import { names } from './names.ts'
import type { Random } from './random.ts'

export interface DemoIssue {
  number: string
  entries: IssueEntry[]
  issue: IssueProjection
  street: string
  community: string
  grid: string
  microGrid: string
}

interface Mix {
  weight: number
  at: PlaceKind
  hours: keyof typeof words.hours
  by: keyof typeof words.sources
  months?: number[]
}

interface Draft {
  at: number
  category: Category
  mix: Mix
  spot: Spot
  fate: Fate
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Thirteen months of issues up to `now`, oldest first, each with the entries that have happened by then. */
export function demoIssues(
  drawn: DrawnCounty,
  named: NamedCounty,
  wanted: number,
  now: Date,
  random: Random,
): DemoIssue[] {
  const places = issuePlaces(drawn, named, random.fork('places'))
  const end = Math.floor(now.getTime() / 60_000) * 60_000
  const drafts = [
    ...ordinary(places, wanted, end, random.fork('ordinary')),
    ...hotSpots(places, end, wanted, random.fork('hot')),
    ...dueSoon(places, end, wanted, random.fork('soon')),
  ]
    .filter((draft) => draft.at <= end)
    .sort((a, b) => a.at - b.at || a.category.code.localeCompare(b.category.code))
  const postsOf = postNames(named)
  const stream = random.fork('lives')
  const lives = drafts.flatMap((draft) => {
    const made = live(draft, places, postsOf, end, stream)
    return made ? [{ draft, made }] : []
  })
  keepOpen(lives, Math.round(wanted / 100), end, random.fork('open'), (draft) =>
    live(draft, places, postsOf, end, stream),
  )
  const perDay = new Map<string, number>()
  return lives.map(({ draft, made }) => {
    const day = dayText(draft.at)
    const count = (perDay.get(day) ?? 0) + 1
    perDay.set(day, count)
    const number = `${words.prefix}${day}-${String(count).padStart(4, '0')}`
    const entries = made.entries.map((entry, index) => (index === 0 ? { ...entry, number } : entry))
    return { ...made, number, entries }
  })
}

interface Life {
  draft: Draft
  made: Omit<DemoIssue, 'number'>
}

/** A quiet hour leaves little open: some that were quickly done and still have time are taken as not done yet. */
function keepOpen(
  lives: Life[],
  wanted: number,
  end: number,
  random: Random,
  again: (draft: Draft) => Life['made'] | null,
): void {
  const open = lives.filter(({ made }) => made.issue.state !== 'closed').length
  const waiting = lives.filter(({ made }) => made.issue.state === 'closed' && made.issue.finishBy > end + HOUR * 1.2)
  for (const life of random.shuffle(waiting).slice(0, Math.max(0, wanted - open))) {
    const until = end + (life.made.issue.finishBy - end) * random.between(0.2, 0.95)
    const made = again({ ...life.draft, fate: { openUntil: until } })
    if (made) life.made = made
  }
}

function live(
  draft: Draft,
  places: IssuePlaces,
  postsOf: PostNames,
  end: number,
  random: Random,
): Omit<DemoIssue, 'number'> | null {
  const { category, mix, at, spot } = draft
  const point = spotPoint(places, spot, random)
  const where = places.locate(point)
  if (!where) return null
  const source = random.weighted(Object.entries(words.sources[mix.by]), ([, weight]) => weight)[0] as IssueSource
  const [longitude, latitude] = toDegrees(point)
  const communityName = postsOf.communities.get(where.community) ?? ''
  const filing = {
    category: category.code,
    source,
    title: category.name,
    place: spot.place === '' ? `${communityName}${words.near}` : spot.place,
    emergency: category.clock === 'emergency',
    longitude,
    latitude,
    answerBy: deadline(chineseCalendar, category.clock, at, category.answerMinutes),
    finishBy: deadline(chineseCalendar, category.clock, at, category.finishMinutes),
  }
  const worker = `${postsOf.grids.get(where.grid) ?? ''}${words.posts.worker}`
  const streetName = postsOf.streets.get(where.street) ?? ''
  const acting = {
    source:
      source === 'patrol' ? `${streetName}${words.posts.patrol}` : source === 'worker' ? worker : words.posts[source],
    center: random.chance(0.3) ? words.posts.center : `${streetName}${words.posts.streetCenter}`,
    worker,
  }
  // what a grid or a community can settle itself stays there; which of the two follows from the second
  const stays = random.chance(0.3) && category.code.startsWith('N')
  const inGrid = stays && Math.floor(at / 1000) % 2 === 0
  const posts: Posts = {
    ...acting,
    unit: inGrid ? worker : stays ? communityName : `${names.county.name}${category.department}`,
    unitCode: inGrid ? where.grid : stays ? where.community : category.department,
  }
  const filed: IssueFiling = { ...filing, level: inGrid ? 'grid' : stays ? 'community' : 'county' }
  const lived = issueLife(filed, category, at, posts, draft.fate, random)
  const callers = random.chance(0.07) ? random.whole(2, 6) : 1
  const entries = joinedBy(callers, lived, worker).filter((entry) => entry.at <= end)
  const issue = projectIssue(entries)
  return issue && { entries, issue, ...where }
}

/** The same reported by more people, right after it was filed. */
function joinedBy(callers: number, entries: readonly IssueEntry[], worker: string): IssueEntry[] {
  const filed = entries.findIndex((entry) => entry.kind === 'file')
  if (callers === 1 || filed === -1) return [...entries]
  const { at } = entries[filed]!
  const join: IssueEntry = { kind: 'join', callers: callers - 1, sequence: 0, at, actor: worker }
  return entries.toSpliced(filed + 1, 0, join).map((entry, index) => ({ ...entry, sequence: index + 1 }))
}

function spotPoint(places: IssuePlaces, spot: Spot, random: Random): Point {
  for (let attempt = 0; attempt < 4; attempt++) {
    const point = pointOf(spot, random)
    if (places.locate(point)) return point
  }
  return spot.at
}

/** What comes in day by day: season, weekday, hour and a slow growth, spread over spots by their weight. */
function ordinary(places: IssuePlaces, wanted: number, end: number, random: Random): Draft[] {
  const today = localOf(chineseCalendar, end)
  const firstDay = today.day - 396
  const kinds = categories.filter((category) => category.code in words.mix)
  const pickers = new Map((Object.keys(places.spots) as PlaceKind[]).map((kind) => [kind, picker(places.spots[kind])]))
  const days = Array.from({ length: today.day - firstDay + 1 }, (_, i) => firstDay + i)
  const moods = new Map(days.map((day) => [day, Math.exp(random.normal(0, 0.13))]))
  const rate = (category: Category, day: number): number => {
    const mix = mixOf(category)
    const date = new Date(day * DAY)
    const growth = 0.93 + (0.14 * (day - firstDay)) / 396
    const rest = chineseCalendar.isWorkingDay(day) ? 1 : 0.92
    return (
      mix.weight *
      (mix.months?.[date.getUTCMonth()] ?? 1) *
      words.weekdays[mix.hours][(date.getUTCDay() + 6) % 7]! *
      growth *
      rest *
      moods.get(day)!
    )
  }
  const total = kinds.reduce((sum, category) => sum + days.reduce((inner, day) => inner + rate(category, day), 0), 0)
  const drafts: Draft[] = []
  for (const day of days)
    for (const category of kinds) {
      const mean = (rate(category, day) / total) * wanted
      const mix = mixOf(category)
      for (let left = poisson(mean, random); left > 0; left--) {
        const hour = random.weighted(hourNumbers, (number) => words.hours[mix.hours][number]!)
        const at = momentOf(chineseCalendar, day, hour * 60 + random.between(0, 60))
        const spot = pickers.get(mix.at)!(random)
        if (spot) drafts.push({ at: Math.floor(at / 1000) * 1000, category, mix, spot, fate: {} })
      }
    }
  return drafts
}

/** A few moderate clusters in the last day and a half that are still being worked on. */
function hotSpots(places: IssuePlaces, end: number, wanted: number, random: Random): Draft[] {
  const month = new Date(end + 8 * HOUR).getUTCMonth()
  const cold = month >= 10 || month <= 2
  const plans: { code: string; kind: PlaceKind; count: number }[] = [
    { code: cold ? 'N01' : 'N04', kind: 'estate', count: 15 },
    { code: cold ? 'N01' : 'N14', kind: 'estate', count: 11 },
    { code: 'C02', kind: 'market', count: 12 },
    { code: month >= 5 && month <= 8 ? 'C18' : 'N12', kind: month >= 5 && month <= 8 ? 'beach' : 'estate', count: 9 },
    { code: 'N10', kind: 'tower', count: 10 },
  ]
  const share = Math.sqrt(wanted / 40000)
  return plans.flatMap(({ code, kind, count }) => {
    const category = categories.find((one) => one.code === code)!
    const busiest = [...places.spots[kind]].sort((a, b) => b.weight - a.weight).slice(0, 12)
    if (busiest.length === 0) return []
    const spot = random.pick(busiest)
    return Array.from({ length: Math.round(count * share) }, (): Draft => {
      const at = end - random.between(0.1, 30) * HOUR
      return {
        at: Math.floor(at / 1000) * 1000,
        category,
        mix: mixOf(category),
        spot,
        fate: { openUntil: end + random.between(1, 20) * HOUR },
      }
    })
  })
}

/** Issues whose extended time runs out within the hour or did so lately. */
function dueSoon(places: IssuePlaces, end: number, wanted: number, random: Random): Draft[] {
  const kinds = categories.filter(
    (category) =>
      category.clock === 'working' &&
      category.finishMinutes >= 960 &&
      category.code in words.mix &&
      (mixOf(category).months?.[new Date(end).getUTCMonth()] ?? 1) > 0,
  )
  const count = Math.round(19 * Math.sqrt(wanted / 40000))
  return Array.from({ length: count }, (_, i): Draft => {
    const category = random.weighted(kinds, (one) => mixOf(one).weight)
    const mix = mixOf(category)
    const spot = picker(places.spots[mix.at])(random) ?? places.spots.street[0]!
    const at = end - (category.finishMinutes / 480) * random.between(1.7, 2.4) * DAY - random.between(0, 9) * HOUR
    const late = i % 5 === 4
    const extendTo = Math.round(end + (late ? -random.between(5, 300) : random.between(3, 58)) * 60_000)
    return {
      at: Math.floor(at / 1000) * 1000,
      category,
      mix,
      spot,
      fate: { extendTo, openUntil: end + random.between(10, 200) * 60_000 },
    }
  })
}

const hourNumbers = Array.from({ length: 24 }, (_, hour) => hour)

function mixOf(category: Category): Mix {
  const mixes: Record<string, unknown> = words.mix
  return mixes[category.code] as Mix
}

/** Draws spots by weight with a running sum and bisection. */
function picker(spots: readonly Spot[]): (random: Random) => Spot | undefined {
  const sums: number[] = []
  let sum = 0
  for (const spot of spots) {
    sum += spot.weight
    sums.push(sum)
  }
  return (random) => {
    const target = random.next() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > target) high = middle
      else low = middle + 1
    }
    return spots[low]
  }
}

function poisson(mean: number, random: Random): number {
  if (mean > 30) return Math.max(0, Math.round(random.normal(mean, Math.sqrt(mean))))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count++
  return count
}

interface PostNames {
  streets: Map<string, string>
  communities: Map<string, string>
  grids: Map<string, string>
}

function postNames(named: NamedCounty): PostNames {
  const table = (areas: readonly { code: string; name: string }[]) =>
    new Map(areas.map((area) => [area.code, area.name]))
  return { streets: table(named.streets), communities: table(named.communities), grids: table(named.grids) }
}

function dayText(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(0, 10).replaceAll('-', '')
}
