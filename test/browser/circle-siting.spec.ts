import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { expect, test } from './support/test.ts'

interface Line {
  kind: string
  households: number
  householdsToday: number
  sites: { households: number; position: [number, number] }[]
}

test.use({ viewport: { width: 1366, height: 1024 } })

const number = (value: number) => new Intl.NumberFormat('zh').format(value)

test('asks where next, reads the gain under the pointer, proves the best sites and puts them into the scenario', async ({
  page,
  open,
  request,
}) => {
  const answer = await request.post(`/api/siting?county=${demoCounty}`, {
    data: { ask: { kind: 'best', sites: 2 }, minutes: 10, walk: {}, stations: {} },
  })
  const told: Line = JSON.parse((await answer.text()).trim().split('\n').at(-1)!)
  await open('/circle?show=where-next&minutes=10&sites=2')
  await expect(page.getByText('只建一处，这里最好')).toBeVisible()

  await page.getByRole('button', { name: '找最佳选址' }).click()
  const sites = page.getByRole('list').filter({ has: page.getByRole('button', { name: /户.*分钟内走得到/ }) })
  await expect(sites.getByRole('listitem')).toHaveCount(2)
  for (const { households } of told.sites) await expect(sites.getByText(`+${number(households)} 户`)).toBeVisible()
  await expect(page.getByText(/距可能的最优至多差|已证明，没有更好的 2 处/)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])

  // the camera glides to the first site: the pointer there reads what a station would bring
  await sites.getByRole('button').first().click()
  await expect(page.locator('[data-map="idle"]')).toBeAttached()
  await page.mouse.move(683, 512 + 26)
  await expect(page.getByText('在此建站：')).toBeVisible()

  await page.getByRole('button', { name: '把 2 处放进方案' }).click()
  await expect(page).toHaveURL(/show=what-if/)
  const after = told.householdsToday + told.sites.reduce((sum, { households }) => sum + households, 0)
  await expect(page.getByText(`${number(after)} / ${number(told.households)} 户`)).toBeVisible()
})

test('the stepper answers keys, the address keeps what is asked, and what cannot be answered says the way out', async ({
  page,
  open,
  request,
  complaints,
}) => {
  await open('/circle?show=where-next&theme=dark&language=en')
  const stepper = page.getByRole('spinbutton')
  await stepper.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('PageUp')
  await expect(page).toHaveURL(/sites=9/)
  await page.getByRole('radio', { name: 'Fewest for a promise' }).check()
  await page.getByRole('spinbutton').focus()
  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/promise=100/)
  await page.getByRole('button', { name: 'Find the fewest' }).click()
  await expect(page.getByText(/within 15 minutes|cannot be kept/).last()).toBeVisible()
  await page.getByLabel('What a site is to bring').selectOption('minutes')
  await expect(page).toHaveURL(/wish=minutes/)
  await expect(page.getByText('Minutes that all households together would walk less')).toBeVisible()

  await test.step("a list of one's own: refused with the way out, then taken, chosen among and kept over a reload", async () => {
    const { candidates }: { candidates: { position: [number, number] }[] } = await (
      await request.get(`/api/site-candidates?county=${demoCounty}`)
    ).json()
    const table = (lines: readonly string[]) => ({
      name: 'rooms.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['名称,经度,纬度', ...lines].join('\n')),
    })
    await page.getByLabel('What a site is to bring').selectOption('households')
    await page.getByRole('radio', { name: 'Best sites' }).check()
    await page.getByLabel('Where it could stand').selectOption('own')
    await expect(page.getByText('CSV or GeoJSON, at most 10,000 places')).toBeVisible()
    const file = page.getByLabel('Choose a file')
    await file.setInputFiles(table(candidates.map(({ position: [x, y] }, at) => `Room ${at},${y},${x}`)))
    await expect(page.getByRole('alert')).toContainText('Longitude and latitude seem to be swapped')
    await file.setInputFiles(
      table([...candidates.map(({ position }, at) => `Room ${at},${position.join()}`), 'No place,,']),
    )
    await expect(page.getByText(`${candidates.length} places`)).toBeVisible()
    await expect(page.getByText('1 row has no place')).toBeVisible()
    await page.reload()
    await expect(page.getByText(`${candidates.length} places`)).toBeVisible()
    await page.getByRole('button', { name: 'Find the best' }).click()
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: /^\d+Room \d+/ })
        .first(),
    ).toBeVisible()
  })
  expect(await axeFindings(page)).toEqual([])
  // a refusal comes with its own status, which the browser writes to the console
  complaints.length = 0
})
