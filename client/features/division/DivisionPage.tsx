import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { ListTable, OpenRecord } from '#client/ui/table/ListTable.tsx'
import type { Division } from '#domain/contract/division.ts'
import styles from './DivisionPage.module.css'
import { useDivisions } from './use-divisions.ts'

/** The division codes: a tree to go down, and a search by code, name, pinyin or initials. */
export default function DivisionPage() {
  const { t } = useTranslation('division')
  const county = useCounty()
  const [below, setBelow] = useState('')
  const [text, setText] = useState('')
  const q = text.trim()
  const { answer, more } = useDivisions(county?.code, below, q)
  const open = (code: string) => {
    setBelow(code)
    setText('')
  }
  const empty = answer.state === 'ready' && answer.divisions.length === 0
  return (
    <AdminFrame path="/admin/divisions" title={t('title')} sentence={t('sentence')}>
      <search className={styles.search}>
        <Field
          label={t('search')}
          placeholder={t('searchBy')}
          value={text}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {answer.state === 'ready' && q !== '' && (
          <output>
            {answer.divisions.length < answer.total
              ? t('shown', { shown: answer.divisions.length, count: answer.total })
              : t('found', { count: answer.total })}
          </output>
        )}
        {answer.state === 'ready' && q === '' && <output>{t('count', { count: answer.total })}</output>}
      </search>
      {answer.state === 'ready' && q === '' && (
        <nav className={styles.above} aria-label={t('path')}>
          <Button look="quiet" onClick={() => open('')}>
            {t('top')}
          </Button>
          {answer.above.map(({ code, name }) => (
            <Button key={code} look="quiet" onClick={() => open(code)}>
              {name}
            </Button>
          ))}
        </nav>
      )}
      {answer.state === 'loading' && <Spinner />}
      {answer.state === 'failed' && <ErrorState code={answer.code} />}
      {empty && q !== '' && <EmptyState title={t('nothing')} hint={t('nothingHint')} />}
      {empty && q === '' && below !== '' && <EmptyState title={t('leaf')} />}
      {empty && q === '' && below === '' && (
        <EmptyState
          title={t('none')}
          hint={t('noneHint')}
          action={<DoorLink path="/admin/import">{t('import')}</DoorLink>}
        />
      )}
      {answer.state === 'ready' && !empty && <DivisionTable divisions={answer.divisions} onOpen={open} />}
      {answer.state === 'ready' && q === '' && answer.next !== null && (
        <div>
          <Button onClick={() => void more()}>{t('more')}</Button>
        </div>
      )}
    </AdminFrame>
  )
}

function DivisionTable({ divisions, onOpen }: { divisions: readonly Division[]; onOpen(code: string): void }) {
  const { t, i18n } = useTranslation('division')
  const number = new Intl.NumberFormat(i18n.language)
  return (
    <ListTable columns={(['code', 'name', 'level', 'children', 'ground'] as const).map((column) => t(column))}>
      {divisions.map(({ code, name, level, within, children, drawn }) => (
        <tr key={code}>
          <td>
            <code>{code}</code>
          </td>
          <th scope="row">
            {children > 0 ? <OpenRecord onOpen={() => onOpen(code)}>{name}</OpenRecord> : name}
            {within !== '' && <small>{within}</small>}
          </th>
          <td data-label={t('level')}>{t(`level_.${level}`)}</td>
          <td data-label={t('children')}>{number.format(children)}</td>
          <td data-label={t('ground')}>{t(drawn ? 'drawn' : 'notDrawn')}</td>
        </tr>
      ))}
    </ListTable>
  )
}
