import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { useFileable } from '#client/ui/act/use-fileable.ts'
import type { Question } from '#domain/contract/category.ts'
import type { IssueStanding } from '#domain/contract/issue.ts'
import { Fact } from './Fact.tsx'

export interface WorkAnswersProps {
  county: string
  category: string
  answers: IssueStanding['answers']
}

/** What was answered to the category's own questions; a question that is asked no longer stands under its code. */
export function WorkAnswers({ county, category, answers }: WorkAnswersProps) {
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const questions = useFileable(county)?.find((one) => one.code === category)?.questions ?? []
  const nameOf = (one: { name: string; nameEn: string }) => (chinese ? one.name : one.nameEn || one.name)
  const wordsOf = (question: Question | undefined, answer: string | number | boolean) => {
    if (typeof answer === 'boolean') return t(answer ? 'file.yes' : 'file.no')
    if (question?.kind === 'number') return `${answer} ${question.unit}`
    const choice = question?.kind === 'choice' ? question.choices.find(({ code }) => code === answer) : undefined
    return choice ? nameOf(choice) : String(answer)
  }
  return Object.entries(answers).map(([code, answer]) => {
    const question = questions.find((one) => one.code === code)
    return (
      <Fact key={code} label={question ? nameOf(question) : code}>
        {wordsOf(question, answer)}
      </Fact>
    )
  })
}
