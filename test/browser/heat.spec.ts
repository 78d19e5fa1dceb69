import type { Browser, Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, settled, test } from './support/test.ts'

/** Nothing but land below the surface, so that a pixel is a class. */
const bare = 'layers=-green,-water,-compound,-road,-building,-micro_grid,-grid,-area,-station,-issue'
/** A window that the demo county's issues fill, whatever day it is now. */
const autumn = 'heat.window=2026-09-01..2026-11-20'

interface Heat {
  breaks: number[]
  count: number
  sum: number
  cellMeters: number
  grid: { origin: [number, number]; firstColumn: number; firstRow: number; width: number; height: number }
  values: { densities: number[] }
}

test('the same ground has the same class at every zoom, pixel ratio and window size', async ({ browser, request }) => {
  test.setTimeout(240_000)
  // wide bands: at zoom 9 a pixel is 120 m
  const chosen = 'bandwidth=2000&breaks=5,10,20,40'
  const asked = `/api/heat?county=${demoCounty}&values=plain&bandwidthMeters=2000&breaks=5,10,20,40`
  const heat: Heat = await (await request.get(asked)).json()
  expect(Math.abs(heat.sum / heat.count - 1)).toBeLessThan(0.01)
  const places = [4, 3, 2, 1, 0].flatMap((wanted) => quietPlace(heat, wanted) ?? []).slice(0, 2)
  expect(places.length).toBe(2)
  const classes: string[] = []
  for (const { ratio, windows } of [
    {
      ratio: 1,
      windows: [
        { width: 1280, height: 800, looked: places, zooms: [13.5, 9, 16] },
        { width: 1920, height: 1080, looked: places.slice(0, 1), zooms: [9, 16] },
      ],
    },
    {
      ratio: 2,
      windows: [{ width: 1000, height: 640, looked: places.slice(0, 1), zooms: [9, 10, 11, 12, 13, 14, 15, 16] }],
    },
  ]) {
    const page = await pageOf(browser, windows[0]!, ratio)
    await page.goto(`/wall?theme=light&${bare}&${chosen}&camera=${places[0]},${windows[0]!.zooms[0]}`)
    await expect(page.getByText('带宽 2,000 米')).toBeVisible({ timeout: 60_000 })
    await settled(page)
    for (const { width, height, looked, zooms } of windows) {
      await page.setViewportSize({ width, height })
      for (const [index, place] of looked.entries())
        for (const zoom of zooms) {
          await moveTo(page, `${place},${zoom}`)
          const known = classes[index]
          if (known === undefined) classes.push(await restingPixel(page))
          else await expect.poll(() => middlePixel(page), { message: `${width} x ${height}, zoom ${zoom}` }).toBe(known)
        }
    }
    await page.context().close()
  }
  expect(new Set(classes).size).toBe(places.length)
})

