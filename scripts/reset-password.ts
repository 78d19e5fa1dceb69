import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { givePassword } from '#server/account/give-password.ts'
import { createPasswords } from '#server/account/passwords.ts'
import { findPerson } from '#server/account/person.query.ts'
import { openDatabase } from '#server/db.ts'
import { readEnvironment } from '#server/env.ts'

const help = `Gives somebody a new password and prints it once: the way back in when the last administrator has lost theirs.
The old password, the second factor and all sessions end; the audit says that it was done at the console.

  npm run reset-password -- --county 370613 [--login admin]

Stop the server first where it runs on the embedded engine.
`

const { values } = parseArgs({
  options: {
    county: { type: 'string' },
    login: { type: 'string', default: 'admin' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help || values.county === undefined) console.log(help)
else await main(values.county, values.login.toLowerCase())

async function main(county: string, login: string): Promise<void> {
  const db = await openDatabase(readEnvironment(), pino({ level: 'warn' }))
  const passwords = createPasswords()
  try {
    const found = await findPerson(db, county, { login })
    if (found === undefined) throw new Error(`there is nobody with the login ${login} in county ${county}`)
    if (found.password_hash === null) throw new Error(`${login} is a post that is only tried out: it has no password`)
    const { id: person, path } = found
    const given = { county, person, path, by: null, now: new Date(), address: 'console' }
    const password = await givePassword(db, passwords, given)
    console.log(`county ${county}  login ${login}  password ${password}  (shown only now)`)
  } finally {
    await passwords.close()
    await db.close()
  }
}
