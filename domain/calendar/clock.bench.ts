import chineseDays from 'chinese-days'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { countyCalendar } from './county-calendar.ts'
import { dayNumber } from './day-number.ts'
import { clocks, deadline } from './deadline.ts'
import { resumeDeadline } from './remaining.ts'
import { officeSlots } from './working-calendar.ts'

const CASES = 200_000
const PEER_CASES = 4_000
const DAY = 86_400_000
const from = Date.parse('2026-01-01T00:00:00Z')

/** A county with a day off of its own each month. */
const calendar = countyCalendar({
  zone: 480,
  slots: officeSlots,
  overrides: new Map(
    Array.from({ length: 12 }, (_, i) => [dayNumber(`2026-${String(i + 1).padStart(2, '0')}-16`), false]),
  ),
})

export const benchmarks: Benchmark[] = [
  {
    name: 'clock.deadline',
    unit: '1/s',
    budget: null,
    run({ seed }) {
      const random = seededRandom(seed)
      const cases = Array.from({ length: CASES }, () => ({
        at: from + Math.floor(random() * 330 * DAY),
        days: 1 + Math.floor(random() * 15),
      }))
      return [
        ...clocks.map((clock) => {
          // a working day has 480 working minutes
          const minutes = clock === 'working' ? 480 : 1440
          const value = perSecond(CASES, (i) => deadline(calendar, clock, cases[i]!.at, cases[i]!.days * minutes))
          const figure = { name: `.${clock}`, value, note: 'limits of 1 to 15 days' }
          if (clock !== 'working-day') return figure
          const found = perSecond(PEER_CASES, (i) => {
            const local = new Date(cases[i]!.at + 8 * 3_600_000).toISOString().slice(0, 10)
            return chineseDays.findWorkday(cases[i]!.days, local).length
          })
          return { ...figure, peer: { name: 'chinese-days findWorkday', value: found } }
        }),
        {
          name: '.resume',
          value: perSecond(CASES, (i) => {
            const { at, days } = cases[i]!
            return resumeDeadline(calendar, 'working', at, at + 30 * DAY, at + days * DAY)
          }),
          note: 'working clock after 30 days of rest',
        },
      ]
    },
  },
]

/** The best of three rounds, after one to warm up. */
function perSecond(count: number, work: (index: number) => number): number {
  let best = 0
  for (let round = 0; round < 4; round++) {
    let sum = 0
    const start = performance.now()
    for (let i = 0; i < count; i++) sum += work(i)
    const seconds = (performance.now() - start) / 1000
    if (!Number.isFinite(sum)) throw new Error('a deadline is no number')
    if (round > 0) best = Math.max(best, count / seconds)
  }
  return best
}
