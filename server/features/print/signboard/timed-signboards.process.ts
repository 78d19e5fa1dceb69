import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createDrawer } from '../draw-print.ts'
import type { SignboardPage } from './signboard.types.ts'

/** What a process of its own tells of the boards that it drew. */
export interface TimedSignboards {
  seconds: number
  /** Most resident memory, looked at after every piece. */
  peakBytes: number
  fileBytes: number
}

const PIECE = 100
const duties = ['收集社情民意', '巡查安全隐患', '排查化解矛盾纠纷', '走访关爱老人和儿童', '宣传政策法规']

/** Draws so many boards into a file, piece by piece as the server does. Its arguments: how many, and the file. */
async function run([count, path]: string[]): Promise<TimedSignboards> {
  const draw = createDrawer()
  const file = createWriteStream(path!)
  const begun = performance.now()
  let peakBytes = 0
  let fileBytes = 0
  const write = async ({ bytes }: { bytes: Uint8Array }) => {
    fileBytes += bytes.length
    if (!file.write(bytes)) await once(file, 'drain')
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }
  await draw({ kind: 'open', run: 'one', opening: { paper: 'A4', landscape: false, language: 'zh', title: '公示牌' } })
  for (let first = 0; first < Number(count); first += PIECE) {
    const pages = Array.from({ length: Math.min(PIECE, Number(count) - first) }, (_, i) => board(first + i))
    await write(await draw({ kind: 'draw', run: 'one', pages }))
  }
  await write(await draw({ kind: 'close', run: 'one' }))
  file.end()
  await once(file, 'close')
  return { seconds: (performance.now() - begun) / 1000, peakBytes, fileBytes }
}

/** A board like no other: its own building, code and telephone, one of 300 grids. */
function board(number: number): SignboardPage {
  const grid = `南门里社区第${number % 300}网格`
  const building = `锦绣花园${number % 41}期 ${number}号楼`
  return {
    ...{
      kind: 'signboard',
      county: '云帆区',
      street: '松园街道',
      community: '南门里社区',
      duties,
      demo: true,
      building,
    },
    grid: { code: `370699001001${String(number % 300).padStart(3, '0')}`, name: grid },
    workers: [{ name: '张建国', telephone: `0535-0${100_000 + (number % 300)}` }],
    address: `https://grid.example.gov.cn/m/report?county=370699&camera=120.${10_000 + number},37.81234,18`,
    printed: '2026年11月29日',
    names: [grid, building],
  }
}

// nobody waits any more: it was stopped for taking too long
process.once('disconnect', () => process.exit())
process.send?.(await run(process.argv.slice(2)), () => process.disconnect())
