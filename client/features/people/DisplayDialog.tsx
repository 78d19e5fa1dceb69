import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { UnitField } from '#client/ui/UnitField.tsx'
import { groupUnits } from '#client/ui/unit-groups.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { useUnits } from '#client/ui/use-units.ts'
import { covers } from '#domain/account/covers.ts'
import type { Post } from '#domain/account/post.ts'
import type { Unit } from '#domain/contract/account.ts'
import { createDisplay } from '#domain/contract/display.ts'
import styles from './PersonDialog.module.css'

/** A new screen: its name and area, then the address that opens it, shown this once. */
export function DisplayDialog({ by, onChange, onClose }: { by: Post; onChange(): void; onClose(): void }) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const form = useId()
  const units = useUnits(by.county)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const [address, setAddress] = useState<string | null>(null)
  const { busy, refusal, ask } = useAsking('people')
  const nameOf = (unit: Unit) => (language === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name)
  const areas = units.filter(
    ({ kind, path }) => ['county', 'street', 'community'].includes(kind) && covers(by.path, path),
  )
  const area = areas.find(({ code }) => code === chosen)?.code ?? areas[0]?.code ?? ''

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await ask(() => call(createDisplay, { query: { county: by.county }, body: { name, area } }))
    if (!answer) return
    const search = new URLSearchParams({ county: by.county, display: answer.token })
    setAddress(`${location.origin}/wall?${search}`)
    onChange()
  }
  const copy = async (text: string) => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    toast(t(copied ? 'display.copied' : 'notCopied'), copied ? 'good' : 'bad')
  }

  if (address !== null)
    return (
      <Dialog
        open
        title={t('display.address', { name })}
        onClose={onClose}
        actions={
          <>
            <Button onClick={() => void copy(address)}>{t('display.copy')}</Button>
            <Button look="accent" onClick={onClose}>
              {t('display.done')}
            </Button>
          </>
        }
      >
        <div className={styles.form}>
          <p>{t('display.once')}</p>
          <p>
            <code data-address style={{ overflowWrap: 'anywhere' }}>
              {address}
            </code>
          </p>
        </div>
      </Dialog>
    )
  return (
    <Dialog
      open
      title={t('display.add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} look="accent" disabled={busy || area === ''}>
            {t('display.create')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field
          label={t('display.name')}
          hint={t('display.nameHint')}
          value={name}
          maxLength={40}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <UnitField
          label={t('display.area')}
          value={area}
          groups={groupUnits(areas, areas, nameOf)}
          onChange={setChosen}
        />
        {refusal && (
          <p className={styles.error} role="alert">
            {refusal.words}
          </p>
        )}
      </form>
    </Dialog>
  )
}
