import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SitingChosen, type SitingGain, type SitingLine, sitingLine } from '#domain/contract/siting.ts'
import { loadCounty } from '#server/coverage/load-source.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { fillSeaRoad } from '#server/test-support/sea-road.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSitingAnswerer, type SitingAsked } from './answer-siting.ts'
import { sitingRoutes } from './siting.route.ts'
import { createSitingStore, Left } from './siting-store.ts'

const county = '370699'
const now = new Date('2026-11-21T06:00:00Z')
const asked: SitingAsked = {
  ask: { kind: 'gain' },
  minutes: 12,
  objective: 'covered',
  weighting: 'households',
  listed: null,
  walk: { profile: 'adult', direction: 'to', openAt: null },
  stations: { levels: [], kinds: [], services: [], openAt: null },
  changes: [],
  exact: false,
}

describe('where the next station would stand', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await fillSeaRoad(database.db)
    await database.db.query(`insert into site_candidate (county, code, name, kind, geom) values
      ('370699', 'room', 'Room', 'community_room', st_setsrid(st_makepoint(120.712, 37.5), 4326)),
      ('370699', 'far', 'Far', 'empty_house', st_setsrid(st_makepoint(120.735, 37.5), 4326)),
      ('370699', 'wreck', 'Wreck', 'other', st_setsrid(st_makepoint(120.70, 37.42), 4326))`)
    served = await serveRoutes(database.db, sitingRoutes, now)
  })
  afterAll(() => served.close())

  /** Lines of one answer; a refusal before the first line as a line too. */
  async function lines(body: object, headers: Record<string, string> = {}, of = county): Promise<SitingLine[]> {
    const response = await served.fetch(`/api/siting?county=${of}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ minutes: 12, walk: {}, stations: {}, ...body }),
    })
    const text = await response.text()
    if (!response.ok) return [sitingLine.parse({ kind: 'refused', problem: JSON.parse(text) })]
    return text
      .trim()
      .split('\n')
      .map((line) => sitingLine.parse(JSON.parse(line)))
  }
  async function last(body: object, headers: Record<string, string> = {}, of = county): Promise<SitingLine> {
    return (await lines(body, headers, of)).at(-1)!
  }
  const gain = async (body: object, headers: Record<string, string> = {}) =>
    (await last({ ask: { kind: 'gain' }, ...body }, headers)) as SitingGain
  const best = async (body: object) => (await last(body)) as SitingChosen
  const codeOf = (line: SitingLine) => (line.kind === 'refused' ? line.problem.code : line.kind)

  it('tells how far it is, then what every place would bring', async () => {
    const told = await lines({ ask: { kind: 'gain' } })
    expect(told.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true)
    const surface = told.at(-1) as SitingGain
    expect(surface).toMatchObject({ kind: 'gain', unit: 'households', best: { gain: 50, street: 'Sea Road' } })
    expect(surface.pieces[0]?.slice(0, 2).every((households) => [0, 20, 30, 50].includes(households))).toBe(true)
    expect(surface.streets).toBe(surface.pieces.length)
  })

  it('puts the best site where both left-out compounds walk to it, and proves it', async () => {
    const told = await best({ ask: { kind: 'best', sites: 1 } })
    expect(told).toMatchObject({
      kind: 'best',
      whole: 100,
      today: 40,
      householdsToday: 40,
      sites: [{ households: 50, total: 90 }],
      bestPossible: 90,
      proven: true,
    })
  })

  it('chooses among the candidates of a county and says how many stand nowhere', async () => {
    const told = await best({ ask: { kind: 'best', sites: 1 }, places: { kind: 'candidates' } })
    expect(told.sites).toMatchObject([{ code: 'room', name: 'Room', households: 50 }])
    expect(told.offNetwork).toBe(1)
    const ranked = await gain({ places: { kind: 'candidates', kinds: ['community_room'] } })
    expect(ranked.listed.map(({ code, gain }) => [code, gain])).toEqual([['room', 50]])
  })

  it('needs one site for nine tenths, and no fewer', async () => {
    const told = await last({ ask: { kind: 'fewest', share: 0.9 } })
    expect(told).toMatchObject({ kind: 'fewest', atLeast: 1, proven: true, sites: [{ total: 90 }] })
  })

  it('weighs minutes that all walk', async () => {
    const told = await best({ ask: { kind: 'best', sites: 1 }, objective: 'minutes' })
    expect(told.unit).toBe('minutes')
    expect(told.sites[0]!.total).toBeLessThan(told.today)
    expect(told.bestPossible).toBe(told.sites[0]!.total)
  })

  it('asks of the county as it would be', async () => {
    const station = { kind: 'add-station', code: 'new', name: 'New', level: 'corner', services: [], hours: [] }
    const changes = [{ ...station, position: [120.712, 37.5], capacityHouseholds: null }]
    expect(codeOf(await last({ ask: { kind: 'gain' }, changes }))).toBe('nobody-in-reach')
    const closed = await best({
      ask: { kind: 'best', sites: 1 },
      changes: [{ kind: 'close-station', code: 'west' }],
    })
    expect(closed).toMatchObject({ today: 0, householdsToday: 0 })
  })

  it('tells elderly people one by one only to who works for the county', async () => {
    const elderly = { weighting: 'elderly' }
    const visitor = await gain(elderly)
    // all 25 are one group of neighbours: it is gained whole or not at all
    expect(
      [visitor.best.gain, ...visitor.pieces.map((piece) => piece[0]), ...visitor.pieces.map((piece) => piece[1])].every(
        (n) => n % 25 === 0,
      ),
    ).toBe(true)
    const planner = await gain(elderly, await actAs(served.context, { role: 'planner' }))
    expect(planner.best.gain).toBe(13)
  })

  it.each([
    ['unknown-county', '999999', {}],
    ['no-walking-network', '370697', {}],
    ['no-candidates', county, { places: { kind: 'candidates', kinds: ['property_office'] } }],
    ['candidates-off-network', county, { places: { kind: 'listed', positions: [[120.7, 37.42]] } }],
    ['too-many-sites', county, { ask: { kind: 'best', sites: 3 }, places: { kind: 'candidates' } }],
    ['share-out-of-reach', county, { ask: { kind: 'fewest', share: 1 } }],
    ['no-communities', county, { weighting: 'worst-first' }],
    ['unknown-station', county, { changes: [{ kind: 'close-station', code: 'nowhere' }] }],
    ['invalid-request', county, { ask: { kind: 'fewest', share: 0.9 }, objective: 'minutes' }],
    ['invalid-request', county, { ask: { kind: 'best', sites: 51 } }],
    ['invalid-request', county, { minutes: 0 }],
    ['invalid-request', county, { places: { kind: 'listed', positions: [[120.7, 137]] } }],
  ])('refuses %s', async (code, of, body) => {
    expect(codeOf(await last({ ask: { kind: 'gain' }, ...body }, {}, of))).toBe(code)
  })

  it('stops when it is told to, and knows nothing of a county that it has not learnt', async () => {
    const answer = createSitingAnswerer()
    const shared = new Int32Array(new SharedArrayBuffer(8))
    const ask = () => answer({ kind: 'ask', county, asked, shared })
    expect(await ask()).toEqual({ ok: false, reason: 'not-learnt' })
    await answer({ kind: 'learn', county, loaded: await loadCounty(database.db, county) })
    expect(await ask()).toMatchObject({ ok: true })
    Atomics.store(shared, 0, 1)
    expect(await ask()).toEqual({ ok: false, reason: 'stopped' })
  })

  it('sends away who comes when six questions wait, and works no more for those who left', async () => {
    const store = createSitingStore(served.context)
    const flights = [1, 2, 3, 4, 5, 6].map((minutes) => store.ask(county, { ...asked, minutes }))
    expect(() => store.ask(county, { ...asked, minutes: 7 })).toThrow(/Too many questions/)
    for (const { leave } of flights) leave()
    for (const { answer } of flights) await expect(answer).rejects.toThrow(Left)
    const flight = store.ask(county, { ...asked, minutes: 7 })
    expect(await flight.answer).toMatchObject({ ok: true })
  })

  it('answers whoever stays when another who asked the same has left', async () => {
    const gone = new AbortController()
    const body = JSON.stringify({ ask: { kind: 'best', sites: 2 }, minutes: 7, walk: {}, stations: {} })
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
    const left = served.fetch(`/api/siting?county=${county}`, { ...init, signal: gone.signal }).catch(() => null)
    const stayed = served.fetch(`/api/siting?county=${county}`, init)
    gone.abort()
    await left
    expect((await stayed).status).toBe(200)
    expect(await (await stayed).text()).toContain('"kind":"best"')
  })
})
