import type { Change } from '#domain/contract/change.ts'
import { LEAST_MINUTES, MOST_MINUTES } from '#domain/contract/coverage.ts'
import type { StationChoice } from '#domain/coverage/choose-stations.ts'
import { countByMinute, countLeftOut } from '#domain/coverage/count.ts'
import { leftOutGroups } from '#domain/coverage/left-out.ts'
import type { CoverageModel } from '#domain/coverage/model.ts'
import { stationGround } from '#domain/coverage/station-ground.ts'
import { straightToAny } from '#domain/coverage/straight-to-any.ts'
import { streetsOfCounty, streetsOfStation } from '#domain/coverage/street-walk.ts'
import type { WalkChoice } from '#domain/coverage/walk-choice.ts'
import { createWhatIf, type WhatIf } from '#domain/coverage/what-if.ts'
import { findGaps } from '../repair/find-gaps.ts'
import { streetData } from '../street-data.ts'
import { bestGate } from './best-gate.ts'
import { edgeShape } from './edge-near.ts'
import type { ModelAnswers, ModelAsk, ModelQuestion, RefusedChange, StationFigures } from './model.types.ts'
import { shiftsBetween } from './shifts.ts'
import { createStationWalks } from './station-walk.ts'

/** Streets of a whole county that still make a picture: more would be megabytes. */
const MOST_EDGES = 40_000
const LIMIT_SECONDS = MOST_MINUTES * 60
/** Counties as walked by a choice that are kept at hand: a look back costs nothing. */
const MOST_KEPT = 3

/** A county under one choice: as it is, and as changed so far. */
interface World {
  key: string
  today: WhatIf
  changed: { whatIf: WhatIf; applied: Applied[] } | null
}

/** A change that was tried: how it is taken back, or why it was refused. */
interface Applied {
  text: string
  undo: (() => void) | null
  refused: RefusedChange['reason'] | null
}

/** Answers every question of the page over one county; each sees only the changes that differ from the question before. */
export function createModelAnswerer(model: CoverageModel) {
  const worlds: World[] = []
  const stationWalk = createStationWalks()
  // several parts of the page ask the same
  const latest = new Map<ModelAsk, { key: string; told: ModelAnswers[ModelAsk] }>()

  function worldOf(walk: WalkChoice, stations: StationChoice): World {
    const key = JSON.stringify([walk, stations])
    const at = worlds.findIndex((world) => world.key === key)
    const world = at < 0 ? { key, today: createWhatIf(model, walk, stations), changed: null } : worlds.splice(at, 1)[0]!
    worlds.unshift(world)
    worlds.length = Math.min(worlds.length, MOST_KEPT)
    return world
  }

  function answer<Ask extends ModelAsk>(ask: Ask, question: ModelQuestion): ModelAnswers[Ask] {
    const key = JSON.stringify(question)
    const known = latest.get(ask)
    if (known?.key === key) return known.told as ModelAnswers[Ask]
    const world = worldOf(question.walk, question.stations)
    const { now, refused } = changedBy(model, world, question)
    const told = answers[ask]({ model, world, now, refused, question, stationWalk })
    latest.set(ask, { key, told })
    return told
  }

  return {
    answer,
    areas: (level: Parameters<WhatIf['areaFigures']>[0], question: ModelQuestion) =>
      changedBy(model, worldOf(question.walk, question.stations), question).now.areaFigures(level),
    gaps: (question: ModelQuestion) =>
      findGaps(model, changedBy(model, worldOf(question.walk, question.stations), question).now, question.minutes),
    bestGate: (compound: string, question: ModelQuestion) =>
      bestGate(
        model,
        changedBy(model, worldOf(question.walk, question.stations), question).now,
        compound,
        question.minutes,
      ),
  }
}

/** Brings a world to the changes of a question: what they share stays, the rest is taken back, then what is new is made. */
function changedBy(model: CoverageModel, world: World, { walk, stations, changes }: ModelQuestion) {
  if (changes.length === 0 && !world.changed) return { now: world.today, refused: [] }
  world.changed ??= { whatIf: createWhatIf(model, walk, stations), applied: [] }
  const { whatIf, applied } = world.changed
  const texts = changes.map((change) => JSON.stringify(change))
  let common = 0
  while (common < applied.length && applied[common]!.text === texts[common]) common++
  while (applied.length > common) applied.pop()!.undo?.()
  for (let at = common; at < changes.length; at++) applied.push(tryChange(whatIf, changes[at]!, texts[at]!))
  const refused = applied.flatMap(({ refused: reason }, at) => (reason ? [{ at, reason }] : []))
  return { now: changes.length === 0 ? world.today : whatIf, refused }
}

