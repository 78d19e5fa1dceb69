import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { Chips } from '#client/ui/Chips.tsx'
import { Field } from '#client/ui/Field.tsx'
import { dayOf } from '#client/ui/heat/start-of-day.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueState, IssueSummary } from '#domain/contract/issue.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import { type ActDraft, type ActField, type AskedField, fieldsOf } from './act-draft.ts'
import { CategoryFields } from './CategoryFields.tsx'
import type { Ladder } from './find-units.ts'
import { MergeField } from './MergeField.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import type { FoundUnit } from './use-findable-units.ts'
import { Words } from './Words.tsx'

const DAY = 86_400_000
const LONGEST_PAUSE_DAYS = 365

export interface ActFieldsProps {
  county: County
  kind: ActRequestKind
  draft: ActDraft
  state: IssueState
  /** The issue it is about; null for many at once. */
  issue: IssueSummary | null
  ladder: Ladder
  /** The first field that still has to be filled in; told once somebody has tried. */
  missing: ActField | null
  acceptsUnit?: ((unit: FoundUnit) => boolean) | undefined
  onChange(part: Partial<ActDraft>): void
}

/** What an act asks for, field by field. */
export function ActFields(props: ActFieldsProps) {
  const { kind, state, draft } = props
  return fieldsOf(kind, state, draft).map((asked) => <ActInput key={asked.field} {...props} {...asked} />)
}

function ActInput({
  field,
  required,
  county,
  kind,
  draft,
  issue,
  ladder,
  missing,
  acceptsUnit,
  onChange,
}: ActFieldsProps & AskedField) {
  const { t } = useTranslation('act')
  const error = missing === field ? t(`missing.${field}`) : undefined
  switch (field) {
    case 'reason':
    case 'note':
      return (
        <Words
          label={t(required ? `field.${field}` : `field.${field}Optional`)}
          value={draft[field]}
          error={error}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      )
    case 'unit':
    case 'units':
      return (
        <UnitPicker
          county={county.code}
          label={t(kind === 'return' ? 'field.responsible' : `field.${field}`)}
          ladder={ladder}
          several={field === 'units'}
          chosen={field === 'units' ? draft.units : draft.unit === '' ? [] : [draft.unit]}
          error={error}
          {...(acceptsUnit ? { accepts: acceptsUnit } : {})}
          onChange={(chosen) => onChange(field === 'units' ? { units: chosen } : { unit: chosen[0] ?? '' })}
        />
      )
    case 'hours':
      return (
        <Field
          type="number"
          min={1}
          max={8_784}
          step={1}
          label={t('field.hours')}
          hint={t('field.hoursHint')}
          value={draft.hours}
          error={error}
          onChange={(event) => onChange({ hours: event.currentTarget.value })}
        />
      )
    case 'untilDay':
      return (
        <Field
          type="date"
          min={dayOf(serverNow(), county.timeZone)}
          max={dayOf(serverNow() + LONGEST_PAUSE_DAYS * DAY, county.timeZone)}
          label={t('field.untilDay')}
          hint={t('field.untilDayHint')}
          value={draft.untilDay}
          error={error}
          onChange={(event) => onChange({ untilDay: event.currentTarget.value })}
        />
      )
    case 'what':
      return (
        <Chips
          label={t('field.what')}
          value={draft.what}
          choices={(['extend', 'suspend', 'appeal'] as const).map((what) => ({
            value: what,
            text: t(`what.${what}`),
          }))}
          onChange={(what) => onChange({ what })}
        />
      )
    case 'answer':
      return (
        <div>
          <Chips
            label={t('field.answer')}
            value={draft.answer}
            choices={(['coming', 'done', 'refused'] as const).map((answer) => ({
              value: answer,
              text: t(`whistle.${answer}`),
            }))}
            onChange={(answer) => onChange({ answer })}
          />
          <Missing text={error} />
        </div>
      )
    case 'rating':
      return (
        <div>
          <Chips
            label={t('field.rating')}
            value={String(draft.rating)}
            choices={[5, 4, 3, 2, 1].map((stars) => ({ value: String(stars), text: t(`rating.${stars}`) }))}
            onChange={(stars) => onChange({ rating: Number(stars) })}
          />
          <Missing text={error} />
        </div>
      )
    case 'into':
      return (
        issue && (
          <div>
            <MergeField county={county} issue={issue} chosen={draft.into} onChange={(into) => onChange({ into })} />
            <Missing text={error} />
          </div>
        )
      )
    case 'category':
      return (
        <CategoryFields
          county={county.code}
          category={draft.category}
          condition={draft.condition}
          error={error}
          onChange={onChange}
        />
      )
  }
}

function Missing({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p role="alert" data-look="error">
      {text}
    </p>
  )
}