test('kinds switch by keys, each says its unit and classes, and stands in the address', async ({ page, open }) => {
  await open(`/wall?${autumn}&heat.by=grid`)
  const heading = (name: string | RegExp) => page.getByRole('heading', { name })
  await expect(heading('事项密度 件/平方公里')).toBeVisible()
  // the county's classes, fixed for whoever opens the link
  await expect(page).toHaveURL(/breaks=\d+,\d+/)
  const county = new URL(page.url()).searchParams.get('breaks')
  await page.keyboard.press('b')
  await page.getByRole('button', { name: '按画面分级' }).click()
  await expect(page.getByText('分级按本图自定，非全县统一')).toBeVisible()
  await expect.poll(() => new URL(page.url()).searchParams.get('breaks')).not.toBe(county)
  await page.getByRole('button', { name: '恢复全县分级' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('breaks')).toBe(county)
  await expect(page.getByRole('radio', { name: '密度', exact: true })).toBeChecked()
  await page.keyboard.press('Shift+B')
  await expect(page).toHaveURL(/heat=rate/)
  await expect(heading('事项率 件/千户')).toBeVisible()
  await expect(page.getByText(/合计 [\d.,]+ 件\/千户/)).toBeVisible()
  // the choice keeps the focus while the kind below it changes
  await page.getByRole('radio', { name: '每千户' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: '冷热点' })).toBeFocused()
  await expect(page.getByText('强热点')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(heading(/冷热点演变/)).toBeVisible()
  await expect(page).toHaveURL(/heat=emerging/)
  await page.keyboard.press('Shift+B')
  await expect(page.getByRole('button', { name: '显示热力' })).toBeVisible()
  await page.keyboard.press('b')
  await expect(heading('事项密度 件/平方公里')).toBeVisible()
  await page.getByLabel('与前一时段相比').check()
  await expect(heading('事项密度变化 件/平方公里')).toBeVisible()
  await expect(page.getByText('增加 ▶')).toBeVisible()
  await page.getByText('更多条件').click()
  const hours = page.getByRole('toolbar', { name: '时刻' })
  await hours.getByRole('button', { name: '0–1 时' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/heat\.hours=1-2/)
  await expect(page.getByText(/与前一时段相比 · 1–3 时/)).toBeVisible()
  await page.getByRole('button', { name: '工作日' }).click()
  await expect(page).toHaveURL(/heat\.weekdays=1-5/)
  await page.getByLabel('类别').selectOption({ index: 2 })
  await expect(page).toHaveURL(/heat\.category=/)
  expect(await axeFindings(page)).toEqual([])
})

test('an area is read with its interval, its table is walked by keys, and its issues are listed by a click', async ({
  page,
  open,
}) => {
  await open(`/?${autumn}&heat=rate&heat.by=grid&heat.top=1&camera=120.752,37.8,13&layers=-issue,-station`)
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(21, { timeout: 60_000 })
  await expect(table.getByRole('row').nth(1)).toContainText(/网格[\d.,]+–[\d.,]+$/)
  await table.getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(table.getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('camera')).not.toBe('120.752,37.8,13')
  // Enter lists what lies behind the place as well, and Escape leads back to it
  const list = page.getByRole('complementary', { name: /网格/ })
  await expect(list.getByRole('heading')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(table.getByRole('button').nth(1)).toBeFocused()
  // what the row stands for is read without a pointer
  const told = /95% 区间 [\d.,]+–[\d.,]+ · [\d,]+ 件 \/ [\d,]+ 户/
  await expect(page.getByText(told)).toBeVisible()
  await table.getByRole('button').nth(1).blur()
  await expect(page.getByText(told)).toBeHidden()
  await settled(page)
  await pointAtMiddle(page, told)

  await clickMiddle(page)
  await expect(list.getByRole('heading')).toBeFocused()
  await list.getByRole('listitem').getByRole('button').first().click()
  await expect(page.getByRole('complementary', { name: '选中的对象' })).toBeVisible()
  await expect(page).toHaveURL(/selected=issue:/)
  await page.getByRole('button', { name: '关闭卡片' }).click()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  expect(await axeFindings(page)).toEqual([])
})

test('spots tell how sure they are, patterns show their weeks', async ({ page, open }) => {
  await open(`/?${autumn}&heat=significance&heat.by=grid&camera=120.752,37.8,13&layers=-issue,-station&bandwidth=1000`)
  await expect(page.getByText('强热点')).toBeVisible({ timeout: 60_000 })
  // grids without households are told apart from those that chance explains
  await expect(page.getByText(/其中 [\d,]+ 格没有户数，不作判断/)).toBeVisible()
  await pointAtMiddle(page, /z = .+ · p = .+ · q = .+/)
  await page.getByRole('radio', { name: '演变' }).check()
  await expect(page.getByText(/没有显著的一周/).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/到2026年11月20日为止的 近 12 周/)).toBeVisible()
})

test('bandwidth and breaks stand in the address, in the question and in the legend; the value is read with its unit', async ({
  page,
  open,
  request,
}) => {
  const asked = page.waitForRequest((one) => /\/api\/heat\?.*bandwidthMeters=1000.*breaks=3%2C9/.test(one.url()))
  const heat: Heat = await (
    await request.get(`/api/heat?county=${demoCounty}&values=plain&bandwidthMeters=1000`)
  ).json()
  const place = quietPlace(heat, 1) ?? heat.grid.origin.join(',')
  await open(`/wall?bandwidth=1000&breaks=3,9&camera=${place},15`)
  await asked
  await expect(page.getByText(/带宽 1,000 米/)).toBeVisible()
  await expect(page.getByText('9 以上', { exact: true })).toBeVisible()
  await pointAtMiddle(page, /此处 \d+(\.\d)? 件\/平方公里95% 区间 [\d.,]+–[\d.,]+/)
})

test('the start page shows the heat as a layer of its own, asked for by a button or a key, without its player', async ({
  page,
  open,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await open('/')
  await expect(page.getByText('件/平方公里')).toBeHidden()
  await page.getByRole('button', { name: '未结事项密度' }).click()
  await expect(page.getByText('件/平方公里').first()).toBeVisible()
  await expect(page).toHaveURL(/heat=density/)
  await settled(page)
  expect(asked.filter((url) => /HeatPlay|play\.worker|heat\/history/.test(url))).toEqual([])
  await page.keyboard.press('b')
  await expect(page.getByText('件/平方公里')).toBeHidden()
})

test('what cannot be drawn says so in words: nothing counted, a refusal, a server that is away', async ({
  page,
  complaints,
}) => {
  await page.goto('/wall?heat.window=2001-01-01..2001-01-31&heat=rate')
  await expect(page.getByText('这个条件下没有事项，所以没有颜色')).toBeVisible({ timeout: 60_000 })

  await page.goto('/wall?heat.window=2026-11-20..2026-09-01')
  await expect(page.getByText('时段的结束早于开始')).toBeVisible({ timeout: 60_000 })

  await page.goto('/wall')
  await settled(page)
  await expect(page.getByText(/件事项 · 带宽 300 米/)).toBeVisible()
  await page.route('**/api/heat*', (route) => route.abort())
  await page.keyboard.press('b')
  await page.getByRole('slider', { name: '带宽' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('连不上服务器，显示的是上一次的图')).toBeVisible()
  await page.reload()
  await expect(page.getByText('热力图暂时取不到')).toBeVisible({ timeout: 60_000 })
  expect(complaints.filter(({ kind }) => kind === 'exception')).toEqual([])
  // the browser itself notes what was refused
  complaints.length = 0
})

/** Longitude and latitude of a cell whose neighbours all lie in the same class, so that no border is near; null when there is none. */
function quietPlace({ breaks, cellMeters, grid, values }: Heat, wanted: number): string | null {
  const classAt = (index: number) => breaks.filter((edge) => (values.densities[index] ?? 0) >= edge).length
  const near = [-1, 0, 1]
  for (let row = 2; row < grid.height - 2; row++)
    for (let column = 2; column < grid.width - 2; column++) {
      const around = near.flatMap((up) => near.map((right) => (row + up) * grid.width + column + right))
      if (!around.every((index) => classAt(index) === wanted && (values.densities[index] ?? 0) > 0.5)) continue
      const degree = (6_371_008.8 * Math.PI) / 180
      const latitude = grid.origin[1] + ((grid.firstRow + row + 0.5) * cellMeters) / degree
      const east = ((grid.firstColumn + column + 0.5) * cellMeters) / (degree * Math.cos((latitude * Math.PI) / 180))
      return `${(grid.origin[0] + east).toFixed(6)},${latitude.toFixed(6)}`
    }
  return null
}

/** A page of its own, with its own size and pixel ratio. */
async function pageOf(browser: Browser, viewport: { width: number; height: number }, ratio: number): Promise<Page> {
  const { baseURL, locale, timezoneId, reducedMotion } = test.info().project.use
  const context = await browser.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(locale === undefined ? {} : { locale }),
    ...(timezoneId === undefined ? {} : { timezoneId }),
    ...(reducedMotion === undefined ? {} : { reducedMotion }),
    viewport,
    deviceScaleFactor: ratio,
  })
  return context.newPage()
}

/** Goes somewhere by the address, as the back button does, without loading the page anew, and waits until it is drawn there. */
async function moveTo(page: Page, camera: string): Promise<void> {
  const scale = page.getByRole('img', { name: /^比例尺/ })
  // words or length: at another zoom one of them may be the same
  const drawn = () => scale.evaluate((bar) => bar.outerHTML)
  const before = await drawn()
  const moves = await page.evaluate((text) => {
    const search = new URLSearchParams(location.search)
    const zoomOf = (camera: string | null) => Number(camera?.split(',')[2])
    const differs = zoomOf(search.get('camera')) !== zoomOf(text)
    search.set('camera', text)
    history.replaceState(null, '', `${location.pathname}?${search}`)
    dispatchEvent(new PopStateEvent('popstate'))
    return differs
  }, camera)
  // a picture of where it was would be of the same class
  if (moves) await expect.poll(drawn).not.toBe(before)
  await settled(page)
}

async function pointAtMiddle(page: Page, told: RegExp): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await expect(async () => {
    await page.mouse.move(width / 2 + 3, height / 2)
    await page.mouse.move(width / 2, height / 2)
    await expect(page.getByText(told)).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

async function clickMiddle(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.click(width / 2, height / 2)
}

/** Colour of the middle once the map rests and two looks agree. */
async function restingPixel(page: Page): Promise<string> {
  let last = ''
  await expect(async () => {
    await settled(page)
    const before = last
    last = await middlePixel(page)
    expect(last).toBe(before)
  }).toPass({ intervals: [500] })
  return last
}

/** Colour of the middle of the map, which panels may leave only a part of the page, `r,g,b`. */
async function middlePixel(page: Page): Promise<string> {
  const { x, y, width, height } = (await page.locator('canvas.maplibregl-canvas').boundingBox())!
  const clip = { x: Math.floor(x + width / 2), y: Math.floor(y + height / 2), width: 1, height: 1 }
  const png = await page.screenshot({ clip })
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3).join(',')
  }, png.toString('base64'))
}
