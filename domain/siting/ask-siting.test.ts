import { describe, expect, it } from 'vitest'
import { everyStation } from '#domain/coverage/choose-stations.ts'
import { buildModel, type CoverageSource } from '#domain/coverage/model.ts'
import { at, latticeLines, randomTown, townOf } from '#domain/coverage/test-town.ts'
import { plainWalk, type WalkChoice } from '#domain/coverage/walk-choice.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { askBest, askFewest, gainOfCandidates, prepareSiting, type SitingQuestion } from './ask-siting.ts'
import { sitingCounty } from './county.ts'
import { openHighs } from './open-highs.ts'
import { unwatched } from './watch.ts'

const asked: SitingQuestion = {
  minutes: 8,
  objective: 'covered',
  weighting: 'households',
  candidates: null,
  minute: null,
}
const adult = plainWalk('adult')

describe('the gain of a place', () => {
  it.each([
    ['on level ground', adult, false],
    ['up and down slopes towards a station', adult, true],
    ['up and down slopes back from a station', { ...adult, direction: 'from' }, true],
  ] as [string, WalkChoice, boolean][])(
    'is what coverage counts more with a station at the node, at every node, %s',
    (_, choice, sloped) => {
      const town = slope(randomTown(9, 2, 90, seededRandom(3)), sloped)
      const county = countyOf(town, choice)
      const gain = granted(gainOfCandidates(granted(prepareSiting(county, asked, unwatched))))
      const { network } = county.model
      const before = covered(town, choice)
      let compared = 0
      for (let node = 0; node < network.nodeCount; node++) {
        const position: [number, number] = [network.nodeLongitude[node]!, network.nodeLatitude[node]!]
        const more = covered({ ...town, stations: [...town.stations, { code: 'x', name: '', position }] }, choice)
        expect(gain[node]).toBe(more - before)
        if (more > before) compared++
      }
      expect(compared).toBeGreaterThan(20)
    },
  )

  it('is what coverage counts more with a station at a listed candidate, wherever it stands', () => {
    const town = randomTown(9, 2, 90, seededRandom(4))
    const random = seededRandom(5)
    const candidates = Array.from({ length: 60 }, () => at(random() * 900, random() * 900))
    const question = { ...asked, candidates }
    const gain = granted(gainOfCandidates(granted(prepareSiting(countyOf(town), question, unwatched))))
    const before = covered(town)
    candidates.forEach((position, candidate) => {
      const more = covered({ ...town, stations: [...town.stations, { code: 'x', name: '', position }] })
      expect(gain[candidate]).toBe(more - before)
    })
  })

  it('is the deciseconds that all walk less, when minutes are asked for', () => {
    const town = randomTown(9, 2, 90, seededRandom(6))
    const county = countyOf(town)
    const prepared = granted(prepareSiting(county, { ...asked, objective: 'minutes' }, unwatched))
    const gain = granted(gainOfCandidates(prepared))
    const { network } = county.model
    for (let node = 0; node < network.nodeCount; node += 7) {
      const position: [number, number] = [network.nodeLongitude[node]!, network.nodeLatitude[node]!]
      const then = walked({ ...town, stations: [...town.stations, { code: 'x', name: '', position }] })
      expect(gain[node]).toBe(walked(town) - then)
    }
  })

  it('weighs a household by how badly its community is served', () => {
    const town = randomTown(9, 2, 90, seededRandom(7))
    const community = Int32Array.from(town.buildings.longitude, (_, place) => place % 3)
    const communities = ['a', 'b', 'c'].map((code) => ({ code, name: code }))
    const county = countyOf({ ...town, communities, buildings: { ...town.buildings, community } })
    const prepared = granted(prepareSiting(county, { ...asked, weighting: 'worst-first' }, unwatched))
    const share = (of: number) => {
      let all = 0
      let beyond = 0
      community.forEach((each, place) => {
        if (each !== of) return
        all += town.buildings.households[place]!
        if (county.today.deciseconds[place]! > 4800) beyond += town.buildings.households[place]!
      })
      return beyond / all
    }
    prepared.demand.place.forEach((place, index) => {
      const each = prepared.demand.weight[index]! / town.buildings.households[place]!
      expect(each).toBe(Math.round(100 * share(place % 3)))
    })
  })
})

