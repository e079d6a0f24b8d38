// The replies and bodies of the HTTP API as the screens use them.

export type StockStatus = 'stock_out' | 'low' | 'ok' | 'overstock' | 'unknown' | 'no_demand'
export type Role = 'owner' | 'manager' | 'buyer' | 'compliance' | 'budtender' | 'viewer'
export type Category =
  | 'flower'
  | 'pre_rolls'
  | 'vapes'
  | 'edibles'
  | 'concentrates'
  | 'tinctures'
  | 'topicals'
  | 'accessories'
  | 'other'
  | 'uncategorised'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
export interface Store {
  id: string
  name: string
  state: string
  timeZone: string
  licenceNumber: string
  cutOffMinutes: number
  currency: string
  active: boolean
}
export interface OrganizationRef {
  id: string
  name: string
  slug: string
  role: string
}
export interface Me {
  user: { id: string; name: string; email: string }
  organization: {
    id: string
    name: string
    slug: string
    planTier: string
    trialEndsAt: string | null
    readOnly: boolean
    isDemo: boolean
  }
  role: string
  permissions: string[]
  organizations: OrganizationRef[]
  stores: Store[]
}
export interface Session {
  accessToken: string
  expiresAt: string
  organizationId: string
  organizations: OrganizationRef[]
}
export interface Person {
  membershipId: string
  name: string
  email: string
  role: Role
  active: boolean
}
export interface Invitation {
  id: string
  email: string
  role: Role
  createdAt: string
  expiresAt: string
}
export interface AuditEvent {
  id: string
  occurredAt: string
  actorKind: string
  actorId: string
  actorName?: string | null
  eventType: string
  resourceType: string
  resourceId: string
  action: string
  riskLevel: string
  ip: string | null
  requestId: string | null
  before: unknown
  after: unknown
}

export interface ProductItem {
  id: string
  sku: string
  name: string
  category: string
  brand: string | null
  strain: string | null
  unit: string
  price: string | null
  cost: string | null
  vendorId: string | null
  vendorName: string | null
  active: boolean
  isService: boolean
  onHand: string | null
  onOrder: string
  unitsPerDay: number | null
  daysOfSupply: number | null
  stockStatus: StockStatus
  atRiskMinor: number
  stockOutOn: string | null
  soldLast30: string
}
export interface Product {
  id: string
  sku: string
  name: string
  category: Category
  sourceCategory: string | null
  brand: string | null
  strain: string | null
  strainType: 'indica' | 'sativa' | 'hybrid' | null
  thcPercent: string | null
  cbdPercent: string | null
  unit: string
  barcode: string | null
  price: string | null
  cost: string | null
  vendorId: string | null
  vendorName: string | null
  casePack: string
  moq: string
  shelfLifeDays: number | null
  reorderPointOverride: string | null
  serviceLevel: number
  active: boolean
  isService: boolean
  version: number
  createdAt: string
  updatedAt: string
}
export type ProductEdit = { version: number } & Partial<
  Pick<
    Product,
    | 'name'
    | 'category'
    | 'brand'
    | 'strain'
    | 'strainType'
    | 'price'
    | 'cost'
    | 'vendorId'
    | 'casePack'
    | 'moq'
    | 'shelfLifeDays'
    | 'reorderPointOverride'
    | 'serviceLevel'
    | 'active'
    | 'isService'
  >
>
export interface Vendor {
  id: string
  name: string
  email: string | null
  licenceNumber: string | null
  leadTimeDays: number
  leadTimeSpreadDays: number
  reviewDays: number
  orderWeekdays: number[]
  minimumOrderMinor: number
  active: boolean
  productCount: number
  version: number
}
export type VendorFields = Partial<Omit<Vendor, 'id' | 'productCount' | 'version'>>

export interface Lot {
  id: string
  lotCode: string
  packageTag: string | null
  room: string | null
  expiresOn: string | null
  unitCost: string | null
  onHand: string
}
export interface ProductStock {
  onHand: string | null
  countedAt: string | null
  lots: Lot[]
}
export interface TimelineDay {
  day: string
  onHand: string | null
  sold: string
  received: string
}
export interface Movement {
  id: string
  kind: string
  quantity: string
  occurredAt: string
  reason: string | null
  sourceType: string
}
export interface ValuationItem {
  productId: string
  sku: string
  name: string
  category: string
  quantity: string
  unitCost: string | null
  valueMinor: number
}
export interface Valuation extends Page<ValuationItem> {
  asOf: string
  totalMinor: number
  unknownProducts: number
}
export interface SalesFigures {
  netMinor: number
  grossMinor: number
  discountMinor: number
  taxMinor: number
  costMinor: number | null
}
export interface SalesRow extends SalesFigures {
  key: string
  label: string
  units: string
  returned: string
}
export interface SalesReport extends Page<SalesRow> {
  totals: SalesFigures & { units: string; receipts: number }
}
export interface SalesSource {
  id: string
  storeId: string
  source: string
  activeFrom: string | null
  activeUntil: string | null
}

