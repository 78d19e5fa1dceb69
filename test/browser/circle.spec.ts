import type { Page } from '@playwright/test'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { isBlank, pictureFacts } from './support/picture.ts'
import { expect, settled, test } from './support/test.ts'

interface Told {
  station: { walk: number[]; straight: number[]; cannotWalk: number[] }
  county: { households: number; walk: number[] }
}
interface Station {
  code: string
  name: string
  level: string
  position: [number, number]
}

test.use({ viewport: { width: 1366, height: 1024 } })

let stations: Station[] = []
test.beforeAll(async ({ request }) => {
  const answer: { stations: Station[] } = await (await request.get(`/api/stations?county=${demoCounty}`)).json()
  stations = answer.stations
})

const number = (value: number) => new Intl.NumberFormat('zh').format(value)
const community = () => stations.find(({ level }) => level === 'community')!
/** The page counts by itself from now on. */
const counting = (page: Page) => expect(page.getByText('正在把路网装进本页')).toHaveCount(0)
const share = (page: Page) => page.getByRole('paragraph').filter({ hasText: '%' }).first()

test('a leader reads the county, taps and types a station, moves the minutes, narrows down; a reload shows the same', async ({
  page,
  open,
  request,
}) => {
  const { name, code } = community()
  const { county }: Told = await (await request.get(`/api/coverage?county=${demoCounty}`)).json()
  const { station }: Told = await (await request.get(`/api/coverage?county=${demoCounty}&station=${code}`)).json()
  const cannotWalk = (minutes: number) => page.getByText(`${number(station.cannotWalk[minutes]!)} 户在圈内却走不到`)
  await open(`/circle?camera=${stations[0]!.position.join(',')},15`)

  await test.step('the share of the county, and every station to choose from', async () => {
    await expect(page.getByText(`${number(county.walk[15]!)} / ${number(county.households)} 户`)).toBeVisible()
    await expect(
      page.getByRole('listitem').filter({ has: page.getByText(stations[0]!.name, { exact: true }) }),
    ).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
  })

  await test.step('stations are chosen by what they offer and by an hour of the week', async () => {
    await counting(page)
    const all = (await share(page).textContent()) ?? ''
    await page.keyboard.press('f')
    await page.getByRole('checkbox', { name: '图书阅览' }).check()
    await expect(page).toHaveURL(/services=library/)
    await expect(share(page)).not.toHaveText(all)
    const library = (await share(page).textContent()) ?? ''
    await page.getByRole('radio', { name: '周日' }).check()
    await expect(page).toHaveURL(/openAt=7-19:00/)
    await expect(share(page)).not.toHaveText(library)
    const sunday = (await share(page).textContent()) ?? ''
    expect(Number.parseFloat(sunday)).toBeLessThan(Number.parseFloat(library))
    expect(Number.parseFloat(library)).toBeLessThan(Number.parseFloat(all))
    const aside = page.getByRole('listitem').filter({ hasText: '未计入' })
    await expect(aside.last()).toBeAttached()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /图书阅览 · 周日 19:00 开门/ })).toBeFocused()
    await settled(page)
    await page.reload()
    await expect(share(page)).toHaveText(sunday)
    await settled(page)
    await page.keyboard.press('f')
    await page.getByRole('button', { name: '全部阵地都算' }).click()
    await page.keyboard.press('Escape')
    await expect(share(page)).toHaveText(all)
    await expect(aside).toHaveCount(0)
  })

  await test.step('a tap on the map chooses the station under the finger', async () => {
    await page.mouse.click(683, 512 + 26)
    await expect(page.getByRole('heading', { name: stations[0]!.name })).toBeVisible()
    await page.getByRole('button', { name: '看全县' }).click()
  })

  await test.step('a station is found by typing and chosen with the keyboard', async () => {
    const search = page.getByPlaceholder('名称、拼音首字母或地址')
    await search.fill(name)
    await search.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`station=${code}`))
    await expect(cannotWalk(15)).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
  })

  await test.step('the slider moves figures at once, without asking the server', async () => {
    await counting(page)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/coverage')) asked.push(request.url())
    })
    await page.getByRole('slider', { name: '步行多少分钟' }).fill('10')
    await expect(cannotWalk(10)).toBeVisible()
    await expect(page).toHaveURL(/minutes=10/)
    expect(asked).toEqual([])
    await settled(page)
    const address = page.url()
    await page.reload()
    await expect(cannotWalk(10)).toBeVisible()
    await settled(page)
    expect(page.url()).toBe(address)
  })

  await test.step('the elderly reach less than adults, and someone left out can be flown to', async () => {
    const adult = (await share(page).textContent()) ?? ''
    await page.getByRole('radio', { name: '老年人' }).check()
    await expect(page).toHaveURL(/profile=elderly/)
    await expect(share(page)).not.toHaveText(adult)
    const camera = new URL(page.url()).searchParams.get('camera')
    await page.getByRole('region', { name: '走不到' }).getByRole('button').first().click()
    await expect.poll(() => new URL(page.url()).searchParams.get('camera')).not.toBe(camera)
  })
})

