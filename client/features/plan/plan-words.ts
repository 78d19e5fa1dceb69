import type { TFunction } from 'i18next'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { type NormState, normMarks } from './norm-state.ts'

type Words = TFunction<'plan'>

/** What a finding says: a head and the line below it. */
export function findingWords(t: Words, finding: Finding, nameOf: (code: string) => string, number: Intl.NumberFormat) {
  const grid = nameOf(finding.face)
  switch (finding.rule) {
    case 'too-few-households':
    case 'too-many-households': {
      const { households, least, most, off } = finding.values
      const values = { grid, households: number.format(households), least, most, off: number.format(off) }
      return { head: t(`finding.${finding.rule}.head`, values), line: t(`finding.${finding.rule}.line`, values) }
    }
    case 'compound-split': {
      const { compound, buildings, households, elsewhere } = finding.values
      const values = { grid, compound, buildings, households: number.format(households), elsewhere: nameOf(elsewhere) }
      return { head: t('finding.compound-split.head', values), line: t('finding.compound-split.line', values) }
    }
    case 'community-crossed': {
      const { community, households } = finding.values
      const values = { grid, community: nameOf(community), households: number.format(households) }
      return { head: t('finding.community-crossed.head', values), line: t('finding.community-crossed.line', values) }
    }
    case 'overloaded': {
      const { issues, most } = finding.values
      const values = { grid, issues: number.format(issues), most: number.format(most) }
      return { head: t('finding.overloaded.head', values), line: t('finding.overloaded.line', values) }
    }
    case 'not-compact': {
      const { compactness, least } = finding.values
      const values = { grid, compactness: compactness.toFixed(2), least }
      return { head: t('finding.not-compact.head', values), line: t('finding.not-compact.line', values) }
    }
    case 'too-narrow': {
      const values = { grid, meters: Math.round(finding.values.meters), least: finding.values.least }
      return { head: t('finding.too-narrow.head', values), line: t('finding.too-narrow.line', values) }
    }
    case 'micro-grid-too-small':
    case 'micro-grid-too-large': {
      const { households, least, most } = finding.values
      const values = { grid, households: number.format(households), least, most }
      return { head: t(`finding.${finding.rule}.head`, values), line: t(`finding.${finding.rule}.line`, values) }
    }
    case 'not-contiguous': {
      const values = { grid, parts: finding.values.parts }
      return { head: t('finding.not-contiguous.head', values), line: t('finding.not-contiguous.line', values) }
    }
  }
}

/** Households with the mark of their state: `▼ 187`. */
export function markedHouseholds(households: number, state: NormState, number: Intl.NumberFormat): string {
  return normMarks[state] === '' ? number.format(households) : `${normMarks[state]} ${number.format(households)}`
}