export type FileKind = 'sales' | 'stock' | 'products'
export interface FileLayout {
  profile: string
  kind: FileKind
  encoding: 'utf-8' | 'latin1' | 'utf-16le'
  delimiter: string
  headerRow: number
  columns: { header: string; index: number; field: string | null }[]
  dateOrder: 'auto' | 'ymd' | 'mdy' | 'dmy'
  decimalComma: boolean
}
export interface RefusedRow {
  line: number
  code: string
  reason: string
  cells: string[]
}
export interface ImportPreview {
  rows: Record<string, unknown>[]
  refused: RefusedRow[]
  counts: { rows: number; refused: number; ignored?: number; kinds?: Record<string, number> }
  sums?: { quantity: string; net: string | null }
  problems: string[]
}
export interface UploadReply {
  uploadId: string
  layout: FileLayout
  preview: ImportPreview
  recognised: boolean
  profile: string
}
export interface ImportItem {
  id: string
  fileName: string
  kind: FileKind
  storeId?: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone'
  phase: string
  progress: number
  rowsRead: number
  rowsPerSecond: number | null
  secondsLeft: number | null
  rowsAdded: number
  rowsKnown: number
  rowsRefused: number
  rowsOutsideWindow: number
  fileTotal: string
  summary: Record<string, unknown>
  failure: string | null
  createdAt: string
  finishedAt: string | null
  layout?: FileLayout
}

export interface ForecastRun {
  id: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: number
  seriesTotal: number
  seriesDone: number
  cancelRequested: boolean
  summary: { ready: number; notEnoughHistory: number; failed: number; models: Record<string, number> } | null
  failure: string | null
  createdAt: string
  finishedAt: string | null
}
export interface ModelScore {
  model: string
  version: string
  wape: number | null
  mape: number | null
  mase: number | null
  bias: number | null
  horizonWape: number | null
  coverage: number | null
  failed: boolean
}
export interface Backtest {
  models: ModelScore[]
  chosen: string
  reason: string
  horizonDays: number
  origins: number
  pattern: string
}
export interface Components {
  trend: { day: string; value: number }[]
  weekly: { weekday: number; effect: number }[]
  monthly: { day: string; effect: number }[]
  yearly: { day: string; effect: number }[]
  holidays: { name: string; day: string; effect: number }[]
}
export interface Accuracy {
  mape: number | null
  wape: number | null
  skill: number | null
  coverage: number | null
  confidence: number | null
}
export interface Forecast {
  status: 'ready' | 'not_enough_history'
  availableOn: string | null
  model: string | null
  modelVersion: string | null
  trainedFrom: string | null
  trainedThrough: string | null
  interval: number | null
  unitsPerDay: number | null
  points: { day: string; mean: number; lower: number; upper: number }[]
  accuracy: Accuracy | null
  backtest: Backtest | null
  components: Components | null
  history: { day: string; sold: number; inStock: boolean | null; open: boolean }[]
  holidays: { day: string; name: string }[]
  computedAt: string | null
}
export interface AccuracySummary {
  products: number
  notEnoughHistory: number
  wape: number | null
  skill: number | null
  coverage: number | null
  models: { model: string; products: number; wape: number | null; skill: number | null }[]
}

