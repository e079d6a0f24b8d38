import { describe, expect, test } from 'vitest'
import { dutchieFile, readWhole, saleLines, stockRows, uciFile } from './reading.fixture.ts'

/** One line of a plain sales file. */
const SALES = 'Receipt,Date,SKU,Product,Qty,Price,Discount,Net,Customer,Status\n'
const one = async (line: string) => (await saleLines(`${SALES}${line}\n`))[0]
const refusal = async (file: string) => (await readWhole(file)).refused[0]

describe('voids, returns and corrections', () => {
  test('a status of void strikes the line out', async () => {
    expect(await one('1,2026-03-20,A,Apple,1,2.00,,,Ann,Voided')).toMatchObject({
      kind: 'void',
      quantity: '1',
    })
    expect(await one('1,2026-03-20,A,Apple,1,2.00,,,Ann,Cancelled')).toMatchObject({ kind: 'void' })
    expect(await one('1,2026-03-20,A,Apple,1,2.00,,,Ann,Completed')).toMatchObject({ kind: 'sale' })
  })
  test('yes and no under "Is Void" count too', async () => {
    const rows = await saleLines(
      'Receipt,Date,SKU,Qty,Price,Is Void\n1,2026-03-20,A,1,2,TRUE\n2,2026-03-20,A,1,2,False\n',
    )
    expect(rows.map((row) => row.kind)).toEqual(['void', 'sale'])
  })
  test('a negative quantity is a return', async () =>
    expect(await one('1,2026-03-20,A,Apple,-2,2.00,,,Ann,')).toMatchObject({
      kind: 'return',
      quantity: '-2',
      unitPrice: '2',
    }))
  test('a status of return turns quantity and money negative', async () =>
    expect(await one('1,2026-03-20,A,Apple,2,2.00,,4.00,Ann,Refund')).toMatchObject({
      kind: 'return',
      quantity: '-2',
      unitPrice: '2',
      discount: '0',
    }))
  test('a UCI invoice beginning with C is a cancellation', async () => {
    const rows = await saleLines(
      uciFile('C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom'),
    )
    expect(rows[0]).toMatchObject({
      kind: 'return',
      receiptId: 'C536379',
      isService: true,
      customer: '14527',
    })
  })
  test('negative, free and without customer is a stock correction, not a return', async () => {
    expect(await one('1,2026-03-20,A,damaged,-5,0,,,,')).toMatchObject({ kind: 'adjustment', quantity: '-5' })
    expect(await one('1,2026-03-20,A,Apple,-5,0,,,Ann,')).toMatchObject({ kind: 'return' })
    expect(await one('1,2026-03-20,A,Apple,5,0,,,,')).toMatchObject({ kind: 'sale' })
  })
  test('in UCI a free line without customer is a correction in either direction', async () => {
    const rows = await saleLines(
      uciFile(
        '536545,21134,,1,2010-12-01 14:32:00,0.0,,United Kingdom',
        '536589,21777,,-10,2010-12-01 16:50:00,0.0,,United Kingdom',
        'A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom',
      ),
    )
    expect(rows.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['adjustment', '1'],
      ['adjustment', '-10'],
      ['adjustment', '1'],
    ])
    expect(rows[2]).toMatchObject({ unitPrice: '-11062.06', isService: true })
  })
})

