// Who may import whom: docs/architecture.md in rules. `npm run boundaries` checks them.
const { globSync, readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')

/** A module may use the doors of those before it, never of those after it. */
const MODULES = [
  'audit',
  'identity',
  'catalog',
  'inventory',
  'sales',
  'forecasting',
  'purchasing',
  'compliance',
  'customers',
  'campaigns',
  'pricing',
  'alerts',
  'sync',
]

const ROOM = '^(apps|modules|integrations|science|platform|clients)/([^/]+)/'
const TEST = '([.]test[.]tsx?|[.]e2e[.]ts)$|/(test|testing|golden|e2e)/'

/** Files a room names in its package.json "exports". */
const DOORS = globSync('{apps,modules,integrations,science,platform,clients}/*/package.json', {
  cwd: __dirname,
}).flatMap((manifest) =>
  Object.values(JSON.parse(readFileSync(join(__dirname, manifest), 'utf8')).exports ?? {}).map((door) =>
    join(dirname(manifest), door).replaceAll('\\', '/'),
  ),
)

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Files of `from` may reach no room but their own and those whose path matches `allowed`. */
const only = (name, comment, from, allowed) =>
  rule(name, comment, { path: from }, { path: ROOM, pathNot: [...allowed, '^$1/$2/'] })

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or hide a third. Types alone may refer to each other.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('resolvable', 'The import leads nowhere.', {}, { couldNotResolve: true, pathNot: '^server-only$' }),
    rule(
      'doors',
      'Another room is entered by its door (@suite/name), never by one of its files.',
      { path: ROOM },
      { path: ROOM, pathNot: ['^$1/$2/', ...DOORS.map((door) => `^${door.replaceAll('.', '[.]')}$`)] },
    ),
    only('kernel', 'platform/kernel stands on nothing.', '^(platform)/(kernel)/', []),
    only('platform', 'platform knows no business.', '^(platform)/([^/]+)/', ['^platform/']),
    only('science', 'science sees numbers only.', '^(science)/(?!ensemble/)([^/]+)/', ['^platform/kernel/']),
    only('ensemble', 'the ensemble combines the other models.', '^(science)/(ensemble)/', [
      '^platform/kernel/',
      '^science/',
    ]),
    only('integrations', 'an integration speaks to one outside system.', '^(integrations)/([^/]+)/', [
      '^platform/',
    ]),
    ...MODULES.map((name, place) =>
      only(
        `module-${name}`,
        `${name} may use platform, science and ${MODULES.slice(0, place).join(', ') || 'no other module'}.`,
        `^(modules)/(${name})/`,
        [
          '^platform/',
          '^science/',
          ...MODULES.slice(0, place).map((above) => `^modules/${above}/`),
          ...(name === 'sync' ? ['^integrations/'] : []),
        ],
      ),
    ),
    rule(
      'known-modules',
      'A new module is given its place in the order at the top of this file.',
      { path: `^modules/(?!(${MODULES.join('|')})/)` },
      { path: ROOM },
    ),
    only('front-ends', 'web and mobile reach the server through its API.', '^(apps)/(web|mobile)/(?!e2e/)', [
      '^clients/api-client/',
    ]),
    only('clients', 'a client stands on its own.', '^(clients)/([^/]+)/', []),
    rule(
      'generated-types',
      'The table types are seen through @suite/db.',
      { pathNot: '^(platform/db|database|scripts)/' },
      { path: '^database/' },
    ),
    rule(
      'no-tests-in-product',
      'Product code does not import tests or test tools.',
      { pathNot: [TEST, '^(scripts|bench|platform/testing)/', '[.]config[.]ts$'] },
      {
        path: `${TEST}|^platform/testing/|^node_modules/(vitest|fast-check|@playwright|@axe-core)/`,
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/[.]next/|^node_modules/[.]cache|[.]next/types' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}