export interface Sentence {
  text: string
  data: Record<string, unknown>
}
export interface Reasoning {
  sentences: Sentence[]
}
export interface ReorderItem {
  productId: string
  storeId: string
  storeName: string
  sku: string
  name: string
  category: string
  unit: string
  vendorId: string | null
  vendorName: string | null
  onHand: string | null
  onOrder: string
  onDraft: string
  unitsPerDay: number
  daysOfSupply: number | null
  reorderPoint: string | null
  orderUpTo: string | null
  suggestedQuantity: string
  suggestedCostMinor: number | null
  casePack: string
  stockOutOn: string | null
  atRiskMinor: number
  frozenMinor: number
  expiringMinor: number
  stockStatus: StockStatus
  needsOrder: boolean
  planDay: string
  computedAt: string
}
export interface ReorderDetail {
  plan: ReorderItem | null
  reasoning: Reasoning
}
export type OrderStatus = 'draft' | 'approved' | 'sent' | 'partly_received' | 'received' | 'cancelled'
export interface OrderItem {
  id: string
  number: number
  status: OrderStatus
  origin: 'suggestion' | 'person'
  storeId: string
  storeName: string
  vendorId: string
  vendorName: string
  lineCount: number
  totalMinor: number
  unpricedLines: number
  expectedOn: string | null
  delivery: 'none' | 'pending' | 'sent' | 'failed' | 'by_hand'
  createdAt: string
  approvedAt: string | null
  sentAt: string | null
  closedAt: string | null
  version: number
}
export interface OrderLine {
  id: string
  productId: string
  sku: string
  name: string
  unit: string
  casePack: string
  quantity: string
  receivedQuantity: string
  openQuantity: string
  unitCost: string | null
  costMinor: number | null
  suggestedQuantity: string | null
  setBy: 'suggestion' | 'person'
  reasoning: Reasoning | null
}
export interface GoodsReceipt {
  id: string
  lineId: string
  productId: string
  name: string
  lotId: string
  lotCode: string
  packageTag: string | null
  room: string | null
  expiresOn: string | null
  quantity: string
  unitCost: string
  reason: string | null
  receivedAt: string
  receivedBy: string
}
export interface OrderDetail extends OrderItem {
  note: string
  vendorEmail: string | null
  minimumOrderMinor: number
  belowMinimum: boolean
  createdBy: string
  approvedBy: string | null
  sentTo: string | null
  deliveryFailure: string | null
  closedBy: string | null
  lines: OrderLine[]
  receipts: GoodsReceipt[]
}
export interface WantedLine {
  productId: string
  quantity: string
  unitCost?: string | null
}
export interface ReceivedLine {
  lineId: string
  quantity: string
  unitCost?: string
  lotCode?: string
  packageTag?: string | null
  expiresOn?: string | null
  room?: string | null
  reason?: string
}
export interface PlanningSettings {
  autoDraft: boolean
  overstockDays: number
  expiryDays: number
}

export type AlertKind =
  | 'low_stock'
  | 'stock_out'
  | 'overstock'
  | 'expiring'
  | 'import_failed'
  | 'forecast_failed'
export interface AlertItem {
  id: string
  storeId: string
  storeName: string
  productId: string | null
  productName: string | null
  sku: string | null
  kind: AlertKind
  state: 'open' | 'snoozed' | 'resolved'
  dollarsMinor: number
  title: string
  detail: string
  data: Record<string, unknown>
  firstSeenAt: string
  snoozedUntil: string | null
  snoozeReason: string | null
  resolvedAt: string | null
}
export interface AlertTotals {
  count: number
  dollarsMinor: number
  byKind: { kind: AlertKind; count: number; dollarsMinor: number }[]
}
export interface AlertPage extends Page<AlertItem> {
  totals: AlertTotals
}
export interface Dashboard {
  asOf: string | null
  day: { netMinor: number; units: string; receipts: number }
  series: { day: string; netMinor: number | null; unitsSold: number | null; forecastUnits: number | null }[]
  last7: { netMinor: number; priorNetMinor: number; units: string; receipts: number }
  exceptions: AlertItem[]
  exceptionTotals: AlertTotals
  stockHealth: {
    counts: Partial<Record<StockStatus, number>>
    stockMinor: number
    atRiskMinor: number
    frozenMinor: number
    expiringMinor: number
  }
  reorder: { toOrder: number; costMinor: number }
  imports: {
    id: string
    fileName: string
    kind: string
    status: string
    createdAt: string
    finishedAt: string | null
  } | null
  forecastRun: {
    id: string
    status: string
    seriesTotal: number
    seriesDone: number
    finishedAt: string | null
  } | null
  openOrders: {
    draft: number
    approved: number
    sent: number
    partlyReceived: number
    draftMinor: number
    onOrderMinor: number
  }
}