describe('the best sites of a county', () => {
  it('add up to what coverage counts with stations there', () => {
    const town = randomTown(12, 2, 200, seededRandom(8))
    const county = countyOf(town)
    const prepared = granted(prepareSiting(county, { ...asked, minutes: 5 }, unwatched))
    const { sites, best } = granted(askBest(prepared, { sites: 4, seed: 1, solve: null }, unwatched))
    const { nodeLongitude, nodeLatitude } = county.model.network
    const stations = sites.map(({ candidate }) => ({
      code: `n${candidate}`,
      name: '',
      position: [nodeLongitude[candidate]!, nodeLatitude[candidate]!] as [number, number],
    }))
    expect(covered({ ...town, stations: [...town.stations, ...stations] }, adult, 5)).toBe(sites.at(-1)!.total)
    expect(sites.reduce((sum, { households }) => sum + households, 0)).toBe(
      sites.at(-1)!.total - covered(town, adult, 5),
    )
    expect(best).toBeGreaterThanOrEqual(sites.at(-1)!.total)
  })

  it('are proven the best among a few listed candidates', async () => {
    const town = randomTown(10, 1, 120, seededRandom(9))
    const random = seededRandom(10)
    const candidates = Array.from({ length: 25 }, () => at(random() * 1000, random() * 1000))
    const prepared = granted(prepareSiting(countyOf(town), { ...asked, minutes: 4, candidates }, unwatched))
    const solve = await openHighs()
    const told = granted(askBest(prepared, { sites: 5, seed: 1, solve }, unwatched))
    expect(told.proven).toBe(true)
    expect(told.best).toBe(told.sites.at(-1)!.total)
    const share = told.best / prepared.today.all
    const fewest = granted(askFewest(prepared, { share, seed: 1, mostSites: 25, solve }, unwatched))
    expect(fewest.proven).toBe(true)
    expect(fewest.sites.length).toBeLessThanOrEqual(5)
    expect(fewest.sites.at(-1)!.total).toBeGreaterThanOrEqual(told.best)
  })

  it('are proven for a single site whatever is asked', () => {
    const county = countyOf(randomTown(9, 2, 90, seededRandom(6)))
    for (const objective of ['covered', 'minutes'] as const) {
      const prepared = granted(prepareSiting(county, { ...asked, objective }, unwatched))
      expect(granted(askBest(prepared, { sites: 1, seed: 1, solve: null }, unwatched)).proven).toBe(true)
    }
  })

  it('are found among ten thousand candidates, those in the sea left out', () => {
    const town = randomTown(12, 2, 200, seededRandom(11))
    const random = seededRandom(12)
    const candidates = Array.from({ length: 10_000 }, (_, number) =>
      number % 10 === 0 ? at(-50_000 - number, 0) : at(random() * 1200, random() * 1200),
    )
    const prepared = granted(prepareSiting(countyOf(town), { ...asked, minutes: 5, candidates }, unwatched))
    expect(prepared.offNetwork).toHaveLength(1000)
    const { sites } = granted(askBest(prepared, { sites: 3, seed: 1, solve: null }, unwatched))
    expect(sites.every(({ candidate }) => candidate % 10 !== 0)).toBe(true)
  })

  it('tell of fewest sites that a share reached today needs none', () => {
    const prepared = granted(prepareSiting(countyOf(randomTown(9, 2, 90, seededRandom(3))), asked, unwatched))
    const share = prepared.today.within / prepared.today.all
    const told = granted(askFewest(prepared, { share, seed: 1, mostSites: 5, solve: null }, unwatched))
    expect(told).toMatchObject({ sites: [], atLeast: 0, proven: true })
  })
})

