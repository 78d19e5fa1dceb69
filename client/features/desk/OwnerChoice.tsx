import { useTranslation } from 'react-i18next'
import { Segmented } from '#client/ui/Chips.tsx'
import type { Post } from '#domain/account/post.ts'
import type { DeskFilter } from './desk-filter.ts'

type Whose = 'all' | 'area' | 'mine' | 'other'

export interface OwnerChoiceProps {
  post: Post
  filter: DeskFilter
  onChange(part: Partial<DeskFilter>): void
}

/** Whose issues: everybody's, those in the area of one's own post, or those that its unit has. */
export function OwnerChoice({ post, filter, onChange }: OwnerChoiceProps) {
  const { t } = useTranslation('desk')
  const area = areaOf(post)
  const whose = whoseOf(filter, post.unit, area)
  return (
    <Segmented<Whose>
      label={t('owner.label')}
      value={whose}
      choices={[
        { value: 'all', text: t('owner.all') },
        ...(area === null ? [] : [{ value: 'area' as const, text: t('owner.area') }]),
        { value: 'mine', text: t('owner.mine') },
        // a link may name another unit than one's own
        ...(whose === 'other' ? [{ value: 'other' as const, text: t('owner.other', { unit: filter.unit }) }] : []),
      ]}
      onChange={(value) => {
        if (value === 'all') onChange({ unit: null, ...(filter.area === area ? { area: null } : {}) })
        if (value === 'area') onChange({ unit: null, area })
        if (value === 'mine') onChange({ unit: post.unit, ...(filter.area === area ? { area: null } : {}) })
      }}
    />
  )
}

/** The area of a post, where it is smaller than the county. */
function areaOf({ path }: Post): string | null {
  const codes = path.split('/').filter((code) => code !== '')
  return codes.length > 1 ? (codes.at(-1) ?? null) : null
}

function whoseOf({ unit, area }: DeskFilter, ownUnit: string, ownArea: string | null): Whose {
  if (unit !== null) return unit === ownUnit ? 'mine' : 'other'
  return ownArea !== null && area === ownArea ? 'area' : 'all'
}
