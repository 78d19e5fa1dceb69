import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { usePost } from '#client/state/post.ts'
import { mayFile, useFiling } from '#client/ui/act/use-filing.ts'
import type { County } from '#domain/contract/county.ts'

const FileCase = lazy(() => import('./FileCase.tsx'))

/** A case that is being written down, for posts that may; the key C begins one. */
export function NewCase({ county }: { county: County }) {
  const post = usePost(county.code)
  const [open, setOpen] = useFiling()
  if (post === null || !mayFile(post)) return null
  return (
    <>
      <CaseKey onOpen={setOpen} />
      {open && (
        <Suspense>
          <FileCase county={county} post={post} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function CaseKey({ onOpen }: { onOpen(open: boolean): void }) {
  const { t } = useTranslation('act')
  useKeys(useMemo(() => [{ key: 'c', text: t('file.key'), run: () => onOpen(true) }], [t, onOpen]))
  return null
}
