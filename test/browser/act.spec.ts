import { readFileSync } from 'node:fs'
import { type Browser, test as bare, type Page } from '@playwright/test'
import type { Role } from '#domain/account/post.ts'
import { getIssue, listIssues } from '#domain/contract/issue.ts'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import { fileIssue } from '#server/issue/write-issues.ts'
import { SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { axeFindings } from './support/axe.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect } from './support/test.ts'

const HOUR = 3_600_000
const dialog = (page: Page) => page.getByRole('dialog')
const card = (page: Page) => page.getByRole('complementary', { name: '选中的对象' })
const acts = (page: Page) => card(page).getByRole('region', { name: '可以办的' })
const grid = (page: Page) => page.getByRole('grid', { name: '事项队列' })
const rows = (page: Page) => grid(page).locator('tbody tr[data-at]')

// a server of its own: these tests write
bare.describe('acting on issues', () => {
  bare.describe.configure({ timeout: 240_000 })
  bare.use({ viewport: { width: 1600, height: 900 } })
  let server: Awaited<ReturnType<typeof startSmallServer>>
  let filed = 0

  bare.beforeAll(async () => {
    server = await startSmallServer()
    await server.db.query(
      `insert into unit (county, code, kind, name, name_en) values
         ($1::text, '住建局', 'department', '住建局', 'Housing'), ($1::text, '城管局', 'department', '城管局', 'City')`,
      [SMALL_COUNTY],
    )
  })
  bare.afterAll(() => server.end())

  const file = async (title: string, level?: IssueFiling['level']) => {
    filed += 1
    const filing: IssueFiling = {
      category: 'lamp',
      source: 'patrol',
      title,
      place: `滨海路 ${filed} 号`,
      emergency: false,
      longitude: 120.05 + filed * 1e-4,
      latitude: 37.05,
      answerBy: Date.now() + 2 * HOUR,
      finishBy: Date.now() + 40 * HOUR,
      ...(level === undefined ? {} : { level }),
    }
    const { number } = await fileIssue(server.db, SMALL_COUNTY, { filing, at: Date.now() - HOUR, actor: '网格员' })
    return number
  }
  /** A page of somebody who tries out a post. */
  const enter = async (browser: Browser, role: Role, path: string, area?: string) => {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'zh-CN' })
    const answer = await context.request.post(`${server.url}/api/session/demo`, {
      data: { county: SMALL_COUNTY, role, ...(area === undefined ? {} : { area }) },
    })
    expect(answer.status()).toBe(200)
    const page = await context.newPage()
    await page.goto(`${server.url}${path}`)
    return page
  }
  const told = async (page: Page, number: string) => {
    const answer = await page.request.get(`${server.url}/api/issues/${number}?county=${SMALL_COUNTY}`)
    return getIssue.answer.parse(await answer.json())
  }
  const press = (page: Page, act: string) => acts(page).getByRole('button', { name: act, exact: true }).click()
  const choose = (page: Page, unit: string) => dialog(page).getByRole('radio', { name: unit }).check()
  const send = (page: Page, words: string) => dialog(page).getByRole('button', { name: words, exact: true })

  bare('two people press at once: one has done it, the other is told who and what it is now', async ({ browser }) => {
    const number = await file('路灯不亮')
    const [one, other] = await Promise.all([
      enter(browser, 'district', `/desk?selected=issue:${number}`),
      enter(browser, 'district', `/desk?selected=issue:${number}`),
    ])
    for (const [page, unit] of [
      [one, '住建局'],
      [other, '城管局'],
    ] as const) {
      await press(page, '派遣')
      await choose(page, unit)
    }
    await Promise.all([send(one, '派遣').click(), send(other, '派遣').click()])
    const loser = (await Promise.race([
      dialog(one)
        .getByRole('alert')
        .waitFor()
        .then(() => one),
      dialog(other)
        .getByRole('alert')
        .waitFor()
        .then(() => other),
    ])) as Page
    const winner = loser === one ? other : one
    await expect(winner.getByText(`${number}：派遣已记下`)).toBeVisible()
    await expect(dialog(loser).getByRole('alert')).toContainText('先一步')
    await expect(dialog(loser).getByRole('alert')).toContainText('现在是“已派遣”')
    // what was chosen is still chosen; pressing on is refused with its reason
    await expect(dialog(loser).getByRole('radio', { checked: true })).toHaveCount(1)
    await expect(dialog(loser).getByRole('alert')).toContainText('现在这个状态不能这样办')
    const { history } = await told(one, number)
    expect(history.filter(({ kind }) => kind === 'assign')).toHaveLength(1)
    await one.context().close()
    await other.context().close()
  })

  bare('a double click does one thing', async ({ browser }) => {
    const number = await file('路灯又不亮')
    const page = await enter(browser, 'district', `/desk?selected=issue:${number}`)
    await press(page, '督办')
    await dialog(page).getByLabel('理由').fill('请今天办结')
    await send(page, '督办').dblclick()
    await expect(page.getByText(`${number}：督办已记下`)).toBeVisible()
    const { history } = await told(page, number)
    expect(history.filter(({ kind }) => kind === 'supervise')).toHaveLength(1)
    await expect(card(page).getByRole('region', { name: /全部经过/ })).toContainText('请今天办结')
    await page.context().close()
  })

  bare('what is typed survives a cut line, and a second try does nothing twice', async ({ browser }) => {
    const number = await file('线路断了')
    const page = await enter(browser, 'district', `/desk?selected=issue:${number}`)
    await press(page, '加备注')
    await dialog(page).getByLabel('备注').fill('已电话联系')
    // the server has done it, the answer is lost
    await page.route('**/acts', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await send(page, '加上').click()
    await expect(dialog(page).getByRole('alert')).toContainText('再按一次不会重复')
    await expect(dialog(page).getByLabel('备注')).toHaveValue('已电话联系')
    await page.unroute('**/acts')
    await send(page, '加上').click()
    await expect(page.getByText(`${number}：加备注已记下`)).toBeVisible()
    expect((await told(page, number)).history.filter(({ kind }) => kind === 'note')).toHaveLength(1)
    await page.context().close()
  })

  bare('a button that may not be pressed says why; who has no post sees none', async ({ browser }) => {
    const number = await file('高处的灯')
    const page = await enter(browser, 'community', `/desk?selected=issue:${number}`, '370699001001')
    await acts(page).getByRole('button', { name: /^更多/ }).click()
    const assign = acts(page).getByRole('button', { name: '派遣', exact: true })
    await expect(assign).toHaveAttribute('aria-disabled', 'true')
    await expect(assign).toHaveAccessibleDescription('这一件在上一级，由上级办理。')
    await assign.focus()
    await expect(assign).toBeFocused()
    await assign.press('Enter')
    await expect(dialog(page)).toHaveCount(0)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()

    const nobody = await browser.newPage()
    await nobody.goto(`${server.url}/desk?selected=issue:${number}`)
    await expect(card(nobody).getByRole('button', { name: '登录后办理' })).toBeVisible()
    await expect(acts(nobody)).toHaveCount(0)
    await nobody.close()
  })

  bare('a whistle calls two departments, and each answer stands on the card', async ({ browser }) => {
    const number = await file('两家的事', 'street')
    const page = await enter(browser, 'street', `/desk?selected=issue:${number}`, '370699001')
    await press(page, '吹哨')
    await dialog(page).getByRole('checkbox', { name: '住建局' }).check()
    await dialog(page).getByRole('searchbox').fill('cgj')
    await dialog(page).getByRole('checkbox', { name: '城管局' }).check()
    await dialog(page).getByLabel('理由').fill('请共同到场')
    await send(page, '吹哨').click()
    await expect(card(page)).toContainText('住建局等待报到')
    const answer = await page.request.post(`${server.url}/api/session/demo`, {
      headers: { origin: server.url },
      data: { county: SMALL_COUNTY, role: 'department', department: '城管局' },
    })
    expect(answer.status()).toBe(200)
    await page.reload()
    await press(page, '报到')
    await dialog(page).getByRole('radio', { name: '不属本单位' }).check({ force: true })
    await send(page, '报到').click()
    await expect(dialog(page).getByText('请写明理由')).toBeVisible()
    await dialog(page).getByRole('textbox').fill('灯杆归住建')
    await send(page, '报到').click()
    await expect(card(page)).toContainText('灯杆归住建')
    await page.context().close()
  })

  bare('many are assigned at once; each that was refused stands under its reason', async ({ browser }) => {
    const numbers = [await file('批量甲'), await file('批量乙'), await file('批量丙')]
    const page = await enter(browser, 'district', '/desk?state=filed')
    await expect(rows(page).filter({ hasText: numbers[2] ?? '' })).toBeVisible({ timeout: 60_000 })
    const { version } = (await told(page, numbers[0] ?? '')).issue
    const assigned = await page.request.post(`${server.url}/api/issues/${numbers[0]}/acts`, {
      headers: { origin: server.url },
      data: { county: SMALL_COUNTY, version, act: { kind: 'assign', unit: '城管局' } },
    })
    expect(assigned.status()).toBe(200)
    // the newest three: from the first row to the third with Shift
    await rows(page).nth(0).getByRole('checkbox').click()
    await rows(page)
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await expect(page.getByText('已选 3 件')).toBeVisible()
    await page.getByRole('status').getByRole('button', { name: '派遣' }).click()
    await choose(page, '住建局')
    await send(page, '派遣 3 件').click()
    await expect(dialog(page)).toContainText('办成 2 件')
    await expect(dialog(page)).toContainText('没办成 1 件')
    await expect(dialog(page).getByRole('listitem')).toContainText(numbers[0] ?? '')
    expect(await axeFindings(page)).toEqual([])
    await send(page, '只留没办成的').click()
    await expect(page.getByText('已选 1 件')).toBeVisible()
    const answer = await page.request.get(`${server.url}/api/issues?county=${SMALL_COUNTY}&unit=住建局`)
    const { issues } = listIssues.answer.parse(await answer.json())
    expect(issues.map(({ number }) => number)).toEqual(expect.arrayContaining(numbers.slice(1)))
    await page.context().close()
  })

  bare('by keys alone: choose a row, open it, find a unit by pinyin, send', async ({ browser }) => {
    const number = await file('键盘能走完')
    const page = await enter(browser, 'district', '/desk')
    await expect(rows(page).filter({ hasText: number })).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    await expect(page.getByText('已选 1 件')).toBeVisible()
    await page.keyboard.press('Space')
    await expect(page.getByText('已选 1 件')).toBeHidden()
    await page.keyboard.press('Enter')
    const assign = acts(page).getByRole('button', { name: '派遣', exact: true })
    await assign.waitFor()
    for (let step = 0; step < 80; step++) {
      if (await assign.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await expect(assign).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog(page).getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('zjj')
    await expect(dialog(page).getByRole('radio')).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(`${number}：派遣已记下`)).toBeVisible()
    expect((await told(page, number)).issue.unit).toBe('住建局')
    await page.context().close()
  })

  bare('a case is written down beside the map; what is known nearby can be joined instead', async ({ browser }) => {
    const known = await file('已知的一件')
    const { position } = (
      await (async () => {
        const page = await enter(browser, 'district', '/api-docs')
        const answer = await told(page, known)
        await page.context().close()
        return answer
      })()
    ).issue
    const page = await enter(browser, 'community', `/desk?camera=${position.join(',')},17`, '370699001001')
    await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('c')
    const panel = page.getByRole('complementary', { name: '立案' })
    await panel.getByRole('button', { name: '立案', exact: true }).click()
    await expect(panel.getByText('请先选位置')).toBeVisible()
    await panel.getByRole('button', { name: '取地图中心' }).click()
    await expect(panel.getByRole('region', { name: /附近已有/ })).toContainText(known)
    expect(await axeFindings(page)).toEqual([])
    await panel.getByLabel('类别').selectOption({ label: '路灯不亮' })
    await expect(panel.getByLabel('标题')).toHaveValue('路灯不亮')
    await panel.getByRole('button', { name: '立案', exact: true }).click()
    await expect(page.getByText(/已立案，编号/)).toBeVisible()
    await expect(card(page)).toContainText('已立案')

    await page.keyboard.press('c')
    await panel.getByRole('button', { name: '取地图中心' }).click()
    await panel.getByRole('listitem').filter({ hasText: known }).getByRole('button', { name: '是这一件' }).click()
    await expect(page.getByText(`已在 ${known} 上记一位反映人`)).toBeVisible()
    expect((await told(page, known)).issue.callers).toBe(2)
    await page.context().close()
  })

  bare('a spreadsheet holds texts, never formulas; views keep their filters and their name', async ({ browser }) => {
    await file('=1+1')
    const page = await enter(browser, 'district', '/desk')
    await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: '导出', exact: true }).click()
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 XLSX' }).click()
    const saved = await waiting
    expect(saved.suggestedFilename()).toMatch(/\.xlsx$/)
    expect(
      readFileSync(await saved.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')

    await page.getByRole('button', { name: '状态' }).click()
    await page.getByRole('radio', { name: '已立案' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('state')).toBe('filed')
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByLabel('把当前筛选存为').fill('晨会')
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('晨会')
    await page.getByRole('button', { name: '清除筛选' }).first().click()
    await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBeNull()
    await page.reload()
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByRole('button', { name: '晨会', exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('state')).toBe('filed')
    await page.context().close()
  })

  bare('the lifecycle is drawn, and a role’s own acts are brought out', async ({ browser }) => {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
    await page.goto(`${server.url}/admin/lifecycle`)
    await expect(page.getByRole('img', { name: /状态是方框/ })).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('radio', { name: '全部角色' }).check({ force: true })
    await expect(page).toHaveURL(/role=all/)
    const all = await page.getByRole('row').count()
    await page.getByRole('radio', { name: '居民' }).check({ force: true })
    await expect(page.getByRole('row')).toHaveCount(4)
    expect(all).toBeGreaterThan(25)
    await page.close()
  })
})
