/** What a person may do, by area and verb. Routes name one of these. */
export const PERMISSIONS = [
  'organization.read',
  'organization.manage',
  'people.read',
  'people.manage',
  'audit.read',
  'products.read',
  'products.edit',
  'vendors.read',
  'vendors.edit',
  'stock.read',
  'stock.count',
  'inventory.review',
  'inventory.hold',
  'inventory.recall',
  'inventory.destroy',
  'sales.read',
  'reports.read',
  'imports.read',
  'imports.run',
  'imports.undo',
  'compliance.view',
  'compliance.manage',
  'compliance.reconcile',
  'compliance.correct',
  'connections.read',
  'connections.manage',
  'connections.write_switch',
  'forecasts.read',
  'forecasts.run',
  'purchasing.read',
  'purchasing.edit',
  'purchasing.approve',
  'purchasing.receive',
  'alerts.read',
  'alerts.handle',
  'jobs.read',
  'jobs.retry',
] as const

export type Permission = (typeof PERMISSIONS)[number]
export type Role = 'owner' | 'manager' | 'buyer' | 'compliance' | 'budtender' | 'viewer'
export const ROLES = [
  'owner',
  'manager',
  'buyer',
  'compliance',
  'budtender',
  'viewer',
] as const satisfies readonly Role[]

const READ_ALL: readonly Permission[] = PERMISSIONS.filter((permission) => /\.(read|view)$/.test(permission))
const READ_SHOP = READ_ALL.filter(
  (p) => !['audit.read', 'jobs.read', 'people.read', 'connections.read'].includes(p),
)

/** The one role table. */
const TABLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  manager: new Set(
    PERMISSIONS.filter((p) => !['organization.manage', 'connections.write_switch'].includes(p)),
  ),
  buyer: new Set([
    ...READ_SHOP,
    'products.edit',
    'vendors.edit',
    'stock.count',
    'imports.run',
    'forecasts.run',
    'purchasing.edit',
    'purchasing.receive',
    'alerts.handle',
  ]),
  compliance: new Set([
    ...READ_ALL,
    'stock.count',
    'inventory.review',
    'inventory.hold',
    'inventory.recall',
    'inventory.destroy',
    'imports.run',
    'alerts.handle',
    'purchasing.receive',
    'connections.manage',
    'connections.write_switch',
    'compliance.manage',
    'compliance.reconcile',
    'compliance.correct',
  ]),
  budtender: new Set(['organization.read', 'products.read', 'stock.read', 'stock.count', 'alerts.read']),
  viewer: new Set(READ_SHOP),
}

/** Whether a role holds a permission. Unknown roles hold none. */
export const roleAllows = (role: string, permission: string): boolean =>
  (TABLE as Record<string, ReadonlySet<string>>)[role]?.has(permission) ?? false

/** All permissions of a role, for screens that hide what a person may not do. */
export const permissionsOf = (role: Role): readonly Permission[] => [...TABLE[role]]
