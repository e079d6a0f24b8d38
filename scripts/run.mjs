// `node scripts/run.mjs FILE args…`: installs what is missing, then runs the file on Node 24. Without FILE it only installs.
import { command, prepare } from './setup/main.mjs'

await command(async () => {
  const run = await prepare()
  const args = process.argv.slice(2)
  return args.length === 0 ? 0 : run(args)
})