describe('Dutchie sales by item', () => {
  const line = (id: string, quantity: string, gross: string, net: string, returned = '') =>
    `${id},11/02/2026 4:20 PM,Sam B,Ann C,Medical,High Peak Supply,Blue Dream 3.5g,Flower,P-1,B-7,1A4060300003EE1000012345,${quantity},3.5,7,${gross},28,${Number(gross) - Number(net)},0,${net},${returned},,,High Peak,0`

  test('every column lands in its field', async () => {
    const [row] = await saleLines(dutchieFile(line('9001', '2', '70.00', '63.00')))
    expect(row).toEqual({
      type: 'sale_line',
      line: 6,
      receiptId: '9001',
      kind: 'sale',
      occurredAt: { kind: 'local', value: '2026-11-02T16:20:00' },
      productCode: 'blue-dream-3-5g',
      productName: 'Blue Dream 3.5g',
      quantity: '2',
      unit: 'each',
      unitPrice: '35',
      grossAmount: '70',
      discount: '7',
      taxes: [],
      cost: '28',
      category: 'Flower',
      brand: 'High Peak',
      vendor: 'High Peak Supply',
      strain: null,
      packageTag: '1A4060300003EE1000012345',
      tender: null,
      staff: 'Sam B',
      customer: 'Ann C',
      channel: 'medical',
      isService: false,
    })
  })
  test('a return row is a receipt of its own on the day of return', async () => {
    const [row] = await saleLines(dutchieFile(line('9001', '-1', '-35.00', '-31.50', '11/05/2026')))
    expect(row).toMatchObject({
      kind: 'return',
      receiptId: '9001/return-2026-11-05',
      occurredAt: { kind: 'local', value: '2026-11-05T12:00:00' },
      quantity: '-1',
      unitPrice: '35',
      grossAmount: '-35',
      discount: '-3.5',
      cost: '-28',
    })
  })
  test('the sold row of goods that came back later stays a sale', async () => {
    const [row] = await saleLines(dutchieFile(line('9001', '1', '35.00', '31.50', '11/05/2026')))
    expect(row).toMatchObject({ kind: 'sale', receiptId: '9001' })
  })
})

describe('money', () => {
  const money = async (header: string, line: string) => {
    const [row] = await saleLines(`Receipt,Date,SKU,Qty,${header}\n1,2026-03-20,A,${line}\n`)
    return [row?.unitPrice, row?.grossAmount, row?.discount]
  }
  test('fractions of a cent stay', async () =>
    expect(await money('Price', '1,0.001')).toEqual(['0.001', null, '0']))
  test('a gross alone gives the unit price to 6 decimals and stays authoritative', async () =>
    expect(await money('Gross Sales', '3,10.00')).toEqual(['3.333333', '10', '0']))
  test('gross and net give the discount', async () =>
    expect(await money('Gross Sales,Net Sales', '3,10.00,8.50')).toEqual(['3.333333', '10', '1.5']))
  test('net rules over the discount column', async () =>
    expect(await money('Gross Sales,Discount,Net Sales', '1,10.00,1.00,8.00')).toEqual(['10', '10', '2']))
  test('net and discount give the gross', async () =>
    expect(await money('Discount,Net Sales', '2,1.00,9.00')).toEqual(['5', '10', '1']))
  test('price and net give the discount', async () =>
    expect(await money('Price,Net Sales', '2,5.00,9.00')).toEqual(['5', null, '1']))
  test('a net that differs by rounding only is the gross', async () =>
    expect(await money('Price,Net Sales', '3,3.33,10.00')).toEqual(['3.33', '10', '0']))
  test('loyalty is a discount', async () =>
    expect(await money('Price,Discount,Loyalty Discount', '2,5.00,1.00,0.50')).toEqual(['5', null, '1.5']))
  test('discounts written as negatives still lower the price', async () =>
    expect(await money('Price,Discount', '2,5.00,-1.00')).toEqual(['5', null, '1']))
  test('on returned goods the discount lowers the refund', async () =>
    expect(await money('Price,Discount', '-2,5.00,1.00')).toEqual(['5', null, '-1']))
  test('a line of nothing keeps its amount', async () =>
    expect(await money('Gross Sales', '0,10.00')).toEqual(['0', '10', '0']))
  test('"Total" beside a tax column includes the tax and is not the net', async () =>
    expect(await money('Price,Tax,Total', '1,10.00,0.80,10.80')).toEqual(['10', null, '0']))
  test('dollars, brackets and thousands', async () =>
    expect(await money('Gross Sales,Net Sales', '1,"$1,114.35","$1,114.35"')).toEqual([
      '1114.35',
      '1114.35',
      '0',
    ]))
})

test('taxes are kept by kind, and what they leave of a total is "other"', async () => {
  const [row] = await saleLines(
    'Receipt,Date,SKU,Qty,Price,Excise Tax,State Tax,Total Tax\n1,2026-03-20,A,1,10,1.50,0.29,1.99\n',
  )
  expect(row?.taxes).toEqual([
    { kind: 'excise', amount: '1.5' },
    { kind: 'sales', amount: '0.29' },
    { kind: 'other', amount: '0.2' },
  ])
})

describe('quantities and units', () => {
  test('a unit in the cell', async () =>
    expect(await one('1,2026-03-20,A,Apple,3.5 g,10,,,,')).toMatchObject({ quantity: '3.5', unit: 'g' }))
  test('zero is taken', async () =>
    expect(await one('1,2026-03-20,A,Apple,0,10,,,,')).toMatchObject({ kind: 'sale', quantity: '0' }))
})

