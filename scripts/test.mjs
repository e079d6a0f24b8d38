// `npm test`: installs what is missing, then runs every suite on Node 24.
import { command, prepare } from './setup/main.mjs'

await command(async () => {
  const run = await prepare()
  return run(['scripts/test/main.ts', ...process.argv.slice(2)], { env: { NODE_ENV: 'test' } })
})
