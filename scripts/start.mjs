// `npm start`, `npm run dev`, `npm run worker`: installs what is missing, then hands over to the supervisor on Node 24.
import { command, prepare } from './setup/main.mjs'

await command(async () => {
  const run = await prepare()
  return run(['apps/server/src/supervisor/main.ts', ...process.argv.slice(2)], { channel: true })
})