describe('who and what', () => {
  test('a missing customer is nobody', async () =>
    expect(await one('1,2026-03-20,A,Apple,1,2,,,,')).toMatchObject({ customer: null, kind: 'sale' }))
  test('a missing code falls back to the name', async () =>
    expect(await one('1,2026-03-20,,Piña Colada 1g!,1,2,,,,')).toMatchObject({
      productCode: 'pina-colada-1g',
      productName: 'Piña Colada 1g!',
    }))
  test('a missing name falls back to the code', async () =>
    expect(await one('1,2026-03-20,A-1,,1,2,,,,')).toMatchObject({ productCode: 'A-1', productName: 'A-1' }))
  test('neither is refused', async () =>
    expect(await refusal(`${SALES}1,2026-03-20,,,1,2,,,,\n`)).toMatchObject({
      code: 'missing_product',
      line: 2,
    }))
  test('services are told from goods', async () => {
    const names = [
      'Delivery Fee',
      'Gift Card $50',
      'Sampler Pack',
      'Glass Tip',
      'Discount Pre-Roll',
      'POSTAGE',
    ]
    const rows = await saleLines(
      SALES + names.map((name, i) => `${i},2026-03-20,X${i},${name},1,2,,,,`).join('\n'),
    )
    expect(rows.map((row) => row.isService)).toEqual([true, true, false, false, false, true])
  })
  test('one-letter codes are services in the UCI shop only', async () => {
    const uci = await saleLines(uciFile('536370,M,Thing,3,2010-12-01 08:45:00,18.0,12583.0,France'))
    expect([uci[0]?.isService, (await one('1,2026-03-20,M,Thing,1,2,,,,'))?.isService]).toEqual([true, false])
  })
  test('an identifier cut down by a spreadsheet is refused', async () =>
    expect(await refusal(`${SALES}1.23457E+11,2026-03-20,A,Apple,1,2,,,,\n`)).toMatchObject({
      code: 'mangled_id',
    }))
  test('without receipt numbers a day is a receipt', async () => {
    const rows = await saleLines(
      'Date,SKU,Qty,Price\n2026-03-20 10:00,A,1,2\n2026-03-20 11:00,A,1,2\n2026-03-21,A,1,2\n',
    )
    expect(rows.map((row) => row.receiptId)).toEqual(['day:2026-03-20', 'day:2026-03-20', 'day:2026-03-21'])
  })
})

describe('dates', () => {
  test('instants and store time may stand side by side', async () => {
    const rows = await saleLines(
      `${SALES}1,2026-03-20T23:30:00-06:00,A,Apple,1,2,,,,\n2,2026-03-20 23:30,A,Apple,1,2,,,,\n`,
    )
    expect(rows.map((row) => row.occurredAt)).toEqual([
      { kind: 'instant', value: '2026-03-21T05:30:00.000Z' },
      { kind: 'local', value: '2026-03-20T23:30:00' },
    ])
  })
  test('a file of midnights holds days', async () => {
    const rows = await saleLines('Date,SKU,Qty,Price\n2026-03-20 00:00:00,A,1,2\n2026-03-21 00:00:00,A,1,2\n')
    expect(rows.map((row) => row.occurredAt.value)).toEqual(['2026-03-20T12:00:00', '2026-03-21T12:00:00'])
  })
  test('a single midnight is a moment', async () => {
    const rows = await saleLines('Date,SKU,Qty,Price\n2026-03-20 00:00:00,A,1,2\n2026-03-21 09:00:00,A,1,2\n')
    expect(rows[0]?.occurredAt.value).toBe('2026-03-20T00:00:00')
  })
  test('date and time in two columns', async () => {
    const [row] = await saleLines('Date,Time,SKU,Qty,Price\n3/20/2026,4:20 PM,A,1,2\n')
    expect(row?.occurredAt).toEqual({ kind: 'local', value: '2026-03-20T16:20:00' })
  })
  test.each([
    ['2026-02-30', 'impossible_date'],
    ['1985-01-01', 'impossible_date'],
    ['2026-11-23', 'future_date'],
    ['soon', 'not_a_date'],
    ['', 'missing_date'],
  ])('"%s" is refused as %s', async (day, code) =>
    expect((await refusal(`${SALES}1,${day},A,Apple,1,2,,,,\n`))?.code).toBe(code),
  )
  test('tomorrow is still taken, since zones differ', async () =>
    expect((await one('1,2026-11-21 11:00,A,Apple,1,2,,,,'))?.kind).toBe('sale'))
  test('unambiguous dates settle the others', async () => {
    const rows = await saleLines('Date,SKU,Qty,Price\n3/4/2026,A,1,2\n25/4/2026,A,1,2\n')
    expect(rows[0]?.occurredAt.value).toBe('2026-04-03T12:00:00')
  })
  test('a wholly ambiguous file asks', async () =>
    await expect(readWhole('Date,SKU,Qty,Price\n3/4/2026,A,1,2\n')).rejects.toThrow(
      expect.objectContaining({ code: 'ambiguous_dates' }),
    ))
})

