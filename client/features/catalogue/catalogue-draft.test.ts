import { describe, expect, it } from 'vitest'
import { asKind, type Draft, faultOf, isInEffect, newCondition, newDraft, newQuestion } from './catalogue-draft.ts'

const fresh = newDraft(null, '2026-11-22')
const draft: Draft = { ...fresh, code: 'C30', category: { ...fresh.category, name: '井盖', nameEn: 'Covers' } }
const faults = (category: Partial<Draft['category']>) =>
  faultOf({ ...draft, category: { ...draft.category, ...category } }, new Set(['C01']))
const condition = { ...newCondition(draft.category, '2026-11-22'), name: '缺失', nameEn: 'Missing' }
const question = { ...newQuestion(draft.category), name: '围挡', nameEn: 'Fenced' }

describe('a category being edited', () => {
  it('can be saved once it has a code of its own and its names', () => {
    expect(faultOf(draft, new Set(['C01']))).toBeNull()
    expect(faultOf({ ...draft, code: '' }, new Set())).toBe('code')
    expect(faultOf({ ...draft, code: 'C01' }, new Set(['C01']))).toBe('code-taken')
    expect(faultOf({ ...draft, code: 'C01', version: 3 }, new Set(['C01']))).toBeNull()
    expect(faults({ nameEn: ' ' })).toBe('name')
  })

  it('says what of its conditions and questions is not right', () => {
    expect(faults({ conditions: [condition], questions: [question] })).toBeNull()
    expect(faults({ conditions: [{ ...condition, name: '' }] })).toBe('name')
    expect(faults({ conditions: [condition, condition] })).toBe('codes')
    expect(faults({ conditions: [{ ...condition, effectiveTo: '2026-01-01' }] })).toBe('dates')
    expect(faults({ questions: [asKind(question, 'choice')] })).toBe('name')
    expect(faults({ questions: [{ ...question, kind: 'choice', choices: [] }] })).toBe('choices')
    expect(faults({ department: '长'.repeat(81) })).toBe('other')
  })

  it('is in effect from its first day to its last', () => {
    const dates = { effectiveFrom: '2026-01-01', effectiveTo: '2026-11-22' }
    expect(isInEffect(dates, '2026-11-22')).toBe(true)
    expect(isInEffect(dates, '2026-11-23')).toBe(false)
    expect(isInEffect(dates, '2025-12-31')).toBe(false)
  })
})
