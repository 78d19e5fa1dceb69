import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { serverNow } from '#client/state/live.ts'
import { usePost } from '#client/state/post.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import styles from './CataloguePage.module.css'
import { CategoryEditor } from './CategoryEditor.tsx'
import { CategoryTree } from './CategoryTree.tsx'
import { CsvButtons } from './CsvButtons.tsx'
import { draftOf, newDraft } from './catalogue-draft.ts'
import { useCatalogue } from './use-catalogue.ts'

const noCategory = textCodec('')

/** The catalogue of what an issue can be about, with the limits of every filing condition. */
export default function CataloguePage() {
  const county = useCounty()
  if (county === null) return <Spinner />
  return <Catalogue key={county.code} county={county} />
}

function Catalogue({ county }: { county: County }) {
  const { t } = useTranslation('catalogue')
  const [state, reload] = useCatalogue(county.code)
  const [chosen, setChosen] = useUrlState('category', noCategory)
  const [adding, setAdding] = useState(false)
  const post = usePost(county.code)
  const mayEdit = post !== null && (post.role === 'administrator' || post.role === 'district')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: county.timeZone }).format(serverNow())
  const categories = state.state === 'ready' ? state.categories : []
  const category = categories.find(({ code }) => code === chosen)
  const parent = category === undefined ? null : (category.parent ?? category.code)
  const draft = adding ? newDraft(parent, today) : category && draftOf(category)
  const reason = mayEdit ? undefined : t('mayNot')
  return (
    <AdminFrame
      path="/admin/categories"
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <>
          <CsvButtons county={county.code} reason={reason} onImported={reload} />
          <Button look="accent" reason={reason} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </>
      }
    >
      {state.state === 'loading' && <Spinner />}
      {state.state === 'failed' && <ErrorState code={state.code} onRetry={reload} />}
      {state.state === 'ready' && (
        <div className={styles.desk}>
          <CategoryTree
            categories={categories}
            chosen={adding ? '' : chosen}
            today={today}
            onChoose={(code) => {
              setAdding(false)
              setChosen(code)
            }}
          />
          {draft ? (
            <CategoryEditor
              key={adding ? 'new' : `${chosen}/${draft.version}`}
              county={county.code}
              saved={draft}
              categories={categories}
              today={today}
              reason={reason}
              onDone={async (code) => {
                await reload()
                setAdding(false)
                setChosen(code)
              }}
            />
          ) : (
            <EmptyState title={t('none')} hint={t('noneHint')} />
          )}
        </div>
      )}
    </AdminFrame>
  )
}
