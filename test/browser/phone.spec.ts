import { readFileSync } from 'node:fs'
import type { APIRequestContext, Page } from '@playwright/test'
import { decode } from '#server/photo/codecs.ts'
import { redBlueJpeg, withPlaceAndTurn } from '#server/photo/test-photos.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { beRole } from './support/roles.ts'
import { expect, test } from './support/test.ts'

const words = {
  zh: JSON.parse(readFileSync(new URL('../../client/locales/zh/report.json', import.meta.url), 'utf8')),
  en: JSON.parse(readFileSync(new URL('../../client/locales/en/report.json', import.meta.url), 'utf8')),
}
type Language = keyof typeof words
const looks = [
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'light' },
] as const

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

/** Goes to the phone's report with the ring at a place, and says that it is there. */
async function begin(page: Page, at: readonly [number, number], language: Language = 'zh', theme = 'dark') {
  await page.goto(`/m/report?language=${language}&theme=${theme}&camera=${at.join(',')},16`)
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 90_000 })
  await page.getByRole('button', { name: words[language].here }).click()
}

/** Fills in what it is about, up to the last step. */
async function say(page: Page, category: string, title: string, language: Language = 'zh') {
  await page.getByRole('combobox', { name: words[language].category }).selectOption(category)
  await page.getByLabel(words[language].title).fill(title)
  await page.getByRole('button', { name: words[language].next }).click()
  await page.getByRole('heading', { name: words[language].step.send }).waitFor()
}

async function addPhoto(page: Page) {
  const buffer = Buffer.from(withPlaceAndTurn(await redBlueJpeg(640, 480)))
  await page.locator('input[type=file]').setInputFiles({ name: 'here.jpg', mimeType: 'image/jpeg', buffer })
  await page.locator('main li img').first().waitFor()
}

/** How many lamps are reported within 30 metres of a place. */
async function countAt(request: APIRequestContext, at: readonly [number, number]): Promise<number> {
  const near = await request.get(`/api/issues?county=${demoCounty}&near=${at.join(',')},30&category=C12&limit=500`)
  return (await near.json()).issues.length
}

const send = (page: Page) => page.locator('main button[type=submit]').click()
const done = (page: Page, language: Language = 'zh') =>
  page.getByRole('heading', { name: words[language].step.done }).waitFor()

