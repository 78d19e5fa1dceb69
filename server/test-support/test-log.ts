import { pino } from 'pino'

/** Silent, unless TEST_LOG names a level. */
export const testLog = pino({ level: process.env.TEST_LOG ?? 'silent' })
