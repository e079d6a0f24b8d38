import type { Field, FileKind } from './canonical.ts'

/** A header as it is compared: lower case, letters and digits only, accents dropped. */
export const normalHeader = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

type Aliases = Readonly<Partial<Record<Field, readonly string[]>>>

/** Headers that mean the same in every kind of file, best first. Gathered from real exports and other importers. */
const COMMON: Aliases = {
  productCode:
    words(`sku productsku stockcode productcode itemcode itemsku productid itemid variantid skuid stockno
    stocknumber itemno itemnumber articlenumber artikelnummer artikelnr plu code`),
  productName:
    words(`productname product itemname item description productdescription itemdescription internalname
    title name articlename artikel bezeichnung produkt producto produit`),
  category:
    words(`category mastercategory productcategory categoryname productcategoryname majorcategory maincategory
    itemcategory department producttype class type kategorie warengruppe`),
  brand: words('brand brandname productbrand make marke producer producername manufacturer'),
  vendor: words('vendor vendorname supplier suppliername distributor distributorname lieferant'),
  strain: words('strain strainname itemstrain cultivar'),
  strainType: words('straintype ecommstraintype speciesname species lineage strainclass'),
  packageTag:
    words(`externalpackageid metrcpackageid metrctag packagetag statetrackingid regulatoryid packagelabel metrcid
    metrcuid tag packageid package statetag biotrackid barcodeid`),
  lot: words('batchname batchid batch lot lotnumber lotcode lotid productionbatchnumber batchnumber charge'),
  unit: words(
    'unit unitofmeasure uom quantityunits unitofmeasurement unittype quantityunit einheit inventoryunitofmeasure',
  ),
}

const SALES: Aliases = {
  receiptId:
    words(`orderid receiptid transactionid invoiceno invoice invoicenumber invoiceid receiptno receiptnumber
    receipt ordernumber orderno transactionnumber transactionno saleid salenumber ticketid ticketnumber ticket
    order transaction belegnummer bonnummer`),
  occurredAt:
    words(`ordertime orderdate invoicedate transactiondatelocaltime transactiondate saledatetime datetime
    transactiontime soldat completedat orderdatetime transactiondatetime timestamp occurredat createdat saletimestamp
    closedat completedon transactiondateutc solddatetime`),
  date: words(`date saledate day businessdate businessday solddate salesdate datum fecha ds`),
  time: words('time saletime timeofday hour uhrzeit'),
  quantity:
    words(`totalinventorysold quantity qty quantitysold qtysold unitssold units itemquantity inventorysold
    itemssold soldquantity count menge cantidad quantite anzahl`),
  unitPrice:
    words(`unitprice price priceperunit itemprice salesprice retailprice preis einzelpreis precio prix
    pretaxprice sellprice unitretail`),
  grossAmount:
    words(`grosssales grossamount gross linegross totalgross grosssale extendedprice subtotalbeforediscount
    grosstotal`),
  discount:
    words(`discountedamount discount discountamount totaldiscount linediscount discounts discounttotal markdown
    rabatt`),
  loyaltyDiscount: words('loyaltyasdiscount loyaltydiscount loyaltyredeemed loyalty loyaltyspent'),
  netAmount:
    words(`netsales netamount net linenet nettotal linetotal subtotal netsale itemtotal totalbeforetax amount
    linesubtotal totalprice sales total revenue betrag umsatz`),
  tax: words('tax taxes totaltax taxamount taxtotal linetax mwst'),
  exciseTax: words('excisetax excise cannabisexcisetax cannabistax exciseamount'),
  salesTax: words('salestax statetax statesalestax'),
  localTax: words('localtax citytax countytax municipaltax localsalestax'),
  cost: words('inventorycost totalcost cogs cost linecost costofgoods costofgoodssold'),
  unitCost: words('unitcost costperunit itemcost'),
  tender: words('tender paymenttype paymentmethod payment tendertype paidby'),
  staff:
    words(`budtendername budtender employee employeename staff cashier cashiername completedbyuser soldby salesperson
    user`),
  customer: words('customerid customername customer patient patientname patientid memberid clientid guest'),
  channel: words('customertype salestype ordertypename patienttype channel medrec consumertype'),
  status:
    words(`status transactionstatus orderstatus voided void isvoid receiptstatus transactiontype isreturn ordertype
    linetype salestatus`),
  returnDate: words('returndate returnedon refunddate returnedat'),
}

