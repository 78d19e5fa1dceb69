import { useTranslation } from 'react-i18next'
import { usePost } from '#client/state/post.ts'
import { mayFile, useFiling } from '#client/ui/act/use-filing.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { FileIcon } from '#client/ui/icons.tsx'
import type { County } from '#domain/contract/county.ts'

/** Begins a new case from the map, for posts that may. */
export function NewCaseButton({ county }: { county: County }) {
  const { t } = useTranslation('act')
  const [open, setOpen] = useFiling()
  if (!mayFile(usePost(county.code))) return null
  return <IconButton label={t('file.open')} icon={<FileIcon />} pressed={open} onClick={() => setOpen(!open)} />
}
