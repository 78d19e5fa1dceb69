import type { Role } from '#domain/account/post.ts'
import type { Person, PersonFields, Unit } from '#domain/contract/account.ts'

/** What the form holds; '' for what is left to the server. */
export interface PersonDraft {
  login: string
  name: string
  phone: string
  role: Role
  unit: string
  scope: string
  title: string
}

/** Only what the form changed. A post that changed gets a new title where the old one was left as it was. */
export function changesOf(person: Person, draft: PersonDraft, areas: readonly Unit[]): Partial<PersonFields> {
  const { login, name, phone, post } = person
  const scopePath = areas.find((area) => area.code === draft.scope)?.path
  const moved = draft.role !== post.role || draft.unit !== post.unit || (draft.scope !== '' && scopePath !== post.path)
  const changes: Partial<PersonFields> = {}
  if (draft.login !== login) changes.login = draft.login
  if (draft.name !== name) changes.name = draft.name
  if (draft.phone !== phone) changes.phone = draft.phone
  if (moved) {
    changes.role = draft.role
    changes.unit = draft.unit
    if (draft.scope !== '') changes.scope = draft.scope
  }
  if (draft.title !== '' && draft.title !== post.name) changes.title = draft.title
  return changes
}