test('a station is moved by hand and by keys, every figure follows, and nothing is lost by a reload', async ({
  page,
  open,
  complaints,
}) => {
  const { name, position } = community()
  await open(`/circle?show=what-if&camera=${position.join(',')},14.5`)
  await counting(page)
  const today = (await share(page).textContent()) ?? ''
  const mark = page.getByRole('button', { name, exact: true })
  const box = (await mark.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 90, { steps: 6 })
  // before the finger lifts
  await expect(page.getByText(/改了之后/)).toBeVisible()
  const changed = page
    .getByRole('row', { name: /^5 分钟/ })
    .getByRole('cell')
    .first()
  await expect(changed).toHaveText(/[+-][\d,]+$/)
  await page.mouse.up()
  const list = page.getByRole('region', { name: '假如' })
  await expect(list.getByText(`移动${name}`)).toBeVisible()
  const byHand = (await changed.textContent()) ?? ''

  await mark.focus()
  await page.keyboard.press('Shift+ArrowUp')
  await expect(changed).not.toHaveText(byHand)
  await page.keyboard.press('z')
  await expect(changed).toHaveText(byHand)

  // into the sea: it says why, and the station stands where it stood
  const held = (await mark.boundingBox())!
  await page.mouse.move(held.x + 22, held.y + 22)
  await page.mouse.down()
  await page.mouse.move(700, 40, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(changed).toHaveText(byHand)

  await settled(page)
  await page.reload()
  await expect(changed).toHaveText(byHand)
  await page.keyboard.press('z')
  await page.getByRole('button', { name: `撤掉：移动${name}` }).click()
  await expect(page.getByText('还没有改动')).toBeVisible()
  await expect(share(page)).toHaveText(today)

  // a tool by its key, on the sea
  await page.goto('/circle?show=what-if&camera=120.75,37.9,13')
  await settled(page)
  await counting(page)
  await page.keyboard.press('a')
  await page.keyboard.press('m')
  await expect(page.getByText(/没有改：离任何一条路都超过 300 米/)).toBeVisible()
  await expect(page.getByText('还没有改动')).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press('m')
  await page.keyboard.press('e')
  await expect(page.getByText(/没有改：只是一个点/)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a scenario is saved and opened by its link; two who save it, and a server that is gone, lose nothing', async ({
  page,
  open,
  complaints,
}) => {
  await open(`/circle?show=what-if&camera=${community().position.join(',')},15`)
  await counting(page)
  const part = page.getByRole('region', { name: '假如' })
  const add = async () => {
    await page.keyboard.press('a')
    await page.keyboard.press('m')
  }
  await add()
  await expect(part.getByText('加一处：新阵地 1')).toBeVisible()
  await page.keyboard.press('s')
  await page.getByRole('textbox', { name: '方案名称' }).fill('东岸加一处')
  await page.keyboard.press('Enter')
  await expect(part.getByText('已保存，第 1 版')).toBeVisible()
  await expect(page).toHaveURL(/scenario=\w{12}/)
  await settled(page)
  await page.reload()
  await expect(part.getByRole('heading', { name: '东岸加一处' })).toBeVisible()
  await expect(part.getByText('加一处：新阵地 1')).toBeVisible()
  await counting(page)

  // somebody else closes a station in it
  const address = `/api/scenarios/${new URL(page.url()).searchParams.get('scenario')}?county=${demoCounty}`
  const theirs: { name: string; version: number; content: { changes: unknown[] } } = await (
    await page.request.get(address)
  ).json()
  const closed = { kind: 'close-station', code: stations.at(-1)!.code }
  const content = { ...theirs.content, changes: [...theirs.content.changes, closed] }
  const saved = await page.request.put(address, {
    data: { expectedVersion: 1, name: theirs.name, content },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  })
  expect(saved.ok(), await saved.text()).toBe(true)

  await add()
  await expect(part.getByText(/在同一处，等于只有一处/).first()).toBeVisible()
  await page.keyboard.press('s')
  await page.getByRole('dialog').getByRole('button', { name: '合在一起保存（3 处）' }).click()
  await expect(part.getByText('已保存，第 3 版')).toBeVisible()
  await expect(part.getByText(`关掉${stations.at(-1)!.name}`)).toBeVisible()
  await expect(part.getByText('加一处：新阵地 2')).toBeVisible()

  // the server is gone while saving
  await page.keyboard.press('z')
  await page.route('**/api/scenarios/**', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await page.keyboard.press('s')
  await expect(part.getByText(/连不上服务器。改动留在这个浏览器里/)).toBeVisible()
  await page.unroute('**/api/scenarios/**')
  await part.getByRole('button', { name: '再保存一次' }).click()
  await expect(part.getByText('已保存，第 4 版')).toBeVisible()
  await part.getByRole('button', { name: '历次版本' }).click()
  await page.getByRole('listitem').filter({ hasText: '第 1 版' }).getByRole('button', { name: '回到这版' }).click()
  await expect(part.getByText('已保存，第 5 版')).toBeVisible()
  await expect(part.getByRole('listitem')).toHaveCount(1)
  // refused saves are complaints of the browser, not of the page
  expect(complaints.filter(({ text }) => !text.includes('/api/scenarios/'))).toEqual([])
  complaints.length = 0
})

test('a worker that cannot read its packet says so, and the server counts instead', async ({ page, complaints }) => {
  await page.route('**/api/coverage/model**', (route) => route.fulfill({ body: 'not a model', status: 200 }))
  await page.goto('/circle')
  await expect(page.getByText(/路网数据读不懂/)).toBeVisible()
  await expect(share(page)).toBeVisible()
  await page.unroute('**/api/coverage/model**')
  await page.getByRole('button', { name: '再装一次' }).click()
  await expect(page.getByText(/路网数据读不懂/)).toHaveCount(0)
  await settled(page)
  complaints.length = 0
})

test('an address that names no station of the county says so and leads back', async ({ page, complaints }) => {
  await page.goto('/circle?station=nowhere')
  await expect(page.getByText('没有这处阵地').first()).toBeVisible()
  await page.getByRole('button', { name: '看全县' }).click()
  await expect(page.getByText('户 15 分钟内走得到')).toBeVisible()
  complaints.length = 0
})

test('no panel lies on another at any size, and nothing hinders a screen reader or weak eyes in the dark', async ({
  page,
  open,
}) => {
  await open(`/circle?theme=dark&language=en&station=${community().code}`)
  await expect(page.getByRole('region', { name: 'Left out' }).getByRole('listitem').first()).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  for (const [width, height] of [
    [1366, 1024],
    [1180, 820],
    [1280, 720],
    [1920, 1080],
    [1024, 1366],
    [390, 844],
  ] as const)
    await test.step(`${width} x ${height}`, async () => {
      await page.setViewportSize({ width, height })
      await settled(page)
      expect(await overlaps(page)).toEqual([])
      const picture = await page.screenshot({
        clip: { x: width * 0.36, y: 140, width: width * 0.3, height: height * 0.2 },
      })
      expect(isBlank(await pictureFacts(page, picture))).toBe(false)
    })
  await page.getByRole('button', { name: 'Whole county' }).click()
  expect(await axeFindings(page)).toEqual([])
})

/** Pairs of panels and map buttons whose boxes share more than a pixel, and those that leave the screen at the side. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const sheet = document.querySelector('main > div')!
    const isSheet = sheet.getBoundingClientRect().height < innerHeight * 0.8
    const parts = isSheet ? [sheet] : [...sheet.querySelectorAll('[data-covers]')]
    const buttons = document.querySelector('button[aria-label="Zoom in"]')?.parentElement?.parentElement
    if (buttons) parts.push(buttons)
    const boxes = parts.map((part) => part.getBoundingClientRect())
    const found: string[] = []
    boxes.forEach((one, index) => {
      if (one.left < -1 || one.right > innerWidth + 1) found.push(`${index} leaves the screen`)
      for (const [next, other] of boxes.entries())
        if (
          next > index &&
          one.left < other.right - 1 &&
          other.left < one.right - 1 &&
          one.top < other.bottom - 1 &&
          other.top < one.bottom - 1
        )
          found.push(`${index} lies on ${next}`)
    })
    return found
  })
}
