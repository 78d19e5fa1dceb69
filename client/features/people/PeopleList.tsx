import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { ListTable, OpenRecord } from '#client/ui/table/ListTable.tsx'
import { type Role, role as roles } from '#domain/account/post.ts'
import type { Person } from '#domain/contract/account.ts'
import styles from './PeopleList.module.css'
import { usePeople } from './use-people.ts'

export interface PeopleListProps {
  county: string
  changes: number
  onShow(person: Person): void
}

/** Everybody within the scope, found by name, login, title, role and whether they may sign in. */
export function PeopleList({ county, changes, onShow }: PeopleListProps) {
  const { t, i18n } = useTranslation(['people', 'account'])
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [active, setActive] = useState<'yes' | 'no' | 'all'>('all')
  const { answer, more } = usePeople({ county, search, role, active }, changes)
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const roleOptions = roles.options.map((one) => ({ value: one, text: t(`account:role.${one}`) }))
  const activeOptions = (['all', 'yes', 'no'] as const).map((one) => ({ value: one, text: t(`active.${one}`) }))
  return (
    <>
      <search className={styles.filters}>
        <Field label={t('search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <SelectField
          label={t('role')}
          value={role}
          groups={[{ heading: '', options: [{ value: '', text: t('anyRole') }, ...roleOptions] }]}
          onChange={(value) => setRole(roles.options.find((one) => one === value) ?? '')}
        />
        <SelectField
          label={t('state')}
          value={active}
          groups={[{ heading: '', options: activeOptions }]}
          onChange={(value) => setActive(activeOptions.find((one) => one.value === value)?.value ?? 'all')}
        />
        {answer.state === 'ready' && <output>{t('count', { count: answer.count })}</output>}
      </search>
      {answer.state === 'loading' && <Spinner />}
      {answer.state === 'failed' && <ErrorState code={answer.code} />}
      {answer.state === 'ready' && answer.people.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
      {answer.state === 'ready' && answer.people.length > 0 && (
        <ListTable
          columns={(['name', 'post', 'role', 'scope', 'state', 'lastSeen'] as const).map((column) => t(column))}
        >
          {answer.people.map((person) => (
            <tr key={person.id} data-active={person.active}>
              <th scope="row">
                <OpenRecord onOpen={() => onShow(person)}>{person.name}</OpenRecord>
                <small>{person.login}</small>
              </th>
              <td data-label={t('post')}>
                {person.post.name}
                <small>{person.unitName}</small>
              </td>
              <td data-label={t('role')}>{t(`account:role.${person.post.role}`)}</td>
              <td data-label={t('scope')}>{person.scopeName}</td>
              <td data-label={t('state')}>
                {t(person.active ? 'active.yes' : 'active.no')}
                {person.demo && <small>{t('demo')}</small>}
                {person.secondFactor && <small>{t('secondFactor')}</small>}
              </td>
              <td data-label={t('lastSeen')}>
                {person.lastSeenAt === null ? t('never') : when.format(new Date(person.lastSeenAt))}
                {person.sessions > 0 && <small>{t('sessions', { count: person.sessions })}</small>}
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      {answer.state === 'ready' && answer.next !== null && <Button onClick={() => void more()}>{t('more')}</Button>}
    </>
  )
}
