import { existsSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Checks .dependency-cruiser.cjs. The checker reads TypeScript with a compiler older than 7, which has no such API any
 * more; the client generator brings one, so the checker is led there.
 */
const ROOT = join(import.meta.dirname, '..')
const compilerOwner = createRequire(join(ROOT, 'clients/api-client/package.json'))
const FOLDERS = ['apps', 'modules', 'integrations', 'science', 'platform', 'clients', 'scripts', 'bench']

registerHooks({
  resolve: (specifier, context, next) =>
    /^typescript(\/|$)/.test(specifier) && context.parentURL?.includes('/dependency-cruiser/')
      ? { url: pathToFileURL(compilerOwner.resolve(specifier)).href, shortCircuit: true }
      : next(specifier, context),
})

const check = async (): Promise<number> => {
  process.chdir(ROOT)
  const { cruise } = await import('dependency-cruiser')
  const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: []
    options: Record<string, unknown>
  }
  const { output, exitCode } = await cruise(
    FOLDERS.filter((folder) => existsSync(join(ROOT, folder))),
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, outputType: 'err' },
    { alias: { '@': join(ROOT, 'apps/web') } },
  )
  const report = typeof output === 'string' ? output : JSON.stringify(output)
  process.stdout.write(report)
  // A checker that read no TypeScript would be content with anything.
  const read = /\((\d+) modules, (\d+) dependencies cruised\)/.exec(report)
  if (exitCode === 0 && Number(read?.[2]) < 100) {
    process.stderr.write('The checker did not read the TypeScript sources.\n')
    return 1
  }
  return exitCode > 0 ? 1 : 0
}

process.exitCode = await check()
