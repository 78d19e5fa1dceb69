import { describe, expect, it } from 'vitest'
import type { Question } from '#domain/contract/category.ts'
import { refuseAnswers } from './refuse-answers.ts'

const named = { name: '问', nameEn: 'Question' }
const questions: Question[] = [
  { kind: 'text', code: 'lift', required: false, ...named },
  { kind: 'number', code: 'degrees', required: true, unit: '℃', ...named },
  { kind: 'yes-no', code: 'closed', required: false, ...named },
  {
    kind: 'choice',
    code: 'extent',
    required: false,
    choices: [
      { code: 'room', ...named },
      { code: 'home', ...named },
    ],
    ...named,
  },
]

describe('answers to the questions of a category', () => {
  it('stand when all that is required is answered in its kind', () => {
    expect(refuseAnswers(questions, { degrees: 0 })).toBeNull()
    expect(refuseAnswers(questions, { degrees: -3.5, lift: '2 号', closed: false, extent: 'room' })).toBeNull()
  })

  it.each([
    [{}, 'degrees', 'missing'],
    [{ degrees: '16' }, 'degrees', 'wrong-kind'],
    [{ degrees: Number.NaN }, 'degrees', 'wrong-kind'],
    [{ degrees: 16, closed: 'yes' }, 'closed', 'wrong-kind'],
    [{ degrees: 16, extent: 'street' }, 'extent', 'unknown-choice'],
    [{ degrees: 16, plate: 'x' }, 'plate', 'unknown-question'],
  ])('%j is refused for %s: %s', (answers, question, reason) => {
    expect(refuseAnswers(questions, answers)).toEqual({ question, reason })
  })

  it('are refused when a text is longer than 1,000 letters', () => {
    const answers = { degrees: 16, lift: 'x'.repeat(1001) }
    expect(refuseAnswers(questions, answers)).toEqual({ question: 'lift', reason: 'too-long' })
  })
})