export interface GetReplies {
  '/me': Me
  '/stores': { items: Store[] }
  '/people': { items: Person[] }
  '/invitations': { items: Invitation[] }
  '/audit': Page<AuditEvent>
  '/products': Page<ProductItem>
  '/products/{id}': Product
  '/vendors': Page<Vendor>
  '/vendors/{id}': Vendor
  '/stores/{storeId}/products/{id}/stock': ProductStock
  '/stores/{storeId}/products/{id}/timeline': { days: TimelineDay[] }
  '/stores/{storeId}/products/{id}/forecast': Forecast
  '/stores/{storeId}/products/{id}/reorder': ReorderDetail
  '/movements': Page<Movement>
  '/reports/valuation': Valuation
  '/reports/sales': SalesReport
  '/sales-sources': { items: SalesSource[] }
  '/imports': Page<ImportItem>
  '/imports/{id}': ImportItem
  '/imports/{id}/refusals': Page<RefusedRow>
  '/forecast-runs/latest': ForecastRun | null
  '/forecasts/accuracy': AccuracySummary
  '/reorder': Page<ReorderItem>
  '/planning-settings': PlanningSettings
  '/purchase-orders': Page<OrderItem>
  '/purchase-orders/{id}': OrderDetail
  '/alerts': AlertPage
  '/dashboard': Dashboard
}

type Nothing = Record<string, never>
export interface Writes {
  'POST /auth/sign-up': {
    body: {
      name: string
      email: string
      password: string
      organizationName: string
      storeName: string
      licenceNumber: string
      state: string
      timeZone: string
      cutOffMinutes: number
    }
    reply: Session
  }
  'POST /auth/sign-in': { body: { email: string; password: string }; reply: Session }
  'POST /auth/sign-out': { body: Nothing; reply: Nothing }
  'POST /auth/switch': { body: { organizationId: string }; reply: Session }
  'POST /auth/accept-invitation': { body: { token: string; name: string; password: string }; reply: Session }
  'PATCH /organization': { body: { name: string }; reply: Nothing }
  'POST /stores': {
    body: Pick<Store, 'name' | 'licenceNumber' | 'state' | 'timeZone' | 'cutOffMinutes'>
    reply: { id: string }
  }
  'PATCH /stores/{id}': { body: Partial<Omit<Store, 'id' | 'currency'>>; reply: Nothing }
  'PATCH /people/{id}': { body: { role?: Role; active?: boolean }; reply: Nothing }
  'POST /invitations': { body: { email: string; role: Role }; reply: { id: string; link: string } }
  'DELETE /invitations/{id}': { body: undefined; reply: Nothing }
  'PATCH /products/{id}': { body: ProductEdit; reply: Product }
  'POST /vendors': { body: VendorFields & { name: string }; reply: Vendor }
  'PATCH /vendors/{id}': { body: VendorFields & { version?: number }; reply: Vendor }
  'POST /stock/counts': {
    body: { storeId: string; productId: string; quantity: string; lotId?: string; reason?: string }
    reply: unknown
  }
  'POST /stock/adjustments': {
    body: { storeId: string; productId: string; quantity: string; reason: string; lotId?: string }
    reply: unknown
  }
  'PUT /sales-sources/{id}': {
    body: { activeFrom?: string | null; activeUntil?: string | null }
    reply: unknown
  }
  'POST /imports/preview': { body: { uploadId: string; layout: FileLayout }; reply: ImportPreview }
  'POST /imports/start': {
    body: { uploadId: string; storeId: string; layout: FileLayout; saveLayout?: boolean }
    reply: { id: string }
  }
  'POST /imports/{id}/cancel': { body: Nothing; reply: unknown }
  'POST /imports/{id}/undo': { body: Nothing; reply: unknown }
  'POST /forecast-runs': { body: Nothing; reply: { id: string } }
  'POST /forecast-runs/{id}/cancel': { body: Nothing; reply: unknown }
  'POST /purchase-orders/draft-from-suggestions': {
    body: { storeId: string; vendorId?: string }
    reply: { ids: string[]; withoutVendor: number }
  }
  'POST /purchase-orders': {
    body: { storeId: string; vendorId: string; note?: string; lines: WantedLine[] }
    reply: OrderDetail
  }
  'PATCH /purchase-orders/{id}': {
    body: { version: number; note?: string; expectedOn?: string | null; lines?: WantedLine[] }
    reply: OrderDetail
  }
  'POST /purchase-orders/{id}/approve': { body: { version: number }; reply: OrderDetail }
  'POST /purchase-orders/{id}/send': { body: { to?: string; byHand?: boolean }; reply: OrderDetail }
  'POST /purchase-orders/{id}/receive': { body: { lines: ReceivedLine[] }; reply: OrderDetail }
  'POST /purchase-orders/{id}/cancel': { body: Nothing; reply: OrderDetail }
  'PATCH /planning-settings': { body: Partial<PlanningSettings>; reply: PlanningSettings }
  'POST /alerts/{id}/snooze': { body: { until: string; reason: string }; reply: unknown }
  'POST /alerts/{id}/reopen': { body: Nothing; reply: unknown }
}
