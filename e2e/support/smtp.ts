import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A mail server that can lose its line at the worst moment. */
export interface MailServer {
  /** For HUB_SMTP_URL. */
  url: string
  /** The text of the messages that it took for an address, in order. */
  took: (email: string) => string[]
  /** How often the line was cut after all of a message to an address had come, and before that was said. */
  lost: (email: string) => number
  /** Cuts the line that often after the whole of a message to this address has come. */
  lose: (email: string, times?: number) => void
  stop: () => Promise<void>
}

/** Starts a mail server on loopback that takes everything, but for what it is told to lose. */
export async function startMailServer(): Promise<MailServer> {
  const taken = new Map<string, string[]>()
  const toLose = new Map<string, number>()
  const lost = new Map<string, number>()
  const lines = new Set<Socket>()
  const server = createServer((line) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
    line.on('error', () => {}) // the hub may cut it too
    serve(line, (to, message) => {
      const left = toLose.get(to) ?? 0
      if (left > 0) {
        toLose.set(to, left - 1)
        lost.set(to, (lost.get(to) ?? 0) + 1)
        return false
      }
      taken.set(to, [...(taken.get(to) ?? []), message])
      return true
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    took: (email) => taken.get(email) ?? [],
    lost: (email) => lost.get(email) ?? 0,
    lose: (email, times = 1) => { toLose.set(email, times) },
    stop: () => new Promise((resolve) => {
      server.close(() => { resolve() })
      for (const line of lines) line.destroy()
    }),
  }
}

/** Speaks SMTP on a line. take is asked for each message that has come whole; where it says false the line is cut without an answer. */
function serve(line: Socket, take: (to: string, message: string) => boolean): void {
  let unread = ''
  let to = ''
  let message: string[] | null = null
  const say = (answer: string) => { line.write(`${answer}\r\n`) }
  const hear = (said: string) => {
    if (message && said !== '.') return void message.push(said)
    if (message) {
      const whole = message.join('\n')
      message = null
      return take(to, whole) ? say('250 taken') : void line.destroy()
    }
    const verb = said.slice(0, 4).toUpperCase()
    if (verb === 'DATA') {
      message = []
      return say('354 go on')
    }
    if (verb === 'QUIT') return void line.end('221 bye\r\n')
    if (verb === 'RCPT') to = /<(.*)>/.exec(said)?.[1] ?? ''
    say(verb === 'EHLO' ? '250 mail.example' : '250 ok')
  }
  say('220 mail.example')
  line.on('data', (bytes) => {
    const said = (unread + bytes.toString('utf8')).split('\r\n')
    unread = said.pop()!
    for (const each of said) hear(each)
  })
}
