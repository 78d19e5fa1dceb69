import type { FileField } from './file-content.ts'

/**
 * Which field of a file each wanted name means: the one of that name, else one that was cut to ten bytes and is how the
 * name begins. Names that mean no field are left out.
 */
export function restoreNames(fields: readonly FileField[], wanted: Iterable<string>): Map<string, string> {
  const means = new Map<string, string>()
  for (const name of wanted) {
    if (fields.some((field) => field.name === name)) means.set(name, name)
    else {
      const cut = fields.filter((field) => field.cut && field.name !== '' && name.startsWith(field.name))
      if (cut.length === 1) means.set(name, cut[0]!.name)
    }
  }
  return means
}
