import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Benchmark, type Figure, Skipped } from './benchmark.ts'
import { median } from './measure.ts'
import { startPrepared } from './prepared-demo.ts'
import { type RunningServer, runServer } from './run-server.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

export const benchmarks: Benchmark[] = [
  {
    name: 'start.first',
    unit: 's',
    budget: { atMost: 240 },
    limitSeconds: 420,
    async run() {
      const folder = await mkdtemp(join(tmpdir(), 'gridboard-clone-'))
      try {
        await execute('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, folder]).catch((error: Error) => {
          throw new Skipped(`no clean clone can be made: ${error.message.split('\n')[0]}`)
        })
        const server = await runServer(['npm', 'start'], folder, { DATA_DIR: join(folder, '.data') }, 400)
        const figures = [
          {
            value: server.firstPageMilliseconds / 1000,
            note: 'clean clone, npm start, to the page with the demo county',
          },
          ...demoSeconds(server),
        ]
        await server.stop()
        return figures
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  },
  {
    name: 'start.warm',
    unit: 's',
    budget: { atMost: 6 },
    limitSeconds: 500,
    async run({ log }) {
      const seconds: number[] = []
      let megabytes: number | null = null
      for (let turn = 0; turn < 3; turn++) {
        const server = await startPrepared(log)
        seconds.push(server.firstPageMilliseconds / 1000)
        await fetch(`${server.url}/api/counties`)
        megabytes = await server.residentMegabytes()
        await server.stop()
      }
      const figures: Figure[] = [{ value: median(seconds), note: 'npm start to the first page, median of three' }]
      if (megabytes !== null)
        figures.push({
          name: 'start.memory',
          unit: 'MB',
          budget: { atMost: 500 },
          value: megabytes,
          note: "the server's own process after its first page, beside the engine's",
        })
      return figures
    },
  },
]

/** From the first line of the demo's progress to the last. */
function demoSeconds({ lines }: RunningServer): Figure[] {
  const told = lines.filter(({ text }) => text.startsWith('demo'))
  const [first, last] = [told[0], told.at(-1)]
  if (!first || !last) return []
  return [
    { name: '.demo', budget: { atMost: 60 }, value: (last.at - first.at) / 1000, note: 'loading the demo county' },
  ]
}
