import { isBlank, mapPicture, pictureFacts } from './support/picture.ts'
import { expect, settled, test } from './support/test.ts'
import { loseContext, restoreContext } from './support/webgl.ts'

test.use({ deviceScaleFactor: 1 })

const middle = { x: 560, y: 120, width: 640, height: 480 }
/** The map without what changes by the hour. */
const groundOnly = 'layers=green,water,compound,road,building,micro_grid,grid,area,-station,-issue'
const canvas = 'canvas.maplibregl-canvas'

for (const theme of ['dark', 'light'] as const) {
  test(`the town is drawn in ${theme}, as it was`, async ({ page, open }) => {
    await open(`/?theme=${theme}&${groundOnly}`)
    const facts = await pictureFacts(page, await mapPicture(page, middle))
    expect(isBlank(facts), JSON.stringify(facts)).toBe(false)
    await expect(page).toHaveScreenshot(`town-${theme}.png`, { clip: middle })
  })
}

test('the first picture comes whole: unseen while tiles are on their way, then drawn in full', async ({ page }) => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/tiles/**', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/m')
  const map = page.locator(canvas)
  await expect(map).toHaveCSS('visibility', 'hidden')
  await page.waitForTimeout(500)
  await expect(map).toHaveCSS('visibility', 'hidden')
  release()
  await settled(page)
  await expect(map).toHaveCSS('visibility', 'visible')
  expect(isBlank(await pictureFacts(page, await mapPicture(page, middle)))).toBe(false)
})

test('no sky is drawn over the flat map, before nor after a lost context', async ({ page, open }) => {
  await page.addInitScript(() => {
    const sources: string[] = []
    Object.assign(window, { shaderSources: sources })
    const shaderSource = WebGL2RenderingContext.prototype.shaderSource
    WebGL2RenderingContext.prototype.shaderSource = function (shader, source) {
      sources.push(source)
      shaderSource.call(this, shader, source)
    }
  })
  await open('/m')
  await loseContext(page, canvas)
  await restoreContext(page)
  await settled(page)
  const sources = await page.evaluate(() => (window as unknown as { shaderSources: string[] }).shaderSources)
  expect(sources.filter((source) => source.includes('u_fill_translate')).length).toBeGreaterThan(1)
  expect(sources.filter((source) => source.includes('u_sky_horizon_blend'))).toEqual([])
})

test('a machine without the typeface gets it as files, for the page and for the labels', async ({ page }) => {
  const files = new Set<string>()
  page.on('request', (request) => {
    if (request.url().endsWith('.woff2')) files.add(request.url())
  })
  await page.goto('/m')
  await settled(page)
  expect(files.size).toBe(0)
  await page.addInitScript(() => {
    const load = FontFace.prototype.load
    FontFace.prototype.load = function () {
      return this.family.includes('installed typeface') ? Promise.reject(new Error('not here')) : load.call(this)
    }
  })
  await page.reload()
  await settled(page)
  expect(files.size).toBeGreaterThan(3)
})

test('the guard itself: a canvas without tiles is found blank', async ({ page, complaints }) => {
  await page.route('**/tiles/**', (route) => route.fulfill({ status: 204, body: '' }))
  await page.goto(
    '/m?theme=dark&layers=-green,-water,-compound,-road,-building,-micro_grid,-grid,-area,-station,-issue',
  )
  await settled(page)
  const facts = await pictureFacts(page, await mapPicture(page, middle))
  expect(isBlank(facts), JSON.stringify(facts)).toBe(true)
  complaints.length = 0
})

test('a lost WebGL context that comes back is drawn again; one that stays away gets a new map, at the same place', async ({
  page,
  open,
}) => {
  await open('/')
  await loseContext(page, canvas)
  await expect(page.locator('[data-map="lost"]')).toBeAttached()
  await restoreContext(page)
  await settled(page)
  expect(isBlank(await pictureFacts(page, await mapPicture(page, middle)))).toBe(false)

  const before = page.url()
  await page.locator(canvas).evaluate((element) => element.setAttribute('data-old', 'yes'))
  await loseContext(page, canvas)
  await expect(page.locator(`${canvas}:not([data-old])`)).toBeAttached()
  await settled(page)
  expect(isBlank(await pictureFacts(page, await mapPicture(page, middle)))).toBe(false)
  expect(new URL(page.url()).searchParams.get('camera')).toBe(new URL(before).searchParams.get('camera'))
})

test('a canvas wider than 4096 is drawn in its own pixels', async ({ page }) => {
  await page.setViewportSize({ width: 5120, height: 600 })
  await page.goto('/?layers=-building,-road')
  await page.locator(canvas).waitFor()
  await expect
    .poll(() => page.locator(canvas).evaluate((element) => (element instanceof HTMLCanvasElement ? element.width : 0)))
    .toBe(5120)
})
