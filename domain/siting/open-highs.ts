import type { SolveProgram } from './exact-sites.ts'

const LIMIT_SECONDS = 5

/**
 * HiGHS as WebAssembly, loaded when first needed: 3.5 MB that no page's first load should carry. In a browser `wasmUrl` says where the
 * file lies. Solving blocks its thread until done or out of time.
 */
export async function openHighs(wasmUrl?: string, limitSeconds = LIMIT_SECONDS): Promise<SolveProgram> {
  const { default: load } = await import('highs')
  const highs = await load(wasmUrl === undefined ? {} : { locateFile: () => wasmUrl })
  return (program) => {
    const told = highs.solve(program, {
      time_limit: limitSeconds,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      log_to_console: false,
    })
    if (told.Status !== 'Optimal') return null
    const columns = new Map(Object.entries(told.Columns).map(([name, column]) => [name, column.Primal ?? 0]))
    return { value: told.ObjectiveValue, columns }
  }
}
