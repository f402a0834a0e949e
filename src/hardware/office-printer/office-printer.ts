// Prints a PDF on an office printer by IPP (RFC 8011), or on any queue of CUPS: asks whether it takes PDFs and jobs at all, sends
// the job, and asks what became of it until it is done. A job is sent once.
import { setTimeout } from 'node:timers/promises';
import type { OfficePrinterTrouble, OfficePrintOutcome } from '../../shared/office-printer.ts';
import { callPrinter, IppCallError } from './ipp-call.ts';
import { type IppAnswer, type IppAttribute, OPERATIONS } from './ipp-message.ts';

export interface OfficeTiming {
  /** How long the printer may say nothing to a question. */
  silentMs: number;
  /** From one question about the job to the next. */
  pollMs: number;
  /** How long somebody waits at the screen for the job to be done. */
  waitMs: number;
}

const TIMING: OfficeTiming = { silentMs: 15_000, pollMs: 1000, waitMs: 60_000 };

export interface OfficePrint {
  address: string;
  pdf: Uint8Array;
  jobName: string;
  signal: AbortSignal;
  timing?: OfficeTiming;
}

/** RFC 8011 section 5.3.7. */
const JOB_CANCELED = 7;
const JOB_ABORTED = 8;
const JOB_COMPLETED = 9;
/** RFC 8011 appendix B. */
const CLIENT_ERROR_FORMAT = 0x040a;
const CLIENT_ERROR_NOT_AUTHENTICATED = [0x0401, 0x0402, 0x0403];
const CLIENT_ERROR_NOT_FOUND = 0x0406;
/** Not found, or gone. */
const FORGOTTEN = [CLIENT_ERROR_NOT_FOUND, 0x0407];
const SERVER_ERROR_NOT_ACCEPTING = 0x0506;
const FIRST_ERROR = 0x0400;
const PRINTER_STOPPED = 5;
/** The same trouble twice: what passes by itself (a printer that wakes up) is not told. */
const TROUBLES_SEEN = 2;

const head = (address: string): IppAttribute[] => [
  { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
  { tag: 'naturalLanguage', name: 'attributes-natural-language', values: ['en'] },
  { tag: 'uri', name: 'printer-uri', values: [address.replace(/^http/, 'ipp')] },
];
const WHO: IppAttribute = { tag: 'name', name: 'requesting-user-name', values: ['flash-till'] };
const asked = (...names: string[]): IppAttribute => ({ tag: 'keyword', name: 'requested-attributes', values: names });

export async function printOnOfficePrinter({ address, pdf, jobName, signal, timing = TIMING }: OfficePrint): Promise<OfficePrintOutcome> {
  let requestId = 0;
  const call = (operation: number, attributes: IppAttribute[], document?: Uint8Array) => {
    requestId += 1;
    const { silentMs } = timing;
    return callPrinter({
      address,
      operation,
      requestId,
      attributes: [...head(address), ...attributes],
      ...(document && { document }),
      silentMs,
      signal,
    });
  };
  const state = () =>
    call(OPERATIONS.getPrinterAttributes, [
      WHO,
      asked('printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs', 'document-format-supported'),
    ]);

  let jobId: number;
  try {
    const printer = await state();
    const refusal = refusalOf(printer);
    if (refusal) return { status: 'not_printed', reason: refusal };
    const sent = await call(
      OPERATIONS.printJob,
      [
        WHO,
        { tag: 'name', name: 'job-name', values: [jobName.slice(0, 100)] },
        { tag: 'mimeMediaType', name: 'document-format', values: ['application/pdf'] },
      ],
      pdf,
    ).catch((cause: unknown) => {
      // The document was on its way: it may come out.
      if (cause instanceof IppCallError && cause.fault === 'no_answer') return null;
      throw cause;
    });
    if (!sent) return { status: 'unknown', reason: 'line_broke' };
    const trouble = troubleOfStatus(sent.status);
    if (trouble) return { status: 'not_printed', reason: trouble };
    const id = sent.attributes.get('job-id')?.[0];
    if (typeof id !== 'number') return { status: 'unknown', reason: 'forgotten' };
    jobId = id;
  } catch (cause) {
    if (cause instanceof IppCallError) return { status: 'not_printed', reason: cause.fault };
    throw cause;
  }

  const untilMs = performance.now() + timing.waitMs;
  let troubles = 0;
  while (performance.now() < untilMs) {
    try {
      const job = await call(OPERATIONS.getJobAttributes, [{ tag: 'integer', name: 'job-id', values: [jobId] }, WHO, asked('job-state')]);
      if (FORGOTTEN.includes(job.status)) return { status: 'unknown', reason: 'forgotten' };
      const jobState = job.attributes.get('job-state')?.[0];
      if (jobState === JOB_COMPLETED) return { status: 'printed' };
      if (jobState === JOB_ABORTED) return { status: 'not_printed', reason: 'aborted' };
      if (jobState === JOB_CANCELED) return { status: 'not_printed', reason: 'canceled' };
      const trouble = troubleOfPrinter(await state());
      troubles = trouble ? troubles + 1 : 0;
      if (trouble && troubles >= TROUBLES_SEEN) return { status: 'waiting', reason: trouble };
    } catch (cause) {
      // It has the job, and may only be busy with it.
      if (!(cause instanceof IppCallError)) throw cause;
    }
    await setTimeout(timing.pollMs, undefined, { signal });
  }
  return { status: 'waiting', reason: 'busy' };
}

function troubleOfStatus(status: number): OfficePrinterTrouble | null {
  if (status < FIRST_ERROR) return null;
  if (status === CLIENT_ERROR_FORMAT) return 'refuses_pdf';
  if (status === SERVER_ERROR_NOT_ACCEPTING) return 'not_accepting';
  if (status === CLIENT_ERROR_NOT_FOUND) return 'no_such_printer';
  return CLIENT_ERROR_NOT_AUTHENTICATED.includes(status) ? 'not_allowed' : 'refuses';
}

/** Why it would take no job now. Out of paper, it takes one. */
function refusalOf({ status, attributes }: IppAnswer): OfficePrinterTrouble | null {
  const trouble = troubleOfStatus(status);
  if (trouble) return trouble;
  if (attributes.get('printer-is-accepting-jobs')?.[0] === false) return 'not_accepting';
  const formats = attributes.get('document-format-supported');
  return formats && !formats.includes('application/pdf') ? 'refuses_pdf' : null;
}

/** RFC 8011 section 5.4.12: what a person has to do something about. */
function troubleOfPrinter({ attributes }: IppAnswer): Extract<OfficePrintOutcome, { status: 'waiting' }>['reason'] | null {
  const reasons = (attributes.get('printer-state-reasons') ?? []).map((reason) => String(reason).replace(/-(error|warning|report)$/, ''));
  if (reasons.some((reason) => reason === 'media-empty' || reason === 'media-needed')) return 'paper_out';
  if (reasons.includes('media-jam')) return 'paper_jam';
  if (reasons.some((reason) => reason === 'cover-open' || reason === 'door-open')) return 'cover_open';
  return attributes.get('printer-state')?.[0] === PRINTER_STOPPED || reasons.includes('paused') ? 'stopped' : null;
}
