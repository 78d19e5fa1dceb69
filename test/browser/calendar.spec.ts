import type { Page } from '@playwright/test'
import { fileIssue } from '#server/issue/write-issues.ts'
import { axeFindings } from './support/axe.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect, test } from './support/test.ts'

const county = '370699'
const DAY = 86_400_000

test.describe('the calendar and the catalogue', () => {
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    test.setTimeout(240_000)
    server = await startSmallServer()
  })
  test.afterAll(() => server?.end())

  const signIn = async (page: Page, role: string) => {
    const answer = await page.request.post(`${server.url}/api/session/demo`, {
      data: { county, role },
      headers: { Origin: server.url },
    })
    expect(answer.ok()).toBe(true)
  }

  test('a day is turned over by keys, named, and saved once the page has told which clocks move', async ({ page }) => {
    const filing = {
      category: 'lamp',
      source: 'patrol',
      title: '路灯不亮',
      place: '',
      emergency: false,
      longitude: 120.15,
      latitude: 37.05,
      answerBy: Date.now() - DAY,
      // a Friday afternoon
      finishBy: Date.parse('2040-01-06T16:00:00+08:00'),
    } as const
    const { number } = await fileIssue(server.db, county, { filing, at: Date.now() - 2 * DAY, actor: '网格员' })
    await signIn(page, 'district')
    await page.goto(`${server.url}/admin/calendar?year=2040`)
    await expect(page.getByText('2040 年的放假安排还没有公布')).toBeVisible()

    // a Sunday: the first day is where the keys begin
    await page.locator('[data-day="2040-01-01"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const tuesday = page.locator('[data-day="2040-01-03"]')
    await expect(tuesday).toBeFocused()
    await page.keyboard.press('Space')
    await expect(tuesday).toHaveAccessibleName(/区县定为放假, 改了还没保存/)
    await page.getByLabel('名称').fill('渔家节')
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('button', { name: '保存…' }).click()
    const dialog = page.getByRole('dialog', { name: '保存之前' })
    await expect(dialog.getByText('1 件未结事项中，1 件期限推后，0 件提前。')).toBeVisible()
    await expect(dialog.getByRole('row', { name: new RegExp(number) })).toContainText('01/09 16:00')
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: '确认保存' }).click()
    await expect(page.getByText('日历已保存，1 件事项的期限随之改变。')).toBeVisible()

    await page.reload()
    await expect(page.locator('[data-day="2040-01-03"]')).toHaveAccessibleName(/区县定为放假, 渔家节$/)
    const [row] = await server.db.query<{ finish_by: Date }>('select finish_by from issue where number = $1::text', [
      number,
    ])
    expect(row?.finish_by.toISOString()).toBe('2040-01-09T08:00:00.000Z')
  })

  test('what somebody else has saved meanwhile is read again, and the own changes are kept', async ({
    page,
    complaints,
  }) => {
    await signIn(page, 'district')
    await page.goto(`${server.url}/admin/calendar?year=2030`)
    await page.locator('[data-day="2030-03-05"]').click()
    await server.db.query(
      `insert into holiday (county, day, working, name) values ($1::text, '2030-03-06', false, '赶海节')`,
      [county],
    )
    await page.getByRole('button', { name: '保存…' }).click()
    await expect(page.getByText('你的改动还在，请看过影响再保存').first()).toBeVisible()
    await page.getByRole('button', { name: '确认保存' }).click()
    await expect(page.getByText('日历已保存')).toBeVisible()
    await expect(page.locator('[data-day="2030-03-05"]')).toHaveAccessibleName(/区县定为放假$/)
    await expect(page.locator('[data-day="2030-03-06"]')).toHaveAccessibleName(/赶海节$/)
    // the refusal itself is the only complaint
    expect(complaints.splice(0).map(({ text }) => text)).toEqual([expect.stringContaining('409')])
  })

  test('who may not change the calendar sees it, and why not', async ({ page }) => {
    await page.goto(`${server.url}/admin/calendar?year=2026`)
    const holiday = page.locator('[data-day="2026-10-01"]')
    await expect(holiday).toHaveAccessibleName(/国家放假, 国庆节$/)
    await holiday.click()
    await expect(holiday).toHaveAccessibleName(/国家放假, 国庆节$/)
    await expect(page.getByRole('button', { name: '保存…' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('只有区县和管理员岗位可以改日历')).toBeVisible()
  })

  test('office hours that overlap are refused before they are saved', async ({ page }) => {
    await signIn(page, 'administrator')
    await page.goto(`${server.url}/admin/calendar?year=2026`)
    await page.getByLabel('第 2 段开始').fill('11:00')
    await expect(page.getByRole('alert')).toContainText('后一段不能早于前一段')
  })

  test('a condition gets a limit of its own, and a CSV goes in after a look at what it changes', async ({ page }) => {
    await signIn(page, 'administrator')
    await page.goto(`${server.url}/admin/categories`)
    await page.getByRole('button', { name: /路灯不亮/ }).click()
    await page.getByRole('button', { name: '加一个条件' }).click()
    const condition = page.getByRole('group', { name: 'c1', exact: true })
    await condition.getByLabel('中文名称').fill('整条路不亮')
    await page.getByRole('group', { name: '整条路不亮' }).getByLabel('英文名称').fill('Whole street dark')
    await page.getByLabel('办结时限：数量').nth(1).fill('2')
    await page.getByLabel('办结时限：时钟').nth(1).selectOption('working-day')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByText('“路灯不亮”已保存。')).toBeVisible()
    await expect(page.getByText('lamp · 第 2 版')).toBeVisible()

    const csv = await (await page.request.get(`${server.url}/api/categories.csv?county=${county}`)).text()
    expect(csv).toContain('lamp,c1,,整条路不亮,Whole street dark,,working,2h,working-day,2d,')
    const file = (text: string) => ({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByLabel('选择 CSV 文件').setInputFiles(file(csv.replace('working-day,2d', 'working-day,soon')))
    const dialog = page.getByRole('dialog', { name: '导入前看一看' })
    await expect(dialog.getByText('“soon”不是时限')).toBeVisible()
    await expect(dialog.getByRole('button', { name: '确认导入' })).toHaveAttribute('aria-disabled', 'true')
    await dialog.getByRole('button', { name: '取消' }).click()

    await page.getByLabel('选择 CSV 文件').setInputFiles(file(csv.replace('working-day,2d', 'working-day,3d')))
    await expect(dialog.getByText('finish_limit 2d → 3d')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: '确认导入' }).click()
    await expect(page.getByText('目录已更新 1 处。')).toBeVisible()
    await expect(page.getByLabel('办结时限：数量').nth(1)).toHaveValue('3')
  })
})
