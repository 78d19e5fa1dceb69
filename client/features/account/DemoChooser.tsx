import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { setMe } from '#client/state/post.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { UnitField } from '#client/ui/UnitField.tsx'
import { unitGroups } from '#client/ui/unit-groups.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { useUnits } from '#client/ui/use-units.ts'
import { type Role, role as roles } from '#domain/account/post.ts'
import { signInDemo } from '#domain/contract/account.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './SignIn.module.css'

/** Any role at any place of a demo county, without a password. */
export function DemoChooser({ county, onDone }: { county: County; onDone(): void }) {
  const { t } = useTranslation('account')
  const language = useLanguage()
  const units = useUnits(county.code)
  const [role, setRole] = useState<Role>('community')
  const [unit, setUnit] = useState('')
  const { busy, refusal, ask } = useAsking('account')
  const groups = unitGroups(units, role, (one) => (language === 'en' && one.nameEn !== '' ? one.nameEn : one.name))
  const options = groups.flatMap((group) => group.options)
  const chosen = options.find((option) => option.value === unit)?.value ?? options[0]?.value ?? ''

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const place = chosen === '' ? {} : role === 'department' ? { department: chosen } : { area: chosen }
    const answer = await ask(() => call(signInDemo, { body: { county: county.code, role, ...place } }))
    if (answer === undefined) return
    setMe(answer.me)
    onDone()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.sentence}>{t('demo.sentence')}</p>
      <fieldset className={styles.roles}>
        <legend>{t('demo.as')}</legend>
        {roles.options.map((one) => (
          <label key={one} className={styles.role}>
            <input
              type="radio"
              name="role"
              value={one}
              checked={one === role}
              onChange={() => {
                setRole(one)
                setUnit('')
              }}
            />
            <span>{t(`role.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {options.length > 1 && (
        <UnitField
          label={t(role === 'department' ? 'demo.department' : 'demo.place')}
          value={chosen}
          groups={groups}
          onChange={setUnit}
        />
      )}
      {refusal && (
        <p className={styles.error} role="alert">
          {refusal.words}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="accent" disabled={busy}>
          {t('demo.enter', { role: t(`role.${role}`) })}
        </Button>
      </div>
    </form>
  )
}
