import { expect, test } from 'vitest'
import type { Person, Unit } from '#domain/contract/account.ts'
import { changesOf, type PersonDraft } from './person-draft.ts'

const person: Person = {
  id: 'p',
  login: 'sun.mei',
  name: '孙梅',
  phone: '',
  active: true,
  demo: false,
  secondFactor: false,
  version: 3,
  post: { person: 'p', county: '370699', role: 'department', unit: '热力公司', path: '/370699/', name: '热力公司值班' },
  unitName: '热力公司',
  scopeName: '云帆区',
  sessions: 0,
  lastSeenAt: null,
}
const areas: Unit[] = [
  { code: '370699', kind: 'county', name: '云帆区', nameEn: '', path: '/370699/', closed: false, spelled: '' },
  {
    code: '370699001',
    kind: 'street',
    name: '滨海街道',
    nameEn: '',
    path: '/370699/370699001/',
    closed: false,
    spelled: '',
  },
]
const draft: PersonDraft = {
  login: 'sun.mei',
  name: '孙梅',
  phone: '',
  role: 'department',
  unit: '热力公司',
  scope: '370699',
  title: '热力公司值班',
}

test('a form left as it was changes nothing', () => {
  expect(changesOf(person, draft, areas)).toEqual({})
})

test('another scope is another post, whose title the server makes where nobody wrote one', () => {
  expect(changesOf(person, { ...draft, scope: '370699001' }, areas)).toEqual({
    role: 'department',
    unit: '热力公司',
    scope: '370699001',
  })
})

test('a telephone number alone leaves the post as it is', () => {
  expect(changesOf(person, { ...draft, phone: '0535-1' }, areas)).toEqual({ phone: '0535-1' })
})