for (const { language, theme } of looks)
  test(`a problem is reported with a photo in three steps, in ${language} and ${theme}, without a serious accessibility finding`, async ({
    page,
    complaints,
  }) => {
    await page.goto(`/m?language=${language}&theme=${theme}`)
    await begin(page, language === 'zh' ? [120.742, 37.802] : [120.744, 37.803], language, theme)
    await page.getByRole('button', { name: words[language].next }).click()
    await expect(page.getByText(words[language].missing.category)).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await say(page, 'C12', 'Lamp at the door is out', language)
    await addPhoto(page)
    expect(await axeFindings(page)).toEqual([])
    await send(page)
    await done(page, language)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: words[language].follow }).click()
    await expect(page.getByRole('heading', { name: 'Lamp at the door is out' })).toBeVisible()
    const photo = page.locator('main figure img')
    await expect(photo).toHaveCount(1)
    // upright: the phone wrote that it is to be turned, and it was
    await expect
      .poll(() => photo.evaluate((one) => one instanceof HTMLImageElement && one.naturalHeight > one.naturalWidth))
      .toBe(true)
    expect(await axeFindings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

test('the questions of a kind are asked by their types, and a report begun is found again after a reload', async ({
  page,
}) => {
  await begin(page, [120.746, 37.804])
  await page.getByRole('combobox', { name: words.zh.category }).selectOption('N01')
  const questions = await page.locator('main form label').count()
  expect(questions).toBeGreaterThan(4)
  await page.getByLabel(words.zh.title).fill('家里不热')
  await page.getByRole('button', { name: words.zh.next }).click()
  await expect(page.getByText('请回答这一项。')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(words.zh.title)).toHaveValue('家里不热')
  await expect(page.getByRole('combobox', { name: words.zh.category })).toHaveValue('N01')
})

test('a part of a photo is hidden by keys before anything leaves the phone', async ({ page }) => {
  await begin(page, [120.748, 37.805])
  await say(page, 'C12', 'Lamp out')
  await addPhoto(page)
  await page.getByRole('button', { name: '遮挡照片 1 的一部分' }).click()
  await page.getByRole('button', { name: '加一个框' }).click()
  const frame = page.getByRole('button', { name: '遮挡框 1' })
  await frame.focus()
  for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowLeft')
  for (let press = 0; press < 40; press++) await page.keyboard.press('Shift+ArrowDown')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '遮挡 1 处' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.evaluate(() => {
    const { fetch } = window
    window.fetch = async (address, init) => {
      if (init?.body instanceof Blob)
        Object.assign(window, { sent: [...new Uint8Array(await init.body.arrayBuffer())] })
      return fetch(address, init)
    }
  })
  await send(page)
  await done(page)
  const bytes = await page.evaluate(() => (Object.getOwnPropertyDescriptor(window, 'sent')?.value ?? []) as number[])
  expect(Buffer.from(bytes).includes('Exif')).toBe(false)
  const { data, width, height } = await decode('jpeg', new Uint8Array(bytes))
  const at = (Math.round(height * 0.6) * width + 20) * 4
  for (const channel of data.subarray(at, at + 3)) expect(Math.abs(channel - 90)).toBeLessThan(12)
})

test('what is known nearby is joined instead of reported again, and counted once', async ({ page, request }) => {
  const at = [120.7521, 37.8052] as const
  const filed = await request.post('/api/issues', {
    data: { county: demoCounty, category: 'C12', title: '路灯坏了一排', position: at },
  })
  const { issue } = await filed.json()
  await begin(page, at)
  await say(page, 'C12', '我这里的灯也不亮')
  await page.getByRole('button', { name: '我也遇到了：路灯坏了一排' }).first().dblclick()
  await expect(page.getByText(`已记到 ${issue.number}，现在共 2 人反映`)).toBeVisible()
  const after = await request.get(`/api/issues/${issue.number}?county=${demoCounty}`)
  expect((await after.json()).issue.callers).toBe(2)
})

test('without a network the report waits on the phone, and goes out once when it is back', async ({
  page,
  context,
  request,
  complaints,
}) => {
  const at = [120.7505, 37.8035] as const
  const before = await countAt(request, at)
  await begin(page, at)
  await say(page, 'C12', '断网时上报的')
  await addPhoto(page)
  await context.setOffline(true)
  await page.locator('main button[type=submit]').dblclick()
  await expect(page.getByText(words.zh.waiting)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await context.setOffline(false)
  await done(page)
  expect(await countAt(request, at)).toBe(before + 1)
  // the browser itself notes what it could not load
  expect(complaints.every(({ text }) => text.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
  complaints.length = 0
})

test('an answer that is lost costs nothing: the report is sent again, once is kept, and its link works', async ({
  page,
  request,
  complaints,
}) => {
  const at = [120.7535, 37.8022] as const
  const before = await countAt(request, at)
  await begin(page, at)
  await say(page, 'C12', '回执丢了的')
  await addPhoto(page)
  let lost = 0
  await page.route('**/api/issues', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await send(page)
  await done(page)
  expect(lost).toBe(1)
  expect(await countAt(request, at)).toBe(before + 1)
  await page.getByRole('link', { name: words.zh.follow }).click()
  await expect(page.getByRole('heading', { name: '回执丢了的' })).toBeVisible()
  expect(complaints.every(({ text }) => text.includes('ERR_CONNECTION_RESET'))).toBe(true)
  complaints.length = 0
})

test('the link shows how it stands, takes a rating, then "not solved"; a wrong link says so', async ({
  page,
  request,
  baseURL,
  complaints,
}) => {
  const filed = await request.post('/api/issues', {
    data: { county: demoCounty, category: 'C12', title: '等着评价的', position: [120.75, 37.801] },
  })
  const { issue, follow } = await filed.json()
  const worker = await beRole(baseURL ?? '', { role: 'grid-worker', area: issue.grid })
  await worker.act(issue.number, { kind: 'file' })
  await worker.act(issue.number, { kind: 'assign', unit: issue.grid })
  await worker.act(issue.number, { kind: 'answer' })
  await worker.act(issue.number, { kind: 'finish', note: '换了灯泡' })
  const community = await beRole(baseURL ?? '', { role: 'community', area: issue.community })
  await community.act(issue.number, { kind: 'close' })

  await page.goto(`/m/follow?county=${demoCounty}&token=${follow}`)
  await expect(page.getByText('已经办结，请评价结果。')).toBeVisible()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('请先选满意程度。')).toBeVisible()
  await page.getByRole('radio', { name: '一般' }).check()
  await page.getByLabel('想说的话（可不填）').fill('亮了，就是等得久')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('您已评价：一般')).toBeVisible()
  await page.getByLabel('哪里没有解决').fill('又灭了')
  await page.getByRole('button', { name: '要求重新办理' }).click()
  await expect(page.getByText('已经立案，正在安排由谁办理。')).toBeVisible()
  await page.getByRole('button', { name: '我的全部上报' }).click()
  await expect(page.getByRole('button', { name: /等着评价的/ }).first()).toBeVisible()

  await page.goto(`/m/follow?county=${demoCounty}&token=${'x'.repeat(32)}`)
  await expect(page.getByText('这个链接没有对应的上报')).toBeVisible()
  expect(complaints.every(({ text }) => text.includes('404'))).toBe(true)
  complaints.length = 0
})
