import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { createScenario, Scenario } from '#domain/contract/scenario.ts'
import { axeFindings } from './support/axe.ts'
import { demoCounty } from './support/moment.ts'
import { beRole } from './support/roles.ts'
import { expect, test } from './support/test.ts'

type Body = z.input<typeof createScenario.body>
const looked = {
  walk: { profile: 'adult', direction: 'to', openAt: null },
  stations: { levels: [], kinds: [], services: [], openAt: null },
  minutes: 15,
} satisfies Partial<Body['content']>

test('two scenarios and today stand side by side: figures, places and areas that gain or lose', async ({
  page,
  open,
  baseURL,
}) => {
  const planner = await beRole(baseURL ?? '', { role: 'planner' })
  const { stations } = await (await planner.asking.get(`/api/stations?county=${demoCounty}`)).json()
  const make = async (body: Body): Promise<Scenario> =>
    (await planner.asking.post(`/api/scenarios?county=${demoCounty}`, { data: body })).json()
  const loses = await make({
    name: '少开五处',
    content: {
      ...looked,
      changes: stations.slice(2, 7).map(({ code }: { code: string }) => ({ kind: 'close-station', code })),
    },
  })
  const same = await make({ name: '照旧', content: { ...looked, changes: [] } })

  await open(`/circle?show=compare&sides=today,${loses.id},${same.id}`)
  const figures = page.getByRole('table', { name: '15 分钟内，同一口径' })
  await expect(figures.getByRole('columnheader')).toHaveText(['指标', '现状', '少开五处', '照旧'])
  const stationCells = figures.getByRole('row', { name: /计入的阵地/ }).getByRole('cell')
  await expect(stationCells).toHaveText([String(stations.length), `${stations.length - 5}-5`, String(stations.length)])

  await test.step('the areas add up to what the county loses', async () => {
    const areas = page.getByRole('grid', { name: '各区域的增减' })
    await expect(areas.locator('tbody tr').first()).toBeVisible()
    const told = await page.getByRole('heading', { name: /^与现状相比/ }).textContent()
    const [, lost] = /少 ([\d,]+) 户/.exec(told ?? '') ?? []
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
    const lines = (await readFile(await csv.path(), 'utf8')).trim().split('\r\n').slice(1)
    const sum = lines.reduce((total, line) => total + Number(line.split(',')[7]), 0)
    expect(Number(lost?.replace(',', ''))).toBe(sum)
    expect(sum).toBeGreaterThan(0)
  })

  await test.step('the other side loses nobody', async () => {
    await page.getByRole('radio', { name: '照旧' }).check()
    await expect(page.getByRole('heading', { name: '与现状相比：多 0 户走得到，少 0 户' })).toBeVisible()
  })
  expect(await axeFindings(page)).toEqual([])
})
