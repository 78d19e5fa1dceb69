import { z } from 'zod'
import { create } from 'zustand'

/** A report made on this phone: what it was, and the end of the link by which it is followed. */
const ownReport = z.object({
  county: z.string(),
  number: z.string(),
  title: z.string(),
  token: z.string(),
  at: z.string(),
})
export type OwnReport = z.infer<typeof ownReport>

const KEY = 'gridboard.own-reports'
const MOST = 50

const useStore = create<{ reports: readonly OwnReport[] }>(() => ({ reports: read() }))

/** Reports made on this phone in a county, newest first; nobody else has this list. */
export function useOwnReports(county: string | null): readonly OwnReport[] {
  const reports = useStore((store) => store.reports)
  return reports.filter((report) => report.county === county)
}

/** Puts a report in front; the same number stands there once. */
export function rememberReport(report: OwnReport): void {
  const others = read().filter((one) => one.county !== report.county || one.number !== report.number)
  keep([report, ...others].slice(0, MOST))
}

export function forgetReport({ county, number }: Pick<OwnReport, 'county' | 'number'>): void {
  keep(read().filter((one) => one.county !== county || one.number !== number))
}

function keep(reports: readonly OwnReport[]): void {
  useStore.setState({ reports })
  try {
    localStorage.setItem(KEY, JSON.stringify(reports))
  } catch {
    // closed storage: the list lives as long as the page
  }
}

function read(): readonly OwnReport[] {
  try {
    const parsed = z.array(ownReport).safeParse(JSON.parse(localStorage.getItem(KEY) ?? '[]'))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}
