// npm start: installs what is missing, builds the client if it changed, and runs the server. Plain Node, so that it
// runs before anything is installed. Environment: README.md, "Settings".
import { spawn } from 'node:child_process'
import { ensureClientBuilt } from './setup/client-build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { requireNode } from './setup/node-version.mjs'
import { root } from './setup/root.mjs'

requireNode()
ensureInstalled({ development: false })
ensureClientBuilt()

const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  // a demo that lives, and only what is worth a look in the terminal
  env: { ...process.env, LIVE: process.env.LIVE ?? '1', LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
})

// the terminal sends Ctrl-C to the server as well, which ends by itself; other signals are handed on
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'))
server.on('exit', (code, signal) => process.exit(signal === null ? code : 1))