describe('rows that are no data', () => {
  test('blank lines, totals and a second header are ignored and listed', async () => {
    const file =
      'Receipt,Date,SKU,Qty,Price\n1,2026-03-20,A,1,2\n\nReceipt,Date,SKU,Qty,Price\n2,2026-03-20,Totally,1,2\nTotal,,,2,4\n,,,,\nGrand Total: 2 rows,,,,\n'
    const { rows, ignored, refused } = await readWhole(file)
    expect(rows.map((row) => row.line)).toEqual([2, 5])
    expect(ignored.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'blank'],
      [4, 'repeated_header'],
      [6, 'totals'],
      [7, 'blank'],
      [8, 'totals'],
    ])
    expect(refused).toEqual([])
  })
  test('a product called Total is a product', async () =>
    expect(await one('77,2026-03-20,T1,Total,1,2,,,,')).toMatchObject({ productName: 'Total' }))
  test('short rows are read as far as they go', async () =>
    expect((await saleLines(`${SALES}1,2026-03-20,A,Apple,1,2\n`))[0]).toMatchObject({ unitPrice: '2' }))
  test('rows with surplus cells are refused, surplus separators are not', async () => {
    expect(await refusal(`${SALES}1,2026-03-20,A,Apple, red,1,2,,,Ann,ok\n`)).toMatchObject({
      code: 'too_many_cells',
    })
    expect(await one('1,2026-03-20,A,Apple,1,2,,,Ann,,,,')).toMatchObject({ customer: 'Ann' })
  })
  test('a refusal keeps its cells and names column, value and remedy', async () =>
    expect(await refusal(`${SALES}1,2026-03-20,A,Apple,many,2,,,,\n`)).toEqual({
      line: 2,
      code: 'bad_number',
      reason: 'Column "Qty": "many" is not a number. Write it like 12.50.',
      cells: ['1', '2026-03-20', 'A', 'Apple', 'many', '2', '', '', '', ''],
    }))
  test('identical lines are all passed on', async () =>
    expect(await saleLines(`${SALES}${'1,2026-03-20,A,Apple,1,2,,,,\n'.repeat(3)}`)).toHaveLength(3))
})

describe('stock', () => {
  test('Dutchie audit table', async () => {
    const file =
      'Id,Package ID,External Package ID,Label Source,Brand,Product Name,Counted On,Note,Expected Qty,Counted Qty,Adjustment Reason\r\n' +
      '1,P-1,1A4060300003EE1000012345,,High Peak,Blue Dream 3.5g,11/18/2026 9:00 PM,,12,11,Shrink\r\n'
    expect(await stockRows(file)).toMatchObject([
      {
        productCode: 'blue-dream-3-5g',
        quantity: '11',
        brand: 'High Peak',
        packageTag: '1A4060300003EE1000012345',
        countedAt: { kind: 'local', value: '2026-11-18T21:00:00' },
      },
    ])
  })
  test('an unknown quantity is not zero', async () =>
    expect(
      await refusal('Product,Available,Room,Expiration Date\nBlue Dream,,Vault,2027-01-31\n'),
    ).toMatchObject({
      code: 'missing_quantity',
    }))
  test('expiry lies in the future without complaint', async () =>
    expect(
      await stockRows('Product,Available,Room,Expiration Date\nBlue Dream,4 g,Vault,2027-01-31\n'),
    ).toMatchObject([{ expiresOn: '2027-01-31', quantity: '4', unit: 'g', room: 'Vault', countedAt: null }]))
})
