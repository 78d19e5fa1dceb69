import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { openAccount, useMe, usePost } from '#client/state/post.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { NarrowPage } from '#client/ui/NarrowPage.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { TaskList } from './TaskList.tsx'
import { TaskSheet } from './TaskSheet.tsx'

const issueCodec = textCodec('')

/** A grid worker's or a department's own issues on the phone: soonest first; one is opened, acted on, and gone to. */
export default function WorkPage() {
  const { t } = useTranslation('work')
  const county = useCounty()
  const me = useMe()
  const post = usePost(county?.code ?? '')
  const [number, setNumber] = useUrlState('issue', issueCodec)
  const waiting = county === null || me === undefined
  return (
    <NarrowPage title={post ? t('titleOf', { post: post.name }) : t('title')} link={{ path: '/m', text: t('map') }}>
      {waiting && <Spinner />}
      {!waiting && post === null && (
        <EmptyState
          title={t('signedOut')}
          hint={t(me ? 'otherCounty' : 'signedOutHint')}
          action={<Button onClick={() => openAccount()}>{t('signIn')}</Button>}
        />
      )}
      {!waiting && post && number === '' && <TaskList county={county} post={post} onOpen={setNumber} />}
      {!waiting && post && number !== '' && (
        <TaskSheet key={number} county={county} post={post} number={number} onBack={() => setNumber('')} />
      )}
    </NarrowPage>
  )
}