function tryChange(whatIf: WhatIf, change: Change, text: string): Applied {
  const made = whatIf.apply(change)
  return made.ok ? { text, undo: made.undo, refused: null } : { text, undo: null, refused: made.reason }
}

interface Asked {
  model: CoverageModel
  world: World
  now: WhatIf
  refused: RefusedChange[]
  question: ModelQuestion
  stationWalk: ReturnType<typeof createStationWalks>
}

const answers: { [Ask in ModelAsk]: (asked: Asked) => ModelAnswers[Ask] } = {
  figures(asked) {
    const begun = performance.now()
    const { world, now, question, refused } = asked
    const changed = now !== world.today
    return {
      county: now.figures(),
      before: changed ? world.today.figures() : null,
      station: stationFigures(asked, now),
      stationBefore: changed ? stationFigures({ ...asked, question: { ...question, changes: [] } }, world.today) : null,
      refused,
      milliseconds: performance.now() - begun,
    }
  },
  straight: ({ model, now, question }) =>
    countByMinute(
      straightToAny(
        question.walk.profile,
        now.stations().filter(({ counts }) => counts),
        model.places,
      ),
      model.places.households,
      MOST_MINUTES,
    ),
  streets({ model, now, question: { station: code } }) {
    if (code === '')
      return model.network.edgeCount > MOST_EDGES ? null : streetData(streetsOfCounty(now, LIMIT_SECONDS))
    const station = now.stations().find((one) => one.code === code && !one.closed)
    return streetData(station ? streetsOfStation(now, station, LIMIT_SECONDS) : [])
  },
  area: ({ now, question: { station, minutes } }) => stationGround(now, station, [minutes])[0]?.coordinates ?? [],
  leftOut: ({ now, question }) => now.leftOut(question.minutes),
  circleLeftOut({ model, now, question: { station }, stationWalk }) {
    const found = stationWalk(now, station)
    if (!found) return []
    const stations = now.stations()
    const { minutes, straightMinutes } = found
    return leftOutGroups(model.places, straightMinutes, minutes, LEAST_MINUTES, MOST_MINUTES).map(
      ({ group, place, ...told }) => {
        const owner = stations[now.times.owner[place]!]
        return {
          ...model.groups[group]!,
          ...told,
          nearest: owner
            ? { code: owner.code, name: owner.name, minutes: Math.ceil(now.times.deciseconds[place]! / 600) }
            : null,
          position: [model.places.longitude[place]!, model.places.latitude[place]!],
        }
      },
    )
  },
  shifts: ({ model, world, now, question }) =>
    now === world.today ? [] : shiftsBetween(model, world.today.times, now.times, question.minutes),
  loads: ({ world, now, question }) => ({
    now: now.stationLoads(question.minutes),
    before: now === world.today ? null : world.today.stationLoads(question.minutes),
  }),
  shapes: ({ model, question }) =>
    question.changes.flatMap((change, at) => {
      const line = change.kind === 'block-edge' ? edgeShape(model.network, change.edge) : null
      return line ? [{ at, line }] : []
    }),
}

function stationFigures({ model, question, stationWalk }: Asked, now: WhatIf): StationFigures | null {
  const stations = now.stations()
  const owner = stations.findIndex(({ code }) => code === question.station)
  const station = stations[owner]
  if (!station) return null
  const none = new Array<number>(MOST_MINUTES + 1).fill(0)
  const { code, name, position, counts } = station
  const found = stationWalk(now, code)
  const bare = { code, name, position, counts, onNetwork: found !== null, load: null, withSecond: 0 }
  if (!found) return { ...bare, walk: none, straight: none, cannotWalk: none }
  const { households } = model.places
  const { minutes, straightMinutes } = found
  return {
    ...bare,
    walk: countByMinute(minutes, households, MOST_MINUTES),
    straight: countByMinute(straightMinutes, households, MOST_MINUTES),
    cannotWalk: countLeftOut(straightMinutes, minutes, households, MOST_MINUTES),
    load: now.stationLoads(question.minutes).find((load) => load.code === code) ?? null,
    withSecond: withSecond(now, owner, question.minutes, households),
  }
}

/** Households of a station's own that another station would serve in time as well. */
function withSecond({ times }: WhatIf, owner: number, minutes: number, households: Int32Array): number {
  const limit = minutes * 600
  let sum = 0
  for (let place = 0; place < households.length; place++)
    if (times.owner[place] === owner && times.deciseconds[place]! <= limit && times.secondDeciseconds[place]! <= limit)
      sum += households[place]!
  return sum
}
