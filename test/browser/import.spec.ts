import { actOnIssue } from '#server/issue/write-issues.ts'
import { axeFindings } from './support/axe.ts'
import { startSmallServer } from './support/small-server.ts'
import { expect, test } from './support/test.ts'

const county = '370699'

test.describe('importing', () => {
  let server: Awaited<ReturnType<typeof startSmallServer>>
  test.beforeAll(async () => {
    test.setTimeout(240_000)
    server = await startSmallServer()
  })
  test.afterAll(() => server?.end())

  test('a file is dropped, its axes asked about, tried, taken and taken back', async ({ page, complaints }) => {
    const answer = await page.request.post(`${server.url}/api/session/demo`, {
      data: { county, role: 'administrator' },
      headers: { Origin: server.url },
    })
    expect(answer.ok()).toBe(true)
    await page.goto(`${server.url}/admin/import?county=${county}`)
    const choose = page.locator('input[type=file]')
    const send = (name: string, content: string) =>
      choose.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
    await send('parks.exe', 'MZ')
    await expect(page.getByRole('alert')).toContainText('这不是能读的格式')
    // the refusal itself is the only complaint
    expect(complaints.splice(0).map(({ text }) => text)).toEqual([expect.stringContaining('400')])

    // latitude first, as spreadsheets often have it
    const ring = [37.05, 37.06, 37.06, 37.05].map((latitude, i) => [latitude, 120.05 + (i > 1 ? 0.01 : 0)])
    const feature = (id: number, name: string) => ({
      type: 'Feature',
      properties: { 编号: id, 名称: name },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    })
    const features = [feature(1, '月亮湾公园'), feature(2, '')]
    await send('公园.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
    await expect(page.getByRole('heading', { name: '公园.geojson' })).toBeVisible()
    await expect(page.getByText('请核对下面的文字')).toHaveCount(0)
    await page.getByRole('button', { name: /EPSG:4490，交换两轴/ }).click()
    await expect(page.getByText(/落在距本县中心 [\d.]+ 公里处$/)).toBeVisible()
    await page.getByLabel('导入为').selectOption('compound')
    const take = page.getByRole('button', { name: '正式导入' })
    await expect(take).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: '试导（不改变数据）' }).click()
    await expect(page.getByRole('heading', { name: '如果导入' })).toBeVisible()
    await expect(page.getByText('第 2 行（2） 字段的值不能用')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await take.click()
    await expect(page.getByRole('heading', { name: '已导入' })).toBeVisible()
    const count = async () =>
      (await server.db.query<{ count: number }>('select count(*)::int as count from compound'))[0]!.count
    expect(await count()).toBe(1)
    await page.getByRole('button', { name: '换一个文件' }).click()
    await expect(page.getByText('小区 · 1 行')).toBeVisible()
    await page.getByRole('button', { name: '撤销' }).click()
    await expect(page.getByText('已撤销，1 行恢复原样')).toBeVisible()
    expect(await count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])

    // division codes have no place: nothing is asked of coordinates
    await send('codes.csv', 'code,name\n370699001,滨海街道\n370699001001,安泰社区居委会\n370699001009,望海社区居委会\n')
    await expect(page.getByLabel('导入为')).toHaveValue('division')
    await expect(page.getByLabel('坐标系')).toHaveCount(0)
    await page.getByRole('button', { name: '试导（不改变数据）' }).click()
    await expect(page.getByRole('heading', { name: '如果导入' })).toBeVisible()
    await take.click()
    await expect(page.getByText('可随时撤销')).toBeVisible()
    await page.getByRole('button', { name: '看导入记录' }).click()
    await page.getByRole('button', { name: '检查路网' }).click()
    await expect(page.getByText('总长')).toBeVisible()
    await page.getByRole('link', { name: '区划代码' }).click()
    await page.getByRole('button', { name: '滨海街道' }).click()
    await expect(page.getByRole('row', { name: /370699001009 望海社区居委会/ })).toContainText('无图形')
    await page.getByLabel('查找').fill('whsq')
    await expect(page.getByText('找到 1 个')).toBeVisible()
    expect(await axeFindings(page)).toEqual([])

    // counts joined by codes: what they name is drawn, what they do not is listed
    await page.goto(`${server.url}/admin/import?county=${county}`)
    await send('户数.csv', '代码,户数\n370699001001,100\n370699002001,50\n370699009,3\n')
    await expect(page.getByText('每行对一个社区：读 3 行，对上 2 行，已画在地图上')).toBeVisible()
    await expect(page.getByText('第 3 行（370699009） 本县没有这个代码或名称')).toBeVisible()
    await page.getByText('对上的 2 个').click()
    await page.getByRole('button', { name: /松园社区 · 370699002001/ }).click()
    await expect(page).toHaveURL(/camera=120\.1[0-9]*,37\.0/)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: '换一个文件' }).click()

    // issues, as a table of requests has them, and taken back but for the one that somebody has worked on
    await server.db.query('update county set demo = false')
    const requests = Array.from(
      { length: 30 },
      (_, row) => `R${row},路灯不亮,第 ${row} 盏,11/0${1 + (row % 9)}/2026 08:30:00 AM,${120.01 + row / 200},37.05`,
    )
    await send(
      'requests.csv',
      ['id,type,title,opened,lon,lat', ...requests, 'R30,没有的,x,11/01/2026 08:30:00 AM,120.05,37.05'].join('\n'),
    )
    await page.getByLabel('导入为').selectOption('issue')
    await expect(page.getByLabel('类别（必填）')).toBeVisible()
    await page.getByLabel('坐标系').fill('EPSG:4490')
    await page.getByLabel('日期的写法').selectOption('month-first')
    await page.getByRole('button', { name: '试导（不改变数据）' }).click()
    await expect(page.getByText('第 31 行（R30） 事项目录中没有这个类别')).toBeVisible()
    expect(await server.db.query('select 1 from issue')).toEqual([])
    await take.click()
    await expect(page.getByText('可随时撤销')).toBeVisible()
    const note = { act: { kind: 'note' as const, note: '已联系' }, at: Date.now(), actor: '值班' }
    await actOnIssue(server.db, county, { number: 'R7', version: null, acts: [note] })
    await page.getByRole('button', { name: '看导入记录' }).click()
    await expect(page.getByText('事项 · 30 行')).toBeVisible()
    await page.getByRole('button', { name: '撤销' }).first().click()
    await expect(page.getByText('已撤销，29 行恢复原样')).toBeVisible()
    await expect(page.getByText('1 件事项之后有人办理过，连同办理记录原样保留：R7')).toBeVisible()
    expect(await server.db.query('select number from issue')).toEqual([{ number: 'R7' }])
    expect(await axeFindings(page)).toEqual([])
  })
})