describe('a question without an answer', () => {
  const town = randomTown(6, 1, 30, seededRandom(13))
  const reasonOf = (source: CoverageSource, question: Partial<SitingQuestion>, sites = 1) => {
    const prepared = prepareSiting(countyOf(source), { ...asked, ...question }, unwatched)
    if (!prepared.ok) return prepared.reason
    const gain = gainOfCandidates(prepared.told)
    if (!gain.ok) return gain.reason
    const best = askBest(prepared.told, { sites, seed: 1, solve: null }, unwatched)
    return best.ok ? null : best.reason
  }
  const lone = at(3000, 3000)
  const island = townOf({
    lines: [...latticeLines(4, 100, 1, seededRandom(1)), [at(9000, 9000), at(9100, 9000)]],
    stations: [at(100, 100)],
    homes: [{ position: at(150, 100) }, { position: lone }],
  })

  it.each([
    ['no-walking-network', townOf({ lines: [], stations: [], homes: [{ position: lone }] }), {}, 1],
    ['no-households', townOf({ lines: latticeLines(3, 100, 1, seededRandom(1)), stations: [], homes: [] }), {}, 1],
    [
      'no-elderly',
      townOf({ lines: latticeLines(3, 100, 1, seededRandom(1)), stations: [], homes: [{ position: at(0, 0) }] }),
      { weighting: 'elderly' },
      1,
    ],
    ['no-communities', town, { weighting: 'worst-first' }, 1],
    ['everybody-covered', town, { minutes: 20 }, 1],
    ['no-candidates', town, { minutes: 1, candidates: [] }, 1],
    ['candidates-off-network', town, { minutes: 1, candidates: [at(-9000, 0), at(0, -9000)] }, 1],
    ['nobody-in-reach', island, { candidates: [at(9000, 9000)] }, 1],
    ['nobody-in-reach', island, {}, 1],
    ['too-many-sites', town, { minutes: 3, candidates: [at(300, 300), at(-9000, 0)] }, 2],
  ] as [string, CoverageSource, Partial<SitingQuestion>, number][])(
    'says why: %s',
    (reason, source, question, sites) => {
      expect(reasonOf(source, question, sites)).toBe(reason)
    },
  )

  it('says how far a share can be reached', () => {
    const prepared = granted(prepareSiting(countyOf(island), asked, unwatched))
    const told = askFewest(prepared, { share: 1, seed: 1, mostSites: 9, solve: null }, unwatched)
    expect(told).toEqual({ ok: false, reason: 'share-out-of-reach', most: 0.5 })
  })
})

function countyOf(source: CoverageSource, choice: WalkChoice = adult) {
  return sitingCounty(buildModel(source), choice, everyStation)
}

function granted<Told>(answer: { ok: true; told: Told } | { ok: false; reason: string }): Told {
  if (!answer.ok) throw new Error(answer.reason)
  return answer.told
}

function covered(source: CoverageSource, choice: WalkChoice = adult, minutes = asked.minutes): number {
  const { today } = countyOf(source, choice)
  return source.buildings.households.reduce(
    (sum, each, place) => sum + (today.deciseconds[place]! <= minutes * 600 ? each : 0),
    0,
  )
}

function walked(source: CoverageSource): number {
  const { today } = countyOf(source)
  return source.buildings.households.reduce(
    (sum, each, place) => sum + each * Math.min(18_000, today.deciseconds[place]!),
    0,
  )
}

function slope(source: CoverageSource, sloped: boolean): CoverageSource {
  if (!sloped) return source
  const random = seededRandom(2)
  const ascentMeters = Float64Array.from(source.edges.lengthMeters, (meters) => (random() - 0.5) * 0.3 * meters)
  return { ...source, edges: { ...source.edges, ascentMeters } }
}
