// One session with a mail server, over TLS or not at all. What it says is put in few words, and above all whether a mail that did
// not end well can have been taken: only that decides whether it may be sent again.
import { Readable } from 'node:stream';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings, MailTrouble } from '../../shared/mail.ts';

const CONNECT_MS = 15_000;
/** RFC 5321 4.5.3.2.6 asks for ten minutes after the last byte; a till waits less, and says that it does not know. */
const SILENCE_MS = 120_000;
const MAX_ANSWER = 300;

/** What came of it. `known`: the server has certainly not taken the mail. */
export class MailFailure extends Error {
  readonly reason: MailTrouble;
  /** The server's own words, or nothing. */
  readonly answer: string;
  readonly known: boolean;
  /** It concerns this mail alone; else no mail goes out now. */
  readonly ofMail: boolean;
  /** It will not be another tomorrow. */
  readonly permanent: boolean;

  constructor(reason: MailTrouble, { answer = '', known = true, ofMail = false, permanent = false, cause }: Partial<MailFailure>) {
    super(reason, { cause });
    this.name = 'MailFailure';
    this.reason = reason;
    this.answer = answer;
    this.known = known;
    this.ofMail = ofMail;
    this.permanent = permanent;
  }
}

export interface Envelope {
  from: string;
  to: string;
}

export interface SmtpSession {
  /**
   * Gives the server's answer once it has taken the mail; MailFailure. `begin` is called when it wants the message, before the first
   * byte: what it throws stops the mail.
   */
  send(envelope: Envelope, message: Buffer, begin: () => void): Promise<string>;
  close(): void;
}

/** What runs when `signal` aborts ends at once, with a MailFailure. */
export type OpenSmtp = (server: MailSettings, password: string | null, signal: AbortSignal) => Promise<SmtpSession>;

/** What nodemailer says of a failure. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  response?: string;
  responseCode?: number;
  command?: string;
}

/** MailFailure where there is no way to it, or none in. */
export const openSmtp: OpenSmtp = async (server, password, signal) => {
  const connection = new SmtpConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  const cut = () => connection.close();
  signal.addEventListener('abort', cut, { once: true });
  // The signal outlives every session.
  connection.once('end', () => signal.removeEventListener('abort', cut));
  // One that breaks while nothing is asked of it: what is asked next says so.
  connection.on('error', () => undefined);
  await whileNot<void>(
    signal,
    () => new MailFailure('unreachable', {}),
    (resolve, reject) => {
      const failed = (cause: Error) => {
        connection.close();
        reject(serverFailure(cause));
      };
      connection.once('error', failed);
      connection.connect((refused?: Error) => {
        if (refused) return failed(refused);
        connection.off('error', failed);
        if (server.user === '') return resolve();
        if (password === null) return failed(new MailFailure('password_missing', {}));
        connection.once('error', failed);
        connection.login({ user: server.user, pass: password }, (denied) => {
          connection.off('error', failed);
          if (denied) failed(denied);
          else resolve();
        });
      });
    },
  );

  return {
    send(envelope, message, begin) {
      let begun = false;
      let wholeGone = false;
      const stopped: { by?: unknown } = {};
      async function* bytes() {
        try {
          begin();
        } catch (cause) {
          stopped.by = cause;
          throw cause;
        }
        begun = true;
        yield message;
        // Asked for more: what comes next is the full stop by which the server takes it.
        wholeGone = true;
      }
      const cutOff = () => (wholeGone ? new MailFailure('lost', { known: false, ofMail: true }) : new MailFailure('unreachable', {}));
      return whileNot(signal, cutOff, (resolve, reject) => {
        connection.send({ from: envelope.from, to: [envelope.to] }, Readable.from(bytes()), (cause, info) => {
          if (!cause && info) return resolve(shortened(info.response ?? ''));
          // Half a message is taken by nobody; what was said of the connection's end ends the session as well.
          connection.close();
          if (stopped.by !== undefined) return reject(stopped.by);
          reject(mailFailure(cause as SmtpError, begun, wholeGone));
        });
      });
    },
    close() {
      connection.quit();
    },
  };
};

/** The library forgets what is under way when it is closed: nothing else would end it. */
async function whileNot<T>(
  signal: AbortSignal,
  why: () => MailFailure,
  work: (resolve: (value: T) => void, reject: (cause: unknown) => void) => void,
): Promise<T> {
  if (signal.aborted) throw why();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const aborted = () => reject(why());
  signal.addEventListener('abort', aborted, { once: true });
  try {
    work(resolve, reject);
    return await promise;
  } finally {
    signal.removeEventListener('abort', aborted);
  }
}

function serverFailure(cause: Error): MailFailure {
  if (cause instanceof MailFailure) return cause;
  const { code = '', originalCode = '', responseCode, response = '' } = cause as SmtpError;
  const answer = shortened(response);
  if (isCertificateTrouble(originalCode) || isCertificateTrouble(code))
    return new MailFailure('certificate', { answer: originalCode || code, cause });
  if (code === 'EAUTH') {
    const later = responseCode !== undefined && responseCode < 500;
    return new MailFailure(later ? 'busy' : 'login', { answer, cause });
  }
  // A server that speaks no TLS where it should, or speaks it at once where it should not.
  if (code === 'ETLS' || /^ERR_SSL|^EPROTO$/.test(originalCode) || /wrong version number|packet length too long/i.test(cause.message))
    return new MailFailure('no_tls', { answer, cause });
  if (responseCode !== undefined) return new MailFailure('busy', { answer, cause });
  return new MailFailure('unreachable', { answer: originalCode, cause });
}

function mailFailure(cause: SmtpError, begun: boolean, wholeGone: boolean): MailFailure {
  const { responseCode, response = '', command = '' } = cause;
  const answer = shortened(response);
  if (responseCode === undefined) return wholeGone ? new MailFailure('lost', { known: false, ofMail: true, cause }) : serverFailure(cause);
  // 421 ends the session, whatever was asked; said of the whole message, it was not taken.
  if (responseCode === 421) return new MailFailure('busy', { answer, cause });
  const permanent = responseCode >= 500;
  if (!permanent) return new MailFailure('busy', { answer, ofMail: true, cause });
  // 530: it wants a login. 535: it does not want this one.
  if (responseCode === 530 || responseCode === 535) return new MailFailure('login', { answer, cause });
  if (!begun && command.startsWith('MAIL')) return new MailFailure('sender', { answer, cause });
  return new MailFailure(!begun && command.startsWith('RCPT') ? 'recipient' : 'refused', { answer, ofMail: true, permanent, cause });
}

/** What Node says of a certificate (OpenSSL's X509_V_ERR_*, and names that do not fit). */
function isCertificateTrouble(code: string): boolean {
  return /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME)/.test(code);
}

/** One line of printable characters. */
function shortened(answer: string): string {
  return answer
    .replace(/[^\P{Cc}]/gu, ' ')
    .trim()
    .slice(0, MAX_ANSWER);
}
