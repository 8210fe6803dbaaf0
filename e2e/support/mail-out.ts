import { connect } from 'node:net'
import { createInterface } from 'node:readline'

/** Sends a message in a conversation by hand, and returns the last reply: of the message, or of what was refused. */
export async function sendMail(server: string, from: string, to: string, message: string): Promise<string> {
  const [host, port] = server.split(':')
  const line = connect(Number(port), host)
  const replies = createInterface({ input: line })[Symbol.asyncIterator]()
  const reply = async () => {
    for (;;) {
      const { value, done } = await replies.next()
      if (done) throw new Error('the line was cut')
      if (/^\d{3} /.test(value as string)) return value as string
    }
  }
  try {
    let said = await reply()
    for (const command of ['EHLO test.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', `${message.replace(/\r?\n/g, '\r\n')}\r\n.`]) {
      if (/^[45]/.test(said)) return said
      line.write(`${command}\r\n`)
      said = await reply()
    }
    return said
  } finally {
    line.destroy()
  }
}
