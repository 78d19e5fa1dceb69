import { useTranslation } from 'react-i18next'
import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Chips } from '#client/ui/Chips.tsx'
import { type ActorRole, actorRoles, lifecycle, type Transition } from '#domain/issue/lifecycle.ts'
import styles from './Lifecycle.module.css'
import { LifecycleDiagram } from './LifecycleDiagram.tsx'

/** What scrolls is reached by keys. */
const scrolling = { tabIndex: 0 }
const ALL = 'all'
/** All roles at once are many lines: the one that may do most comes first. */
const roleCodec = choiceCodec<'all' | ActorRole>([ALL, ...actorRoles], 'district')

const words = ['same', 'before', 'request', 'ran'] as const

function isWord(to: Transition['to']): to is (typeof words)[number] {
  return words.some((word) => word === to)
}

/** The life of an issue as the server enforces it: drawn, and row by row. */
export default function LifecyclePage() {
  const { t } = useTranslation('lifecycle')
  const [chosen, setChosen] = useUrlState('role', roleCodec)
  const role = actorRoles.find((one) => one === chosen) ?? null
  const rows = lifecycle.filter(({ roles }) => role === null || roles.includes(role))
  const list = (words: readonly string[]) => words.join(t('card:hours.and'))
  return (
    <AdminFrame path="/admin/lifecycle" title={t('title')} sentence={t('sentence')}>
      <Chips<'all' | ActorRole>
        label={t('role.label')}
        value={chosen}
        choices={[
          { value: ALL, text: t('role.all') },
          ...actorRoles.map((one) => ({ value: one, text: t(`role.${one}`) })),
        ]}
        onChange={setChosen}
      />
      <LifecycleDiagram role={role} />
      <section {...scrolling} className={styles.scroll} aria-label={t('rows', { count: rows.length })}>
        <table className={styles.table}>
          <caption>{t('rows', { count: rows.length })}</caption>
          <thead>
            <tr>
              {(['act', 'from', 'to', 'roles', 'guards'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ act, from, to, roles, guards }) => (
              <tr key={`${act} ${from.join()}`}>
                <th scope="row">{t(`card:event.${act}`)}</th>
                <td>{list(from.map((state) => t(`card:state.${state}`)))}</td>
                <td>{isWord(to) ? t(`to.${to}`) : t(`card:state.${to}`)}</td>
                <td>{list(roles.map((one) => t(`role.${one}`)))}</td>
                <td>
                  {guards.length === 0
                    ? t('noGuard')
                    : guards.map((guard) => t(`guard.${guard}`)).join(t('card:comma'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </AdminFrame>
  )
}
