import type { SelectFieldProps } from './SelectField.tsx'

type Groups = SelectFieldProps['groups']

/** Options that a typed text means: part of their name, or the beginning of a code, of pinyin or of initials. */
export function filterGroups(groups: Groups, text: string): Groups {
  const words = text.normalize('NFKC').trim().toLowerCase()
  if (words === '') return groups
  const compact = words.replaceAll(' ', '')
  return groups.flatMap(({ heading, options }) => {
    const fitting = options.filter(
      ({ text: name, search = '' }) =>
        name.toLowerCase().includes(words) || search.split(' ').some((word) => word.startsWith(compact)),
    )
    return fitting.length > 0 ? [{ heading, options: fitting }] : []
  })
}
