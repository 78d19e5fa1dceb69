import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter, writeParameter } from '#client/address.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { toast } from '#client/ui/toast.ts'
import { filterKeys } from './desk-filter.ts'
import { Menu } from './Menu.tsx'
import { addView, readViews, type SavedView, writeViews } from './saved-views.ts'
import styles from './ViewsMenu.module.css'

const nameCodec = textCodec('')

/** Named sets of filters: those that everybody needs, and those that this browser keeps. A link carries the name along. */
export function ViewsMenu({ county, unit }: { county: string; unit: string | null }) {
  const { t } = useTranslation('desk')
  const [shown] = useUrlState('view', nameCodec)
  const [views, setViews] = useState(() => readViews(county))
  const [name, setName] = useState('')
  const usual: SavedView[] = [
    ...(unit === null ? [] : [{ name: t('views.mine'), search: `unit=${encodeURIComponent(unit)}&order=soonest` }]),
    { name: t('views.late'), search: 'clock=late&order=soonest' },
    { name: t('views.reported'), search: 'state=reported' },
    { name: t('views.checking'), search: 'state=checking&order=soonest' },
    { name: t('views.red'), search: 'notice=red&order=soonest' },
  ]
  const keep = (next: readonly SavedView[]) => {
    setViews(next)
    if (!writeViews(county, next)) toast(t('views.notKept'), 'bad')
  }
  return (
    <Menu label={t('views.label')} value={shown === '' ? null : shown}>
      {(close) => (
        <div className={styles.views}>
          <ul>
            {[...usual, ...views].map((view) => (
              <li key={view.name}>
                <button
                  type="button"
                  aria-current={view.name === shown || undefined}
                  onClick={() => {
                    showView(view)
                    close()
                  }}
                >
                  {view.name}
                </button>
                {views.includes(view) && (
                  <IconButton
                    label={t('views.remove', { name: view.name })}
                    icon={<CloseIcon />}
                    onClick={() => keep(views.filter((one) => one !== view))}
                  />
                )}
              </li>
            ))}
          </ul>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const named = name.trim()
              if (named === '') return
              keep(addView(views, { name: named, search: currentSearch() }))
              writeParameter('view', named)
              setName('')
              close()
            }}
          >
            <Field
              label={t('views.name')}
              value={name}
              maxLength={40}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" reason={name.trim() === '' ? t('views.nameNeeded') : undefined}>
              {t('views.keep')}
            </Button>
          </form>
          <p>{t('views.hint')}</p>
        </div>
      )}
    </Menu>
  )
}

function showView({ name, search }: SavedView): void {
  const texts = new URLSearchParams(search)
  for (const key of filterKeys) writeParameter(key, texts.get(key))
  writeParameter('view', name)
}

function currentSearch(): string {
  const texts = new URLSearchParams()
  for (const key of filterKeys) {
    const text = readParameter(key)
    if (text !== null) texts.set(key, text)
  }
  return texts.toString()
}
