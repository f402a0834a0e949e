// A mail as it goes over the wire: text and HTML. Names and subjects are encoded by the library; addresses were looked at when they
// were typed, and nothing else gets into a header.
import MailComposer from 'nodemailer/lib/mail-composer';

export interface Message {
  /** The same however often it is sent: who gets it twice after all sees it once. */
  id: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string | null;
  language: string;
  atMs: number;
}

export function composed({ id, from, to, subject, text, html, language, atMs }: Message): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: `<${id}@${from.address.slice(from.address.indexOf('@') + 1)}>`,
    date: new Date(atMs),
    from: { name: oneLine(from.name), address: from.address },
    to,
    subject: oneLine(subject),
    text,
    ...(html !== null && { html }),
    // No machine answers it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function oneLine(words: string): string {
  return words.replace(/[^\P{C}]/gu, ' ').trim();
}
