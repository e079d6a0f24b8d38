// `npm start`, `npm run dev`, `npm run worker`: installs what is missing, then hands over to the supervisor on Node 24.
import { join } from 'node:path'
import { command, prepare } from './setup/main.mjs'
import { ROOT } from './setup/paths.mjs'

// Compiled sources are kept between starts: the second one loads in a third of the time.
const NODE_COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'compiled')

await command(async () => {
  const run = await prepare()
  return run(['apps/server/src/supervisor/main.ts', ...process.argv.slice(2)], {
    channel: true,
    env: { NODE_COMPILE_CACHE },
  })
})
