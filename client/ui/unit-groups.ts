import type { Role } from '#domain/account/post.ts'
import { unitKindsOf } from '#domain/account/unit.ts'
import type { Unit } from '#domain/contract/account.ts'
import type { SelectFieldProps, SelectOption } from './SelectField.tsx'

/** Units at which a role has its place, under the names of what they lie in. */
export function unitGroups(
  units: readonly Unit[],
  role: Role,
  nameOf: (unit: Unit) => string,
): SelectFieldProps['groups'] {
  const fitting = units.filter((unit) => unitKindsOf[role].includes(unit.kind) && !unit.closed)
  return groupUnits(units, fitting, nameOf)
}

/** Any of the units, under the names of what they lie in. */
export function groupUnits(
  all: readonly Unit[],
  chosen: readonly Unit[],
  nameOf: (unit: Unit) => string,
): SelectFieldProps['groups'] {
  const byPath = new Map(all.filter((unit) => unit.kind !== 'department').map((unit) => [unit.path, unit]))
  const groups = new Map<string, SelectOption[]>()
  for (const unit of chosen) {
    const above = unit.kind === 'community' || unit.kind === 'grid' ? byPath.get(parentPath(unit.path)) : undefined
    const heading = above ? nameOf(above) : ''
    const options = groups.get(heading) ?? []
    options.push({ value: unit.code, text: nameOf(unit), search: `${unit.code} ${unit.spelled}` })
    groups.set(heading, options)
  }
  return [...groups].map(([heading, options]) => ({ heading, options }))
}

function parentPath(path: string): string {
  return path.replace(/[^/]+\/$/, '')
}
