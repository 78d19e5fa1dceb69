import type { AuditEntry } from '#domain/contract/account.ts'

export interface ChangedField {
  field: string
  /** Undefined where there was nothing before. */
  before: unknown
  after: unknown
}

/** What an entry says was made or changed; what stayed the same is left out, and so is what only programs read. */
export function changedFields({ before, after }: Pick<AuditEntry, 'before' | 'after'>): ChangedField[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((one) => one.field !== 'path' && JSON.stringify(one.before) !== JSON.stringify(one.after))
}
