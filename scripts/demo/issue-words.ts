import cityManagement from '#data/categories/city-management.json' with { type: 'json' }
import neighbourhood from '#data/categories/neighbourhood.json' with { type: 'json' }
import words from '#data/demo/issues.json' with { type: 'json' }
import type { Clock } from '#domain/calendar/deadline.ts'

export { words }

export interface Category {
  code: string
  parent: string | null
  name: string
  nameEn: string
  department: string
  clock: Clock
  answerMinutes: number
  finishMinutes: number
}

export const categories: Category[] = [...neighbourhood, ...cityManagement].map((category) => ({
  ...category,
  clock: category.clock === 'emergency' ? 'emergency' : 'working',
}))
