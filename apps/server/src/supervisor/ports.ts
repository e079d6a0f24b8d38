import { connect, createServer } from 'node:net'

const TRIES = 50

/**
 * The wished port, or the first free one above it.
 * @throws Error when fifty in a row are taken or the host is not one of this machine
 */
export const firstFreePort = async (host: string, wished: number): Promise<number> => {
  for (let port = wished; port < wished + TRIES && port <= 65_535; port += 1)
    if (await isFree(host, port)) return port
  throw new Error(`The ports ${wished} to ${wished + TRIES - 1} are all in use. Set PORT to a free one.`)
}

const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((answer, failed) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') answer(false)
      else if (error.code === 'EACCES')
        failed(new Error(`PORT ${port} needs special rights on this system. Set PORT to 1024 or above.`))
      else
        failed(
          new Error(`HOST "${host}" is not an address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`),
        )
    })
    probe.listen(port, host, () => probe.close(() => answer(true)))
  })

/** True when something accepts connections there. */
export const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({ host, port })
    const done = (result: boolean): void => {
      socket.destroy()
      answer(result)
    }
    socket.setTimeout(1000, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })

/** Where this machine reaches a server that listens on `host`; "all addresses" is none to connect to. */
export const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)
