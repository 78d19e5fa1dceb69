import { type Benchmark, type BenchmarkContext, Skipped } from './benchmark.ts'
import { type Line, lineOf, lineWithout } from './report.ts'

/** Runs one benchmark and gives its lines; never throws: what failed or was skipped is a line of its own. */
export async function runBenchmark(benchmark: Benchmark, context: BenchmarkContext): Promise<Line[]> {
  try {
    const figures = await within(benchmark.limitSeconds ?? 120, async () => benchmark.run(context))
    return (Array.isArray(figures) ? figures : [figures]).map((figure) => lineOf(benchmark, figure))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof Skipped) return [lineWithout(benchmark, 'skipped', reason)]
    context.log(error instanceof Error ? (error.stack ?? reason) : reason)
    return [lineWithout(benchmark, 'failed', reason)]
  }
}

async function within<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`ran past ${seconds} s`)), seconds * 1000)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
