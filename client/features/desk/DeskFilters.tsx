import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Chips, Segmented } from '#client/ui/Chips.tsx'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import type { Post } from '#domain/account/post.ts'
import type { Category } from '#domain/contract/category.ts'
import type { AreaSummary } from '#domain/contract/county.ts'
import { clockState } from '#domain/contract/issue.ts'
import { issueLevel, type Notice, notice } from '#domain/issue/issue-entry.ts'
import { AreaMenu } from './AreaMenu.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import styles from './DeskFilters.module.css'
import { type DeskFilter, deskStates, emptyFilter, narrows } from './desk-filter.ts'
import { FiledMenu } from './FiledMenu.tsx'
import { Menu } from './Menu.tsx'
import { OwnerChoice } from './OwnerChoice.tsx'
import { SourceMenu } from './SourceMenu.tsx'
import type { Rung } from './use-ladder.ts'

export interface DeskFiltersProps {
  county: string
  post: Post | null
  filter: DeskFilter
  today: string
  categories: readonly Category[]
  areas: readonly AreaSummary[]
  ladder: readonly Rung[]
  /** Only a phone folds the filters away. */
  folded: boolean
  onChange(part: Partial<DeskFilter>): void
  onClear(): void
}

const ANY = 'any'
/** The most urgent first. */
const clocks = ['late', 'soon', 'on-time', 'stopped'] as const

/** Which issues the queue holds, and in which order. */
export function DeskFilters(props: DeskFiltersProps) {
  const { county, post, filter, today, categories, areas, ladder, folded, onChange, onClear } = props
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const nameOf = (category: Category) => (language === 'zh' ? category.name : category.nameEn)
  const category = categories.find((known) => known.code === filter.category)
  return (
    <search id="desk-filters" className={styles.filters} data-folded={folded || undefined} aria-label={t('filters')}>
      <div className={styles.line}>
        <Chips
          label={t('clock.label')}
          value={filter.clock ?? ANY}
          choices={[
            { value: ANY, text: t('clock.any') },
            ...clocks.map((clock) => ({
              value: clock,
              text: (
                <>
                  <ClockShape clock={clock} />
                  {t(`clock.${clock}`)}
                </>
              ),
            })),
          ]}
          onChange={(value) => onChange({ clock: clockState.safeParse(value).data ?? null })}
        />
        <Segmented
          label={t('order.label')}
          value={filter.order}
          choices={[
            { value: 'newest', text: t('order.newest') },
            { value: 'soonest', text: t('order.soonest') },
          ]}
          onChange={(order) => onChange({ order })}
        />
      </div>
      <div className={styles.line}>
        <Menu label={t('state.label')} value={filter.state === emptyFilter.state ? null : t(wordOfState(filter.state))}>
          {(close) => (
            <ChoiceList
              label={t('state.label')}
              lines={deskStates.map((state) => ({ value: state, text: t(wordOfState(state)) }))}
              value={filter.state}
              onChange={(value) => onChange({ state: deskStates.find((state) => state === value) ?? filter.state })}
              onPicked={close}
            />
          )}
        </Menu>
        <Menu label={t('category.label')} value={category ? nameOf(category) : filter.category}>
          {(close) => (
            <ChoiceList
              label={t('category.label')}
              lines={[
                { value: '', text: t('category.any') },
                ...categories.map((known) => ({
                  value: known.code,
                  text: nameOf(known),
                  depth: known.parent === null ? 0 : 1,
                })),
              ]}
              value={filter.category ?? ''}
              onChange={(value) => onChange({ category: value === '' ? null : value })}
              onPicked={close}
            />
          )}
        </Menu>
        {post && <OwnerChoice post={post} filter={filter} onChange={onChange} />}
        {!post && filter.unit !== null && (
          <span className={styles.unit}>{t('owner.other', { unit: filter.unit })}</span>
        )}
        <AreaMenu county={county} areas={areas} ladder={ladder} onChange={(area) => onChange({ area })} />
        <Menu label={t('level.label')} value={filter.level && t(`card:work.rung.${filter.level}`)}>
          {(close) => (
            <ChoiceList
              label={t('level.label')}
              lines={[
                { value: '', text: t('level.any') },
                ...issueLevel.options.map((level) => ({ value: level, text: t(`card:work.rung.${level}`) })),
              ]}
              value={filter.level ?? ''}
              onChange={(value) => onChange({ level: issueLevel.safeParse(value).data ?? null })}
              onPicked={close}
            />
          )}
        </Menu>
        <Menu label={t('notice.label')} value={filter.notice && t(wordOfNotice(filter.notice))}>
          {(close) => (
            <ChoiceList
              label={t('notice.label')}
              lines={[
                { value: '', text: t('notice.any') },
                ...notice.options.map((one) => ({ value: one, text: t(wordOfNotice(one)) })),
              ]}
              value={filter.notice ?? ''}
              onChange={(value) => onChange({ notice: notice.safeParse(value).data ?? null })}
              onPicked={close}
            />
          )}
        </Menu>
        <SourceMenu chosen={filter.source} onChange={(source) => onChange({ source })} />
        <FiledMenu filter={filter} today={today} onChange={onChange} />
        <label className={styles.onMap}>
          <input
            type="checkbox"
            checked={filter.onMap}
            onChange={(event) => onChange({ onMap: event.currentTarget.checked })}
          />
          {t('onMap')}
        </label>
        {(narrows(filter) || filter.onMap) && (
          <Button look="quiet" className={styles.clear} onClick={onClear}>
            {t('clear')}
          </Button>
        )}
      </div>
    </search>
  )
}

function wordOfNotice(one: Notice): string {
  return one === 'none' ? 'notice.none' : `card:work.noticeOf.${one}`
}

function wordOfState(state: DeskFilter['state']): string {
  return state === 'open' || state === 'all' ? `state.${state}` : `card:state.${state}`
}
