import type { Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, test } from './support/test.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const chip = (page: Page) => page.getByRole('button', { name: /^当前岗位/ })

async function tryOut(page: Page, role: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: '登录', exact: true }).click()
  await dialog(page).getByRole('radio', { name: role }).check()
  await dialog(page)
    .getByRole('button', { name: `以${role}身份试用` })
    .click()
  await expect(chip(page)).toBeVisible()
}

test.describe('accounts', () => {
  test('a community of the demo county is tried out, shown in the bar, kept by a reload, and left', async ({
    page,
    open,
  }) => {
    await open('/admin')
    await page.getByRole('banner').getByRole('button', { name: '登录', exact: true }).click()
    await expect(dialog(page).getByRole('radio', { name: '社区（村）' })).toBeChecked()
    await expect(dialog(page).getByRole('combobox', { name: '在哪里' })).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await dialog(page).getByRole('combobox', { name: '在哪里' }).selectOption({ index: 1 })
    const place = await dialog(page).locator('option:checked').textContent()
    await dialog(page).getByRole('button', { name: '以社区（村）身份试用' }).click()
    await expect(chip(page)).toHaveText(`${place}值班`)
    await page.reload()
    await expect(chip(page)).toHaveText(`${place}值班`)
    await chip(page).click()
    await dialog(page).getByRole('button', { name: '登录过的设备' }).click()
    await expect(dialog(page).getByText('当前设备')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: '退出登录' }).click()
    await expect(page.getByRole('banner').getByRole('button', { name: '登录', exact: true })).toBeVisible()
    const { me } = await (await page.request.get('/api/me')).json()
    expect(me).toBeNull()
  })

  test('an identity provider stands below the password where one is set, and its refusals have words', async ({
    page,
    open,
    complaints,
  }) => {
    await page.route('**/api/session/ways', (route) => route.fulfill({ json: { provider: { name: '市统一认证' } } }))
    await open('/admin')
    await page.getByRole('banner').getByRole('button', { name: '登录', exact: true }).click()
    await expect(dialog(page).getByText('市统一认证')).toHaveCount(0)
    await dialog(page).getByRole('radio', { name: '账号登录' }).check()
    await dialog(page).getByRole('button', { name: '用市统一认证登录' }).press('Enter')
    await expect(dialog(page).getByRole('alert')).toHaveText('本服务器没有设置统一身份认证，请用密码登录。')
    // the refusal itself is the only complaint
    const refused = () => complaints.splice(0).map(({ text }) => text)
    expect(refused()).toEqual([expect.stringContaining('404')])
    expect(await axeFindings(page)).toEqual([])
    // sent back by a provider that this server does not have
    await page.evaluate(() => sessionStorage.setItem('gridboard.way-back', '/admin?language=en'))
    await page.goto('/signed-in?code=x&state=y')
    await expect(page.getByRole('alert')).toHaveText(
      'No identity provider is set on this server; sign in with a password.',
    )
    expect(await axeFindings(page)).toEqual([])
    expect(refused()).toEqual([expect.stringContaining('404')])
    await page.getByRole('link', { name: 'Go back' }).click()
    await expect(page).toHaveURL(/\/admin\?/)
  })

  test('the dialog is walked through by keys', async ({ page, open }) => {
    await open('/admin')
    await page.getByRole('banner').getByRole('button', { name: '登录', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toBeVisible()
    await dialog(page).getByRole('radio', { name: '社区（村）' }).focus()
    await page.keyboard.press('ArrowUp')
    await expect(dialog(page).getByRole('radio', { name: '街道（镇）' })).toBeChecked()
    await dialog(page).getByRole('combobox').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(chip(page)).toHaveText(/值班$/)
  })

  test('an administrator lets somebody in, who signs in by the password told once, and lets them out again', async ({
    page,
    open,
    browser,
    baseURL,
  }) => {
    const login = `test.${crypto.randomUUID().slice(0, 8)}`
    await open('/admin/people')
    await expect(page.getByText('请先登录')).toBeVisible()
    await tryOut(page, '管理员')
    await expect(page.getByRole('table')).toContainText('系统管理')
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('button', { name: '添加人员' }).click()
    await dialog(page).getByRole('textbox', { name: '姓名' }).fill('试验员')
    await dialog(page).getByRole('textbox', { name: '账号' }).fill(login)
    await dialog(page).getByRole('combobox', { name: '角色' }).selectOption('street')
    expect(await axeFindings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: '添加', exact: true }).click()
    const password = await dialog(page).locator('[data-password]').textContent()
    expect(password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
    await dialog(page).getByRole('button', { name: '已交给本人' }).click()

    const theirs = await browser.newContext(baseURL === undefined ? {} : { baseURL })
    const other = await theirs.newPage()
    await other.goto('/admin')
    await other.getByRole('banner').getByRole('button', { name: '登录', exact: true }).click()
    await other.getByRole('radio', { name: '账号登录' }).check()
    await other.getByRole('textbox', { name: '账号' }).fill(login)
    await other.getByRole('textbox', { name: '密码' }).fill('not-the-password')
    await dialog(other).getByRole('button', { name: '登录' }).click()
    await expect(dialog(other).getByRole('alert')).toHaveText('账号或密码不对。')
    await other.getByRole('textbox', { name: '密码' }).fill(password ?? '')
    await dialog(other).getByRole('button', { name: '登录' }).click()
    await expect(chip(other)).toHaveText(/值班$/)

    await page.getByRole('textbox', { name: /^查找/ }).fill(login)
    await expect(page.getByText('共 1 人')).toBeVisible()
    await page.getByRole('button', { name: '试验员' }).click()
    await dialog(page).getByRole('button', { name: '停用' }).click()
    await dialog(page).getByRole('alert').getByRole('button', { name: '停用' }).click()
    await expect(dialog(page).getByRole('button', { name: '恢复使用' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('table')).toContainText('停用')
    await other.reload()
    await expect(other.getByRole('banner').getByRole('button', { name: '登录', exact: true })).toBeVisible()
    await theirs.close()

    await page.getByRole('radio', { name: '变更记录' }).check()
    await expect(page.getByRole('listitem').filter({ hasText: '试验员' }).first()).toContainText('修改人员')
    expect(await axeFindings(page)).toEqual([])
  })

  test('people are not for other roles, and the page says what to do', async ({ page, open }) => {
    await open('/admin/people')
    await tryOut(page, '领导')
    await expect(page.getByText('当前岗位不能管理人员')).toBeVisible()
    const answer = await page.request.get(`/api/people?county=${demoCounty}`)
    expect(answer.status()).toBe(403)
    expect((await answer.json()).code).toBe('not-allowed')
  })

  test('everything is said in English as well', async ({ page, open }) => {
    await open('/admin/people?language=en')
    await page.getByRole('banner').getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog(page).getByRole('radio', { name: 'Administrator' }).check()
    await dialog(page).getByRole('button', { name: 'Try it out as Administrator' }).click()
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
    await expect(page.getByRole('table')).toBeVisible()
    await expect(page.getByText(/\p{Script=Han}/u).filter({ hasText: /refusal|role\.|part\./ })).toHaveCount(0)
  })
})
