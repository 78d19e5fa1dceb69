import { Router } from 'express'
import type { Context } from '#server/context.ts'
import { auditRoutes } from './audit.route.ts'
import { displayRoutes } from './display.route.ts'
import { ownRoutes } from './own.route.ts'
import { peopleRoutes } from './people.route.ts'
import { providerRoutes } from './provider.route.ts'
import { sessionRoutes } from './session.route.ts'

/** Accounts: who is in, which screens show without anybody, what they do with their own, whom administrators let in, and what was changed. */
export function accountRoutes(context: Context): Router {
  return Router().use(
    sessionRoutes(context),
    providerRoutes(context),
    ownRoutes(context),
    peopleRoutes(context),
    displayRoutes(context),
    auditRoutes(context),
  )
}
