import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openAccount } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { toast } from '#client/ui/toast.ts'
import { type PlanActBody, type PlanLife, planLifeLimits } from '#domain/contract/plan-life.ts'
import { takeRules } from '../take-rules.ts'
import { BlockedBy, type BlockedByProps } from './BlockedBy.tsx'
import styles from './LifeSide.module.css'
import { actOn, loadLife, lookAtChanges } from './life-store.ts'

/** Reasons that say that the plan is elsewhere in its life: such acts are not shown. */
const elsewhere = ['not-now', 'begun']

/** What can be done with the plan now; what this post may not do says why. */
export function ActButtons({ open, life, nameOf, onGo }: BlockedByProps & { life: PlanLife }) {
  const { t } = useTranslation('plan-life')
  const [busy, setBusy] = useState(false)
  const [returning, setReturning] = useState<string | null>(null)
  const unsaved = open.saving.state !== 'saved'
  const shown = life.offers.filter(({ refused }) => refused === null || !elsewhere.includes(refused))
  const signIn = shown.length > 0 && shown.every(({ refused }) => refused === 'sign-in-needed')

  const perform = async (body: PlanActBody) => {
    setBusy(true)
    const refused = await actOn(open.base.county, life.id, body)
    setBusy(false)
    // what was offered was not so: rules, or the plan, are others by now
    if (refused !== null) {
      void takeRules(open.base.county, life.id)
      void loadLife(open.base.county, life.id)
      toast(t(`refused.${refused}`, { defaultValue: t('refused.other') }), 'bad')
    }
    return refused === null
  }
  const press = (act: PlanLife['offers'][number]['act']) => {
    if (act === 'publish') void lookAtChanges(open.base.county, life.id)
    else if (act === 'return') setReturning('')
    else if (act === 'submit' || act === 'recall' || act === 'approve' || act === 'withdraw')
      void perform({ act, expectedVersion: life.version })
  }
  if (signIn)
    return (
      <div className={styles.buttons}>
        <Button look="accent" onClick={() => openAccount()}>
          {t('signIn')}
        </Button>
        <small>{t('signInWords')}</small>
      </div>
    )
  return (
    <div className={styles.buttons}>
      {shown.map(({ act, refused }) => (
        <Button
          key={act}
          look={act === 'submit' || act === 'approve' || act === 'publish' ? 'accent' : 'plain'}
          disabled={busy}
          reason={reasonOf(act, refused, unsaved, t)}
          onClick={() => press(act)}
        >
          {t(`do.${act}`)}
        </Button>
      ))}
      {shown.map(({ act, refused }) =>
        refused === null ? null : (
          <small key={act}>{t('why', { act: t(`do.${act}`), reason: t(`refused.${refused}`) })}</small>
        ),
      )}
      {shown.some(({ refused }) => refused === 'rules-broken') && <BlockedBy open={open} nameOf={nameOf} onGo={onGo} />}
      <Dialog
        open={returning !== null}
        title={t('do.return')}
        onClose={() => setReturning(null)}
        actions={
          <>
            <Button onClick={() => setReturning(null)}>{t('cancel')}</Button>
            <Button
              look="accent"
              disabled={busy || (returning ?? '').trim() === ''}
              onClick={async () => {
                const body = { act: 'return', expectedVersion: life.version, reason: returning ?? '' } as const
                if (await perform(body)) setReturning(null)
              }}
            >
              {t('do.return')}
            </Button>
          </>
        }
      >
        <label className={styles.field}>
          {t('reason')}
          <textarea
            value={returning ?? ''}
            maxLength={planLifeLimits.reasonLength}
            rows={4}
            onChange={(event) => setReturning(event.target.value)}
          />
          <small>{t('reasonHint')}</small>
        </label>
      </Dialog>
    </div>
  )
}

function reasonOf(
  act: string,
  refused: string | null,
  unsaved: boolean,
  t: (key: string) => string,
): string | undefined {
  if (refused !== null) return t(`refused.${refused}`)
  return unsaved && act === 'submit' ? t('unsaved') : undefined
}
