import type { Benchmark, Budget, Figure } from './benchmark.ts'

/** One line of the report; `pass` is null where nothing was promised or nothing was measured. */
export interface Line {
  name: string
  value: number | null
  unit: string
  peer: string | null
  peerValue: number | null
  /** How many times better than the peer; above 1 we are ahead. */
  ratio: number | null
  /** As told: `<= 10`, `>= 1400`. */
  budget: string | null
  pass: boolean | null
  /** Conditions, or why a figure or its peer is missing. */
  note: string
}

/** The line of one measured figure. */
export function lineOf(benchmark: Benchmark, figure: Figure): Line {
  const budget = figure.budget === undefined ? benchmark.budget : figure.budget
  const peerValue = figure.peer && 'value' in figure.peer ? figure.peer.value : null
  const ratio =
    peerValue === null ? null : budget && 'atMost' in budget ? peerValue / figure.value : figure.value / peerValue
  const timesAtLeast = figure.peer && 'value' in figure.peer ? figure.peer.timesAtLeast : undefined
  const keeps = [
    ...(budget ? [keepsBudget(figure.value, budget)] : []),
    ...(timesAtLeast === undefined || ratio === null ? [] : [ratio >= timesAtLeast]),
  ]
  const skipped = figure.peer && 'skipped' in figure.peer ? `peer skipped: ${figure.peer.skipped}` : ''
  return {
    name: fullName(benchmark.name, figure.name),
    value: figure.value,
    unit: figure.unit ?? benchmark.unit,
    peer: figure.peer?.name ?? null,
    peerValue,
    ratio,
    budget:
      [budget ? budgetWords(budget) : '', timesAtLeast === undefined ? '' : `>= ${timesAtLeast} x`]
        .filter(Boolean)
        .join(', ') || null,
    pass: keeps.length === 0 ? null : keeps.every(Boolean),
    note: [figure.note, skipped].filter(Boolean).join('; '),
  }
}

/** The line of a benchmark that gave no figure: skipped (not a failure) or failed. */
export function lineWithout(benchmark: Benchmark, why: 'skipped' | 'failed', reason: string): Line {
  return {
    name: benchmark.name,
    value: null,
    unit: benchmark.unit,
    peer: null,
    peerValue: null,
    ratio: null,
    budget: benchmark.budget ? budgetWords(benchmark.budget) : null,
    pass: why === 'failed' ? false : null,
    note: `${why}: ${reason}`,
  }
}

/** A figure as it is told while the others still run: what was measured stays known if the run is cut. */
export function summary({ name, value, unit, budget, pass }: Line): string {
  const verdict = pass === null ? '' : pass ? ', kept' : ', MISSED'
  return `  ${name} ${value === null ? 'no figure' : `${number(value)} ${unit}`}${budget ? ` (${budget}${verdict})` : ''}`
}

/** The report as an aligned text table. */
export function table(lines: readonly Line[]): string {
  const rows = [
    ['name', 'value', 'unit', 'budget', 'pass', 'peer', 'peer value', 'ratio', 'note'],
    ...lines.map((line) => [
      line.name,
      number(line.value),
      line.unit,
      line.budget ?? '',
      line.pass === null ? '' : line.pass ? 'yes' : 'NO',
      line.peer ?? '',
      number(line.peerValue),
      line.ratio === null ? '' : `${number(line.ratio)} x`,
      line.note,
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const right = new Set([1, 6, 7])
  const draw = (row: string[]) =>
    row
      .map((cell, column) => (right.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd()
  return [draw(rows[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(draw)].join('\n')
}

function fullName(base: string, name: string | undefined): string {
  if (name === undefined) return base
  return name.startsWith('.') ? base + name : name
}

function keepsBudget(value: number, budget: Budget): boolean {
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast
}

function budgetWords(budget: Budget): string {
  return 'atMost' in budget ? `<= ${budget.atMost}` : `>= ${budget.atLeast}`
}

/** Three significant digits, thousands grouped. */
function number(value: number | null): string {
  if (value === null) return ''
  return new Intl.NumberFormat(
    'en',
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  ).format(value)
}