const STOCK: Aliases = {
  quantity:
    words(`countedqty countedquantity available availablequantity quantityavailable onhand quantityonhand qtyonhand
    onhandquantity stock stocklevel instock inventory currentquantity quantity qty medtotal medsellable amount units
    bestand menge count`),
  countedAt:
    words(`countedon countdate countedat snapshotdate inventorydate asof asofdate auditdate date lastcounted
    counteddate reportdate timestamp`),
  room: words('room roomname location locationname storagelocation inventorylocation shelf bin lager area'),
  expiresOn:
    words(`expirationdate expirydate expiration expiry expireson expdate bestby bestbydate useby usebydate sellby
    sellbydate bestbefore`),
  unitCost: words('unitcost cost currentcost costperunit averagecost avgcost wholesaleprice purchaseprice'),
  unitPrice:
    words(`retailprice unitprice price currentprice sellprice recprice recunitprice msrp medprice medunitprice
    pretaxprice`),
}

const PRODUCTS: Aliases = {
  unitCost: words(
    'unitcost cost wholesalecost wholesaleprice purchaseprice costprice defaultcost einkaufspreis',
  ),
  unitPrice: words(
    'retailprice unitprice price recprice msrp defaultprice sellprice listprice medprice verkaufspreis',
  ),
  thcPercent: words('thc thcpercent thccontent thcpercentage totalthc potencythc'),
  cbdPercent: words('cbd cbdpercent cbdcontent cbdpercentage totalcbd potencycbd'),
  casePack: words('casepack casesize casequantity unitspercase packsize caseqty ordermultiple casecount'),
  moq: words('moq minimumorderquantity minorderqty minimumorder minorder minimumorderqty'),
  barcode: words('barcode upc gtin ean upcgtin upccode'),
}

function words(list: string): readonly string[] {
  return list.trim().toLowerCase().split(/\s+/)
}

const TABLES: Readonly<Record<FileKind, readonly Aliases[]>> = {
  sales: [SALES, COMMON],
  stock: [STOCK, COMMON],
  products: [PRODUCTS, COMMON],
}

/** Words that make a header of one kind of file unlikely in another; they only tip the scales between kinds. */
const buildIndex = (kind: FileKind): ReadonlyMap<string, { field: Field; rank: number }> => {
  const index = new Map<string, { field: Field; rank: number }>()
  for (const table of TABLES[kind])
    for (const [field, names] of Object.entries(table))
      for (const [rank, name] of names.entries())
        if (!index.has(name)) index.set(name, { field: field as Field, rank })
  return index
}

const INDEX: Readonly<Record<FileKind, ReadonlyMap<string, { field: Field; rank: number }>>> = {
  sales: buildIndex('sales'),
  stock: buildIndex('stock'),
  products: buildIndex('products'),
}

/** The field a header means in a file of this kind, with the rank of the alias (0 is the surest). */
export const fieldOfHeader = (header: string, kind: FileKind): { field: Field; rank: number } | null =>
  INDEX[kind].get(normalHeader(header)) ?? null

/**
 * One field per column: of several columns that could be the same field, the surest alias wins and, between equals, the
 * first; the others stay unmapped.
 */
export const mapHeaders = (headers: readonly string[], kind: FileKind): (Field | null)[] => {
  const found = headers.map((header) => fieldOfHeader(header, kind))
  const best = new Map<Field, number>()
  for (const [index, entry] of found.entries()) {
    if (entry === null) continue
    const held = best.get(entry.field)
    if (held === undefined || entry.rank < (found[held]?.rank ?? 0)) best.set(entry.field, index)
  }
  const mapped = found.map((entry, index) =>
    entry !== null && best.get(entry.field) === index ? entry.field : null,
  )
  return kind === 'sales' ? settleTotals(headers, mapped) : mapped
}

/** A column called just "Total" beside a tax column includes that tax, so it is no net amount. */
const settleTotals = (headers: readonly string[], mapped: (Field | null)[]): (Field | null)[] => {
  const taxed = mapped.some((field) => field === 'tax' || field === 'exciseTax' || field === 'salesTax')
  if (!taxed) return mapped
  return mapped.map((field, index) =>
    field === 'netAmount' && ['total', 'totalprice', 'amount'].includes(normalHeader(headers[index] ?? ''))
      ? null
      : field,
  )
}

/** Every header known for any kind, used to find the header row. */
export const isKnownHeader = (header: string): boolean => {
  const name = normalHeader(header)
  return name !== '' && (INDEX.sales.has(name) || INDEX.stock.has(name) || INDEX.products.has(name))
}
