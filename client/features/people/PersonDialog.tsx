import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { toast } from '#client/ui/toast.ts'
import { UnitField } from '#client/ui/UnitField.tsx'
import { groupUnits, unitGroups } from '#client/ui/unit-groups.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { useUnits } from '#client/ui/use-units.ts'
import { covers } from '#domain/account/covers.ts'
import { type Post, role as roles } from '#domain/account/post.ts'
import { changePerson, createPerson, type Person, type Unit } from '#domain/contract/account.ts'
import { NewPassword } from './NewPassword.tsx'
import { PersonActions } from './PersonActions.tsx'
import styles from './PersonDialog.module.css'
import { changesOf, type PersonDraft } from './person-draft.ts'

export interface PersonDialogProps {
  /** The administrator's own post: nothing beyond its scope is offered. */
  by: Post
  /** Null: somebody new. */
  person: Person | null
  onChange(): void
  onClose(): void
}

const toldAtField = ['login-taken', 'unit-does-not-fit', 'unknown-unit']

/** Somebody new, or somebody with a post that may be changed. */
export function PersonDialog({ by, person: given, onChange, onClose }: PersonDialogProps) {
  const { t } = useTranslation(['people', 'account'])
  const language = useLanguage()
  const form = useId()
  const units = useUnits(by.county)
  const [person, setPerson] = useState(given)
  const [draft, setDraft] = useState<PersonDraft>(() => draftOf(given, by))
  const [password, setPassword] = useState<string | null>(null)
  const { busy, refusal, ask } = useAsking('people')
  const nameOf = (unit: Unit) => (language === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name)
  const own = person?.id === by.person
  const offered = units.filter((unit) => unit.kind === 'department' || covers(by.path, unit.path))
  const groups = unitGroups(offered, draft.role, nameOf)
  const options = groups.flatMap((group) => group.options)
  const unit = options.find((option) => option.value === draft.unit)?.value ?? options[0]?.value ?? ''
  const areas = offered.filter((one) => ['county', 'street', 'community'].includes(one.kind))
  const scope = areas.find((area) => area.code === draft.scope)?.code ?? areas[0]?.code ?? ''
  const chosen: PersonDraft = { ...draft, unit, scope: draft.role === 'department' ? scope : '' }
  const put = (part: Partial<PersonDraft>) => setDraft((before) => ({ ...before, ...part }))
  const errorAt = (code: string) => (refusal?.code === code ? refusal.words : undefined)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const query = { county: by.county }
    if (person === null) {
      const { title, scope: area, ...rest } = chosen
      const body = { ...rest, ...(title === '' ? {} : { title }), ...(area === '' ? {} : { scope: area }) }
      const answer = await ask(() => call(createPerson, { query, body }))
      if (!answer) return
      setPerson(answer.person)
      setPassword(answer.password)
      onChange()
      return
    }
    const body = { ...changesOf(person, chosen, areas), version: person.version }
    const answer = await ask(() => call(changePerson, { params: { person: person.id }, query, body }))
    if (!answer) return
    toast(t('changed', { name: answer.person.name }), 'good')
    onChange()
    onClose()
  }

  if (person !== null && password !== null) return <NewPassword person={person} password={password} onClose={onClose} />
  return (
    <Dialog
      open
      title={person === null ? t('add') : person.name}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} look="accent" disabled={busy || unit === ''}>
            {t(person === null ? 'create' : 'save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field
          label={t('name')}
          value={draft.name}
          maxLength={40}
          required
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <Field
          label={t('login')}
          hint={t('loginHint')}
          error={errorAt('login-taken')}
          value={draft.login}
          maxLength={60}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          required
          onChange={(event) => put({ login: event.currentTarget.value })}
        />
        <Field
          label={t('phone')}
          hint={t('phoneHint')}
          value={draft.phone}
          maxLength={30}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => put({ phone: event.currentTarget.value })}
        />
        <SelectField
          label={t('role')}
          hint={own ? t('ownPost') : t(`account:roleMeaning.${draft.role}`)}
          value={draft.role}
          disabled={own}
          groups={[
            { heading: '', options: roles.options.map((one) => ({ value: one, text: t(`account:role.${one}`) })) },
          ]}
          onChange={(value) => put({ role: roles.options.find((one) => one === value) ?? draft.role, unit: '' })}
        />
        <UnitField
          label={t('unit')}
          error={
            errorAt('unit-does-not-fit') ??
            errorAt('unknown-unit') ??
            (units.length > 0 && unit === '' ? t('noUnit') : undefined)
          }
          value={unit}
          disabled={own}
          groups={groups}
          onChange={(value) => put({ unit: value })}
        />
        {draft.role === 'department' && (
          <UnitField
            label={t('scope')}
            value={scope}
            groups={groupUnits(areas, areas, nameOf)}
            onChange={(value) => put({ scope: value })}
          />
        )}
        <Field
          label={t('postTitle')}
          hint={t('titleHint')}
          value={draft.title}
          maxLength={40}
          onChange={(event) => put({ title: event.currentTarget.value })}
        />
        {refusal && !toldAtField.includes(refusal.code) && (
          <p className={styles.error} role="alert">
            {refusal.words}
          </p>
        )}
      </form>
      {person !== null && (
        <PersonActions
          county={by.county}
          person={person}
          own={own}
          onChange={(changed) => {
            setPerson(changed)
            onChange()
          }}
          onPassword={setPassword}
        />
      )}
    </Dialog>
  )
}

function draftOf(person: Person | null, by: Post): PersonDraft {
  if (person === null) return { login: '', name: '', phone: '', role: 'community', unit: '', scope: '', title: '' }
  const { login, name, phone, post } = person
  const scope = post.path.split('/').at(-2) ?? by.county
  return { login, name, phone, role: post.role, unit: post.unit, scope, title: post.name }
}
