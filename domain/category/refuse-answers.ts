import type { Question } from '#domain/contract/category.ts'

export type Answers = Readonly<Record<string, string | number | boolean>>

export type AnswerRefusal = 'missing' | 'wrong-kind' | 'unknown-choice' | 'too-long' | 'unknown-question'

const LONGEST_TEXT = 1_000

/** Why answers to a category's questions cannot stand, with the code of the question; null where they can. */
export function refuseAnswers(
  questions: readonly Question[],
  answers: Answers,
): { question: string; reason: AnswerRefusal } | null {
  for (const question of questions) {
    const reason = refuseAnswer(question, answers[question.code])
    if (reason !== null) return { question: question.code, reason }
  }
  const stray = Object.keys(answers).find((code) => !questions.some((question) => question.code === code))
  return stray === undefined ? null : { question: stray, reason: 'unknown-question' }
}

function refuseAnswer(question: Question, answer: Answers[string] | undefined): AnswerRefusal | null {
  if (answer === undefined || answer === '') return question.required ? 'missing' : null
  switch (question.kind) {
    case 'text':
      if (typeof answer !== 'string') return 'wrong-kind'
      if (question.required && answer.trim() === '') return 'missing'
      return answer.length > LONGEST_TEXT ? 'too-long' : null
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) ? null : 'wrong-kind'
    case 'yes-no':
      return typeof answer === 'boolean' ? null : 'wrong-kind'
    case 'choice':
      return question.choices.some(({ code }) => code === answer) ? null : 'unknown-choice'
  }
}
