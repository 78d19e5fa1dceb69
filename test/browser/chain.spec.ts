import type { Page } from '@playwright/test'
import { redBlueJpeg } from '#server/photo/test-photos.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { beRole, signPageIn } from './support/roles.ts'
import { expect, test } from './support/test.ts'

const at = [120.7512, 37.8043] as const
const title = '路灯一片不亮'
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test.use(phone)

/** Opens an issue among the tasks of the post that is signed in, and presses one of its acts. */
async function press(page: Page, number: string, act: string) {
  await page.goto(`/m/work?issue=${number}`)
  await page.getByRole('region', { name: '现在可以做的' }).getByRole('button', { name: act, exact: true }).click()
}

const told = (page: Page, act: string) => page.getByRole('status').filter({ hasText: act })

test('from a resident’s report to the rating: seven roles, each by what it may do', async ({
  page,
  request,
  baseURL,
  complaints,
}) => {
  const url = baseURL ?? ''
  const issueNow = async (number: string) =>
    (await (await request.get(`/api/issues/${number}?county=${demoCounty}`)).json()).issue

  // 1 the resident reports, with a photo and a phone number
  await page.goto(`/m/report?camera=${at.join(',')},16`)
  await page.locator('[data-map="idle"]').waitFor({ state: 'attached', timeout: 90_000 })
  await page.getByRole('button', { name: '就在这里' }).click()
  await page.getByRole('combobox', { name: '是哪一类事' }).selectOption('C12')
  await page.getByLabel('一句话说清问题').fill(title)
  await page.getByRole('button', { name: '下一步' }).click()
  const buffer = Buffer.from(await redBlueJpeg(320, 240))
  await page.locator('input[type=file]').setInputFiles({ name: 'dark.jpg', mimeType: 'image/jpeg', buffer })
  await page.locator('main li img').waitFor()
  await page.getByLabel('手机号（可不填）').fill('138 0000 0000')
  await page.locator('main button[type=submit]').click()
  await page.getByRole('heading', { name: '已经收到' }).waitFor()
  const number = (await page.locator('main dd').first().textContent()) ?? ''
  const link = await page.locator('main output').textContent()
  const { grid, community, street } = await issueNow(number)

  // 2 the grid worker finds it among the tasks, takes it on and hands it up
  await signPageIn(page, { role: 'grid-worker', area: grid })
  await page.goto('/m/work')
  await page.getByRole('button', { name: new RegExp(number) }).click()
  await expect(page.getByRole('link', { name: '拨打反映人 138 0000 0000' })).toHaveAttribute(
    'href',
    'tel:138 0000 0000',
  )
  await expect(page.locator('main figure img')).toHaveCount(1)
  expect(await axeFindings(page)).toEqual([])
  await press(page, number, '受理立案')
  await page.getByRole('dialog').getByRole('button', { name: '受理立案' }).click()
  await expect(told(page, '受理立案')).toBeVisible()
  await press(page, number, '上报上级')
  await page.getByRole('dialog').getByLabel('理由').fill('整条路都不亮，社区以上才管')
  await page.getByRole('dialog').getByRole('button', { name: '上报', exact: true }).click()
  await expect(told(page, '上报上级')).toBeVisible()
  await expect.poll(async () => (await issueNow(number)).level).toBe('community')

  // 3 the community hands it on; 4 the street calls a department to the place
  const communityDesk = await beRole(url, { role: 'community', area: community })
  await communityDesk.act(number, { kind: 'hand_up', reason: '要电力和市政一起看' })
  const department = await beRole(url, { role: 'department' })
  const streetDesk = await beRole(url, { role: 'street', area: street })
  await streetDesk.act(number, { kind: 'whistle', units: [department.unit], reason: '请到现场看线路' })
  await signPageIn(page, { role: 'department', department: department.unit })
  await page.goto('/m/work')
  await page
    .getByRole('region', { name: '有人吹哨叫您' })
    .getByRole('button', { name: new RegExp(number) })
    .click()
  await press(page, number, '报到')
  await page.getByRole('dialog').getByRole('radio', { name: '已报到' }).check()
  await page.getByRole('dialog').getByRole('button', { name: '报到', exact: true }).click()
  await expect(told(page, '报到')).toBeVisible()

  // 5 the leader sees that it goes up and up, and asks for speed
  const leader = await beRole(url, { role: 'leader' })
  await leader.act(number, { kind: 'supervise', reason: '群众反映集中，请尽快' })

  // 6 the street hands it to the district, which gives it to the department
  await streetDesk.act(number, { kind: 'hand_up', reason: '由区里统一安排' })
  const district = await beRole(url, { role: 'district' })
  await district.act(number, { kind: 'assign', unit: department.unit })

  // 7 the department answers, and finishes with a photo of the result
  await signPageIn(page, { role: 'department', department: department.unit })
  await page.goto('/m/work')
  await page.getByRole('button', { name: new RegExp(number) }).click()
  await press(page, number, '应答')
  await page.getByRole('dialog').getByRole('button', { name: '应答' }).click()
  await expect(told(page, '应答')).toBeVisible()
  await press(page, number, '处置完成')
  const dialog = page.getByRole('dialog', { name: /处置完成/ })
  await dialog.locator('input[type=file]').setInputFiles({ name: 'bright.jpg', mimeType: 'image/jpeg', buffer })
  await dialog.locator('li img').waitFor()
  await dialog.getByLabel('备注（可不填）').fill('更换控制箱，全路段恢复')
  await dialog.getByRole('button', { name: '处置完成' }).click()
  await expect(told(page, '处置完成')).toBeVisible()
  await expect(page.locator('main figure')).toHaveCount(2)
  expect(await axeFindings(page)).toEqual([])
  // its own work is not its own to close
  await expect(department.act(number, { kind: 'close' })).rejects.toThrow('not-your-role')

  // the district checks and closes; before that, closing is refused
  await expect(district.act(number, { kind: 'close' })).rejects.toThrow('not-checked')
  await district.act(number, { kind: 'check', note: '夜里去看过' })
  await district.act(number, { kind: 'close' })

  // the resident sees before and after, and rates
  await page.context().clearCookies()
  await page.goto(link ?? '')
  await expect(page.locator('main figure')).toHaveCount(2)
  await page.getByRole('radio', { name: '很满意' }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('您已评价：很满意')).toBeVisible()

  const { state, rating, outcome } = await issueNow(number)
  expect({ state, rating, outcome }).toEqual({ state: 'closed', rating: 5, outcome: 'solved' })
  const whole = await district.asking.get(`/api/issues/${number}?county=${demoCounty}`)
  const { history } = await whole.json()
  expect(history.map((entry: { kind: string }) => entry.kind)).toEqual([
    'report',
    'file',
    'hand_up',
    'hand_up',
    'whistle',
    'whistle_answer',
    'supervise',
    'hand_up',
    'assign',
    'answer',
    'finish',
    'check',
    'close',
    'rate',
  ])
  expect(complaints).toEqual([])
})
