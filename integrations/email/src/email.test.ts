import { createServer, type Server } from 'node:net'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simpleParser } from 'mailparser'
import {
  createEmailSender,
  startMailCatcher,
  type EmailSender,
  type Mail,
  type MailCatcher,
} from './index.ts'

const FROM = 'Evergreen <orders@evergreen.example>'
const mail = (over: Partial<Mail> = {}): Mail => ({
  to: 'vendor@northside.example',
  replyTo: 'dana@evergreen.example',
  subject: 'Purchase order 7 – Grünes Haus',
  text: 'Hello,\n\n.a line that begins with a dot\n€ 12',
  messageId: 'purchase-order-7-1',
  attachments: [
    { fileName: 'order.csv', contentType: 'text/csv', content: '\ufeffSKU,Quantity\r\nA,24\r\n' },
  ],
  ...over,
})

let dir: string
let catcher: MailCatcher
let sender: EmailSender
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mail-'))
  catcher = await startMailCatcher({ port: 0, dir })
  sender = createEmailSender({ url: catcher.url, from: FROM })
})
afterEach(async () => {
  sender.close()
  await catcher.close()
  await rm(dir, { recursive: true, force: true })
})

describe('a message sent and caught', () => {
  it('arrives whole: words, attachment, reply address and Message-ID', async () => {
    const accepted = await sender.send(mail())
    expect(accepted.messageId).toBe('<purchase-order-7-1@evergreen.example>')
    const [caught, ...others] = await catcher.messages()
    expect(others).toEqual([])
    expect(caught).toMatchObject({
      to: ['vendor@northside.example'],
      subject: 'Purchase order 7 – Grünes Haus',
      messageId: '<purchase-order-7-1@evergreen.example>',
    })
    const parsed = await simpleParser(await readFile(join(dir, caught!.file)))
    expect(parsed.text?.trim()).toBe(mail().text)
    expect(parsed.replyTo?.text).toBe('dana@evergreen.example')
    expect(parsed.attachments[0]?.content.toString('utf8')).toBe(mail().attachments[0]!.content)
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('keeps all of many sent at once, and across a restart', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => sender.send(mail({ messageId: `m-${n}`, subject: `Order ${n}` }))),
    )
    await catcher.close()
    catcher = await startMailCatcher({ port: 0, dir })
    const subjects = (await catcher.messages()).map(({ subject }) => subject)
    expect(subjects.toSorted()).toEqual(Array.from({ length: 20 }, (_, n) => `Order ${n}`).toSorted())
  })

  it.each([
    [{ to: 'a@b.example\r\nBcc: everyone@b.example' }, /to of a message must be one line/],
    [{ subject: 'Hello\nX-Header: 1' }, /subject of a message must be one line/],
  ])('refuses to smuggle a header in: %j', async (over, message) => {
    await expect(sender.send(mail(over))).rejects.toThrow(message)
    expect(await catcher.messages()).toEqual([])
  })
})

/** A mail server that answers RCPT TO with each of the given lines in turn, one a message. */
const scripted = async (answers: string[]): Promise<{ server: Server; url: string; asked: () => number }> => {
  let asked = 0
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
        if (inData) {
          if (line === '.') {
            inData = false
            socket.write('250 taken\r\n')
          }
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RCPT') socket.write(`${answers[asked++] ?? '250 ok'}\r\n`)
        else if (verb === 'DATA') {
          inData = true
          socket.write('354 go on\r\n')
        } else if (verb === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked }
}

describe('failures', () => {
  const using = async (
    answers: string[],
    check: (sender: EmailSender, asked: () => number) => Promise<void>,
  ) => {
    const { server, url, asked } = await scripted(answers)
    const own = createEmailSender({ url, from: FROM, timeoutMs: 1_000 })
    try {
      await check(own, asked)
    } finally {
      own.close()
      server.close()
    }
  }

  it('tries again when the server is busy', () =>
    using(['451 busy, come back', '450 still busy'], async (own, asked) => {
      expect((await own.send(mail())).response).toBe('250 taken')
      expect(asked()).toBe(3)
    }))

  it('gives up after three attempts, as unavailable', () =>
    using(['451 busy', '451 busy', '451 busy', '451 busy'], async (own, asked) => {
      await expect(own.send(mail())).rejects.toMatchObject({ kind: 'unavailable', code: 'mail_unavailable' })
      expect(asked()).toBe(3)
    }))

  it('does not try again what was refused for good', () =>
    using(['550 no such user'], async (own, asked) => {
      await expect(own.send(mail())).rejects.toMatchObject({ kind: 'invalid', code: 'mail_refused' })
      expect(asked()).toBe(1)
    }))

  it('does not wait for ever on a silent server', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const own = createEmailSender({ url, from: FROM, timeoutMs: 200, attempts: 2 })
    await expect(own.send(mail())).rejects.toMatchObject({ code: 'mail_unavailable' })
    own.close()
    silent.close()
  })

  it('names a wrong address of the mail server', () => {
    expect(() => createEmailSender({ url: 'mail.example:25', from: FROM })).toThrow(
      /smtp:\/\/user:password@host/,
    )
  })
})
