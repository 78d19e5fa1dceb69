import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { NarrowPage } from '#client/ui/NarrowPage.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { Followed } from './Followed.tsx'
import { OwnReports } from './OwnReports.tsx'

const tokenCodec = textCodec('')

/** What became of a report, for whoever holds its link; without a link, the reports made on this phone. */
export default function FollowPage() {
  const { t } = useTranslation('follow')
  const county = useCounty()
  const [token, setToken] = useUrlState('token', tokenCodec)
  return (
    <NarrowPage title={t(token === '' ? 'own' : 'title')} link={{ path: '/m/report', text: t('report') }}>
      {!county && <Spinner />}
      {county && token !== '' && <Followed key={token} county={county} token={token} onList={() => setToken('')} />}
      {county && token === '' && <OwnReports county={county} onChoose={setToken} />}
    </NarrowPage>
  )
}
