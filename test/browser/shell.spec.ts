import { doors as frontDoors } from '#client/doors.ts'
import { axeFindings } from './support/axe.ts'
import { expect, settled, test } from './support/test.ts'

const doors = [
  '/',
  '/wall',
  '/desk',
  '/plan',
  '/circle',
  '/m',
  '/m/report',
  '/m/follow',
  '/m/work',
  '/admin',
  '/admin/lifecycle',
  '/api-docs',
  '/nowhere',
]

const looks = [
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'light' },
] as const

for (const door of doors) {
  test(`${door} stands in both languages and both themes, without a serious accessibility finding`, async ({
    page,
    open,
    step,
  }) => {
    for (const [at, { language, theme }] of looks.entries()) {
      const look = `${door}?language=${language}&theme=${theme}`
      if (at === 0) await open(look)
      else await step(look)
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expect(page.locator('main')).not.toBeEmpty()
      await expect(page.getByRole('status').filter({ hasText: /正在读取|Loading/ })).toHaveCount(0)
      expect(await axeFindings(page), `${language}, ${theme}`).toEqual([])
    }
  })
}

test('a stranger sees at the start what this is, that it is a demo, and three doors', async ({ page, open }) => {
  await open('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('网格一张图')
  await expect(page.getByText('演示数据', { exact: true }).first()).toBeVisible()
  for (const door of ['指挥大屏', '服务圈', '网格划分'])
    await expect(page.getByRole('main').getByRole('link', { name: door })).toBeVisible()
})

test('going through a door keeps the one map, its camera and the language', async ({ page, open }) => {
  await open('/?language=en&theme=light')
  await page.locator('canvas.maplibregl-canvas').evaluate((canvas) => canvas.setAttribute('data-same', 'yes'))
  await page.getByRole('main').getByRole('link', { name: 'Service circle' }).click()
  await expect(page).toHaveURL(/\/circle\?.*language=en/)
  await settled(page)
  await expect(page.locator('canvas[data-same="yes"]')).toHaveCount(1)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('canvas.maplibregl-canvas')).toHaveCount(1)
})

test('a reload restores camera, layers, theme, language and panel from the address', async ({ page, open }) => {
  await open('/?theme=dark&language=en&panel=layers')
  await page.getByRole('button', { name: 'Hide “Roads”' }).click()
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click()
  await page.waitForTimeout(800)
  await settled(page)
  const before = page.url()
  expect(before).toContain('-road')
  expect(before).toContain('camera=')
  await page.reload()
  await settled(page)
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  await expect(page.getByRole('button', { name: 'Show “Roads”' })).toBeVisible()
})

test('broken words in the address fall back to what is sensible', async ({ page, open }) => {
  await open('/?theme=%3Cscript%3E&language=xx&camera=1,2,abc&layers=,,~~,-x&selected=person:7&panel=zz')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('an unknown county says so, with the way out', async ({ page }) => {
  for (const door of ['/', '/wall']) {
    await page.goto(`${door}?county=999999`)
    await expect(page.getByRole('alert')).toContainText('没有县区“999999”')
    await page.getByRole('button', { name: '云帆区' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('云帆区')
  }
})

test('an unknown address says so and leads home', async ({ page, open }) => {
  await open('/nowhere?language=en')
  await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Start page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Gridboard')
})

test('what each door answers names the files of its page, and each of them is there', async ({ request }) => {
  for (const { path, page } of frontDoors) {
    const link = (await request.get(path, { headers: { accept: 'text/html' } })).headers().link ?? ''
    const files = [...link.matchAll(/<([^>]+)>/g)].map(([, file]) => file!)
    expect(files, path).toContainEqual(expect.stringContaining(`/${page.split('/')[1]}-`))
    for (const file of files) expect((await request.get(file)).status(), file).toBe(200)
  }
})

test('a file that the answer named is fetched once, and used', async ({ page, open }) => {
  const asked: string[] = []
  const warnings: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  page.on('console', (message) => {
    if (message.text().includes('preload')) warnings.push(message.text())
  })
  await open('/desk')
  // the browser tells of what is not used within some seconds
  await page.waitForTimeout(5_000)
  const files = asked.filter((path) => /^\/assets\/.*\.(js|css)$/.test(path))
  expect(files).toContainEqual(expect.stringContaining('/DeskPage-'))
  expect(files).toEqual([...new Set(files)])
  expect(warnings).toEqual([])
})
