import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { openAccount, useMe, usePost } from '#client/state/post.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { PlusIcon } from '#client/ui/icons.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { Person } from '#domain/contract/account.ts'
import { AuditList } from './AuditList.tsx'
import { DisplayDialog } from './DisplayDialog.tsx'
import { DisplayList } from './DisplayList.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PersonDialog } from './PersonDialog.tsx'

type Part = 'people' | 'displays' | 'audit'

/** Who may do what and where, which screens show without anybody, and what was changed: for administrators, within their scope. */
export default function PeoplePage() {
  const { t } = useTranslation('people')
  const county = useCounty()
  const me = useMe()
  const post = usePost(county?.code ?? '')
  const [part, setPart] = useState<Part>('people')
  const [shown, setShown] = useState<Person | 'new' | null>(null)
  const [adding, setAdding] = useState(false)
  // lists are asked for anew when something was changed
  const [changes, setChanges] = useState(0)
  const allowed = post?.role === 'administrator'
  return (
    <AdminFrame
      path="/admin/people"
      title={t('title')}
      sentence={allowed ? t('sentence', { post: post.name }) : undefined}
      actions={
        allowed && (
          <>
            <Segmented<Part>
              label={t('part')}
              choices={[
                { value: 'people', text: t('people') },
                { value: 'displays', text: t('display.part') },
                { value: 'audit', text: t('audit') },
              ]}
              value={part}
              onChange={setPart}
            />
            {part === 'displays' ? (
              <Button look="accent" icon={<PlusIcon />} onClick={() => setAdding(true)}>
                {t('display.add')}
              </Button>
            ) : (
              <Button look="accent" icon={<PlusIcon />} onClick={() => setShown('new')}>
                {t('add')}
              </Button>
            )}
          </>
        )
      }
    >
      {(me === undefined || !county) && <Spinner />}
      {me !== undefined && county && !allowed && (
        <EmptyState
          title={t(me ? 'notAllowed' : 'signInFirst')}
          hint={t(me ? 'notAllowedHint' : 'signInHint')}
          action={
            <Button look="accent" onClick={() => openAccount()}>
              {t(me ? 'changePost' : 'signIn')}
            </Button>
          }
        />
      )}
      {allowed && part === 'people' && <PeopleList county={post.county} changes={changes} onShow={setShown} />}
      {allowed && part === 'displays' && <DisplayList county={post.county} changes={changes} />}
      {allowed && part === 'audit' && <AuditList key={changes} county={post.county} />}
      {allowed && adding && (
        <DisplayDialog by={post} onChange={() => setChanges((count) => count + 1)} onClose={() => setAdding(false)} />
      )}
      {allowed && shown && (
        <PersonDialog
          key={shown === 'new' ? 'new' : shown.id}
          by={post}
          person={shown === 'new' ? null : shown}
          onChange={() => setChanges((count) => count + 1)}
          onClose={() => setShown(null)}
        />
      )}
    </AdminFrame>
  )
}
