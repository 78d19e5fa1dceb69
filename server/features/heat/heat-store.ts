import { LRUCache } from 'lru-cache'
import type { HeatHeader } from '#domain/contract/heat.ts'
import { HEAT_LIMITS } from '#domain/heat/heat-options.ts'
import type { Isoband } from '#domain/heat/isobands.ts'
import type { Context } from '#server/context.ts'
import { countyIssuesOf } from '#server/heat/county-issues.ts'
import { tellFilter } from '#server/heat/heat-filter.ts'
import type { Picture, SurfaceAnswer, SurfaceTask } from '#server/heat/heat-keeper.ts'
import { questionOf, windowOf } from '#server/heat/issue-question.ts'
import { HttpProblem } from '#server/http.ts'
import type { AskedHeat } from './ask-heat.ts'

export interface AnsweredHeat {
  header: HeatHeader
  picture: Picture
  /** Of the picture in this process. */
  version: string
  /** Empty unless bands were asked for. */
  bands: Isoband[]
  /** Bytes by what was sent, kept with the picture: the last answer only. */
  sent: Map<string, Promise<Buffer>>
}

interface KeptHeat extends Pick<AnsweredHeat, 'version' | 'sent'> {
  /** What the issues and the window were when it was last looked at. */
  looked: string
  answer: SurfaceAnswer & { ok: true }
  picture: Picture
  at: string
  /** By breaks. */
  bands: Map<string, Isoband[]>
}

const MOST_BYTES = 64 * 1024 * 1024
/** Questions that may wait for the thread; the next is told to come again. */
const MOST_WAITING = 16

/** Surfaces by question: computed once for all screens that ask, then kept up to date with the feed; bounded in bytes. */
export function createHeatStore(context: Context) {
  const issues = countyIssuesOf(context)
  const kept = new LRUCache<string, KeptHeat>({ maxSize: MOST_BYTES, sizeCalculation: bytesOf })
  const underWay = new Map<string, Promise<KeptHeat>>()

  /** The newest surface of a question; computed at most once at a time. */
  async function look(asked: AskedHeat, breaks: readonly number[] | null, looked: string): Promise<KeptHeat> {
    const key = nameOf(asked)
    const known = kept.get(key)
    if (known?.looked === looked && (breaks === null || known.bands.has(String(breaks)))) return known
    const question = `${key} ${breaks ?? ''} ${looked}`
    const running = underWay.get(question)
    if (running) return running
    if (underWay.size >= MOST_WAITING) throw refusalOf('busy')
    const started = compute(asked, breaks, looked, known).finally(() => underWay.delete(question))
    underWay.set(question, started)
    const done = await started
    kept.set(key, done)
    return done
  }

  async function compute(
    asked: AskedHeat,
    breaks: readonly number[] | null,
    looked: string,
    known: KeptHeat | undefined,
  ): Promise<KeptHeat> {
    const answer = await issues.surface(asked.filter, taskOf(asked, breaks, known?.version ?? null))
    if (!answer.ok) throw refusalOf(answer.reason)
    const picture = answer.picture ?? known?.picture
    if (!picture) throw new Error('a surface came without its picture')
    const same = known?.version === answer.version
    const bands = new Map(same ? known.bands : [])
    if (breaks && answer.bands) bands.set(String(breaks), answer.bands)
    const at = same ? known.at : context.now().toISOString()
    const sent = same ? known.sent : new Map()
    return { version: answer.version, looked, answer, picture, at, bands, sent }
  }

  return {
    /** The surface for a checked question as it is now, with its bands when they are asked for. Throws HttpProblem. */
    async answer(asked: AskedHeat, options: { bands: boolean }): Promise<AnsweredHeat> {
      const { sequence, state } = await issues.upToDate(asked.filter)
      const looked = JSON.stringify([state, asked.filter.from, asked.filter.to, asked.before])
      const { answer, picture, at, bands, version, sent } = await look(
        asked,
        options.bands ? asked.breaks : null,
        looked,
      )
      const { sum, peak } = picture
      const { count, outside, beforeCount } = answer
      const header: HeatHeader = {
        county: asked.filter.county,
        unit: 'issues/km²',
        kernel: 'quartic',
        ...asked.options,
        breaks: asked.breaks,
        filter: tellFilter(asked.filter),
        count,
        outside,
        sum,
        peak,
        before: asked.before && {
          from: asked.before.from.toISOString(),
          to: asked.before.to.toISOString(),
          count: beforeCount ?? 0,
        },
        sequence,
        at,
      }
      return { header, picture, version, bands: bands.get(String(asked.breaks)) ?? [], sent }
    },
    close: () => issues.close(),
  }
}

function nameOf({ plane, options, filter, windowName, before }: AskedHeat): string {
  const { county, timeZone, state, category, source, hours, weekdays } = filter
  return JSON.stringify([
    county,
    timeZone,
    state,
    category,
    source,
    hours,
    weekdays,
    plane,
    options,
    windowName,
    before !== null,
  ])
}

function taskOf(asked: AskedHeat, breaks: readonly number[] | null, known: string | null): SurfaceTask {
  const { filter, plane, options, categories, windowName, before } = asked
  return {
    county: filter.county,
    plane,
    options,
    question: questionOf({ ...filter, categories }),
    window: windowOf(filter),
    before: before && windowOf(before),
    windowName,
    breaks,
    known,
  }
}

function bytesOf({ picture, bands }: KeptHeat): number {
  const vertices = [...bands.values()]
    .flat()
    .reduce((sum, band) => sum + band.polygons.flat().reduce((more, ring) => more + ring.length, 0), 0)
  return 2 * (picture.steps.byteLength + (picture.before?.steps.byteLength ?? 0)) + vertices * 64 + 1000
}

function refusalOf(reason: string): HttpProblem {
  if (reason === 'busy')
    return new HttpProblem(
      503,
      'busy',
      'Too many surfaces are being computed; try again in a few seconds.',
      undefined,
      { 'Retry-After': '3' },
    )
  if (reason === 'too-many-cells')
    return new HttpProblem(
      400,
      reason,
      `The surface would have more than ${HEAT_LIMITS.cells} cells: take a larger cell or bandwidth.`,
      'query.cellMeters',
    )
  throw new Error(`the surface was refused: ${reason}`)
}
