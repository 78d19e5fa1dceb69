import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MOST_PHOTOS } from '#domain/contract/photo.ts'
import { decode } from '#server/photo/codecs.ts'
import { pngOf, redBlueJpeg, withPlaceAndTurn } from '#server/photo/test-photos.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { testEnvironment } from '#server/test-support/test-environment.ts'

const MEGABYTE = 1024 * 1024
const GRID = '370699001001001'
const PATH = `/${SMALL_COUNTY}/370699001/370699001001/${GRID}/`

describe('photos', () => {
  const database = withDatabase()
  let server: TestServer
  const now = new Date('2026-11-21T06:30:00Z')

  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(`update category set private_photos = true where code = 'burst'`)
    server = await startTestServer(database.db, { now })
  })
  afterAll(() => server.close())

  const send = async (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/api/photos?county=${SMALL_COUNTY}`, {
      method: 'POST',
      body: bytes,
      headers: { 'Content-Type': 'image/jpeg', ...headers },
    })
    const body: Record<string, unknown> = await response.json()
    return { status: response.status, body, id: String(body.id), headers: response.headers }
  }
  const see = (id: string, query = '', headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/photos/${id}?county=${SMALL_COUNTY}${query}`, { headers })
  const post = async (address: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}${address}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const told: Record<string, unknown> = await response.json()
    return { status: response.status, body: told }
  }
  const pixelOf = async (response: Response, x: number, y: number) => {
    const { data, width } = await decode('jpeg', new Uint8Array(await response.arrayBuffer()))
    return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]
  }
  const report = async (category: string, photos: string[]) => {
    const { status, body } = await post('/api/issues', {
      county: SMALL_COUNTY,
      category,
      title: 'A report',
      position: [120.05, 37.05],
      photos,
    })
    expect(status).toBe(201)
    return { token: String(body.follow), issue: body.issue }
  }

  it('a JPEG from a phone is turned upright, and the place it was taken at is gone', async () => {
    const sent = withPlaceAndTurn(await redBlueJpeg(640, 480))
    expect(Buffer.from(sent).includes('Exif')).toBe(true)
    const { status, body, id } = await send(sent)
    expect(status).toBe(201)
    expect(body).toMatchObject({ width: 480, height: 640 })
    const kept = await see(id)
    expect(kept.headers.get('content-type')).toBe('image/jpeg')
    expect(kept.headers.get('cache-control')).toContain('private')
    const bytes = Buffer.from(await kept.clone().arrayBuffer())
    expect(bytes.includes('Exif')).toBe(false)
    const [red, , blue] = await pixelOf(kept, 240, 100)
    expect(red).toBeGreaterThan(200)
    expect(blue).toBeLessThan(60)
    const thumb = await decode('jpeg', new Uint8Array(await (await see(id, '&size=thumb')).arrayBuffer()))
    expect([thumb.width, thumb.height]).toEqual([240, 320])
  })

  it('a large photo is fitted, and pixels that have not changed travel once', async () => {
    const { body, id } = await send(pngOf(5_000, 2_500, new Uint8Array((1 + 3 * 5_000) * 2_500)))
    expect(body).toMatchObject({ width: 2_048, height: 1_024 })
    const tag = (await see(id)).headers.get('etag') ?? ''
    expect((await see(id, '', { 'If-None-Match': tag })).status).toBe(304)
  })

  it('what is no photo is refused by its own bytes, whatever the header says', async () => {
    const text = (words: string) => new TextEncoder().encode(words)
    const drawing = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    for (const bytes of [drawing, text('<html>'), text('PK\u0003\u0004'), new Uint8Array()])
      expect(await send(bytes)).toMatchObject({ status: 415, body: { code: 'not-a-photo' } })
    const half = await redBlueJpeg(640, 480)
    expect(await send(half.slice(0, half.length / 2))).toMatchObject({ status: 422, body: { code: 'photo-truncated' } })
    expect((await send(await redBlueJpeg(64, 64), { 'Content-Type': 'text/html' })).status).toBe(201)
  })

  it('a picture that unpacks into gigabytes, or says it would, is refused and the next one is served', async () => {
    const bomb = pngOf(60_000, 60_000, new Uint8Array(10 * MEGABYTE))
    expect(await send(bomb)).toMatchObject({ status: 422, body: { code: 'photo-too-large' } })
    // one pixel by its header, a hundred megabytes packed behind it
    const hidden = await send(pngOf(1, 1, new Uint8Array(100 * MEGABYTE)))
    expect([201, 422]).toContain(hidden.status)
    expect((await send(await redBlueJpeg(64, 64))).status).toBe(201)
  })

  it('sixty megabytes are refused with the sizes in words', async () => {
    const refused = await send(new Uint8Array(60 * MEGABYTE))
    expect(refused).toMatchObject({ status: 413, body: { code: 'photo-too-many-bytes' } })
    expect(refused.body.detail).toContain('20 MB; this one has 60')
  })

  it('too many at once are told to wait, and those let in are kept', async () => {
    const bytes = await redBlueJpeg(800, 600)
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(bytes)))
    const kept = answers.filter((answer) => answer.status === 201)
    const refused = answers.filter((answer) => answer.status === 503)
    expect(kept.length).toBeGreaterThanOrEqual(8)
    expect(kept.length + refused.length).toBe(20)
    for (const { headers } of refused) expect(headers.get('retry-after')).toBe('5')
  })

  it('a report takes its photos: then only its link and posts that have it see them', async () => {
    const { id } = await send(await redBlueJpeg(64, 64))
    expect((await see(id)).status).toBe(200)
    const { token } = await report('lamp', [id])
    expect((await see(id)).status).toBe(404)
    expect((await see(id, `&token=${randomBytes(24).toString('base64url')}`)).status).toBe(404)
    expect((await see(id, `&token=${token}`)).status).toBe(200)
    const own = await actAs(server.context, { role: 'grid-worker', unit: GRID, path: PATH })
    expect((await see(id, '', own)).status).toBe(200)
    const other = await actAs(server.context, {
      role: 'grid-worker',
      unit: '370699002001001',
      path: `/${SMALL_COUNTY}/370699002/370699002001/370699002001001/`,
    })
    expect((await see(id, '', other)).status).toBe(404)
    const stranger = await report('lamp', [])
    expect((await see(id, `&token=${stranger.token}`)).status).toBe(404)
    const listed = await fetch(`${server.url}/api/follow/${token}/photos?county=${SMALL_COUNTY}`)
    expect(await listed.json()).toMatchObject({ photos: [{ id, side: 'before' }], waiting: 0 })
  })

  it('photos of a private category are shown to the link only once a post has looked at them', async () => {
    const { id } = await send(await redBlueJpeg(64, 64))
    const { token } = await report('burst', [id])
    const list = () =>
      fetch(`${server.url}/api/follow/${token}/photos?county=${SMALL_COUNTY}`).then((one) => one.json())
    expect((await see(id, `&token=${token}`)).status).toBe(403)
    expect(await list()).toMatchObject({ photos: [], waiting: 1 })
    const worker = await actAs(server.context, { role: 'grid-worker', unit: GRID, path: PATH })
    expect((await see(id, '&size=thumb', worker)).status).toBe(200)
    expect((await see(id, `&token=${token}`)).status).toBe(403)
    expect((await see(id, '', worker)).status).toBe(200)
    expect((await see(id, `&token=${token}`)).status).toBe(200)
    expect(await list()).toMatchObject({ photos: [{ id }], waiting: 0 })
  })

  it('a hidden part is gone from both sizes for good, and two who hide at once both succeed', async () => {
    const { id } = await send(await redBlueJpeg(640, 480))
    const tag = (await see(id)).headers.get('etag')
    const hide = (x: number) =>
      post(`/api/photos/${id}/mask?county=${SMALL_COUNTY}`, { rectangles: [{ x, y: 0, width: 0.25, height: 0.5 }] })
    const done = await Promise.all([hide(0), hide(0.75)])
    expect(done.map((one) => one.status)).toEqual([200, 200])
    const after = await see(id)
    expect(after.headers.get('etag')).not.toBe(tag)
    const bytes = new Uint8Array(await after.arrayBuffer())
    const { data } = await decode('jpeg', bytes)
    for (const x of [40, 600])
      for (const channel of [0, 1, 2]) expect(data[(100 * 640 + x) * 4 + channel]).toBeCloseTo(90, -1)
    expect(data[(100 * 640 + 240) * 4]).toBeGreaterThan(200)
    const [red] = await pixelOf(await see(id, '&size=thumb'), 20, 40)
    expect(red).toBeLessThan(120)
  })

  it('only a post that has the issue hides parts of its photos', async () => {
    const { id } = await send(await redBlueJpeg(64, 64))
    await report('lamp', [id])
    const address = `/api/photos/${id}/mask?county=${SMALL_COUNTY}`
    const rectangles = [{ x: 0, y: 0, width: 1, height: 1 }]
    expect((await post(address, { rectangles })).status).toBe(404)
    const worker = await actAs(server.context, { role: 'grid-worker', unit: GRID, path: PATH })
    expect((await post(address, { rectangles }, worker)).status).toBe(200)
    expect((await post(address, { rectangles: [{ x: 0, y: 0, width: 2, height: 1 }] }, worker)).status).toBe(400)
  })

  it('a photo that nobody took up goes after a day, with its bytes; one of a report stays', async () => {
    const loose = await send(await redBlueJpeg(64, 64))
    const taken = await send(await redBlueJpeg(64, 64))
    const { token } = await report('lamp', [taken.id])
    const folder = path.join(testEnvironment.photoDirectory ?? '', SMALL_COUNTY, loose.id.slice(0, 2))
    expect(readdirSync(folder).filter((name) => name.startsWith(loose.id)).length).toBe(2)
    now.setTime(now.getTime() + 25 * 3_600_000)
    await send(await redBlueJpeg(64, 64))
    expect((await see(loose.id)).status).toBe(404)
    expect(existsSync(path.join(folder, `${loose.id}.jpg`))).toBe(false)
    expect((await see(taken.id, `&token=${token}`)).status).toBe(200)
    expect(
      (
        await post('/api/issues', {
          county: SMALL_COUNTY,
          category: 'lamp',
          title: 'A report',
          position: [120.05, 37.05],
          photos: [loose.id],
        })
      ).body,
    ).toMatchObject({ code: 'photo-gone' })
  })

  it('ids of photos that were never sent, and more photos than a report may have, are refused', async () => {
    expect((await see('nothing-of-this-name')).status).toBe(404)
    const many = Array.from({ length: MOST_PHOTOS + 1 }, (_, at) => `nothing-of-this-name-${at}`)
    const body = { county: SMALL_COUNTY, category: 'lamp', title: 'A report', position: [120.05, 37.05], photos: many }
    expect((await post('/api/issues', body)).status).toBe(400)
  })

  it('one address without a post sends so many an hour and is told when to come again; posts are not counted', async () => {
    const text = new TextEncoder().encode('no photo')
    const answers = new Map<number, number>()
    let last = await send(text)
    for (let sent = 0; sent < 300 && last.status !== 429; sent++) {
      answers.set(last.status, (answers.get(last.status) ?? 0) + 1)
      last = await send(text)
    }
    expect(last).toMatchObject({ status: 429, body: { code: 'too-many-photos' } })
    expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect([...answers.keys()]).toEqual([415])
    const worker = await actAs(server.context, { role: 'grid-worker', unit: GRID, path: PATH })
    expect((await send(await redBlueJpeg(640, 480), worker)).status).toBe(201)
  })
})
