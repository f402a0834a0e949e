// What the disk and SQLite can do to us, in the till's words: codes for a call that could not be recorded, and whole
// sentences for a start that cannot go on, when no screen is there yet to put a code into words.
import Database from 'better-sqlite3';
import { missingCase, TillError } from '../../shared/errors.ts';
import { dataDirOf } from '../data-dir.ts';

export type StoreOpenErrorKind =
  | 'already_running'
  | 'newer'
  | 'missing'
  | 'damaged'
  | 'not_a_database'
  | 'locked'
  | 'disk_full'
  | 'not_writable'
  | 'disk_fault'
  | 'upgrade_failed';

/** The data cannot be used now. The message is for the shop's owner: what happened, whether money is safe, what to do. */
export class StoreOpenError extends Error {
  readonly kind: StoreOpenErrorKind;
  readonly path: string;

  /** `cause` is for whoever helps the owner: an error, or a few words. */
  constructor(kind: StoreOpenErrorKind, path: string, cause: unknown) {
    super(sentence(kind, path), { cause });
    this.name = 'StoreOpenError';
    this.kind = kind;
    this.path = path;
  }
}

function sentence(kind: StoreOpenErrorKind, path: string): string {
  const restore = `run: npm run restore -- --data "${dataDirOf(path)}"`;
  switch (kind) {
    case 'already_running':
      return `Flash Till is already running with the data in ${path}. Nothing is wrong: use the till that is open, or close it first. If you cannot find its window, restart the computer.`;
    case 'newer':
      return `The data in ${path} was written by a newer Flash Till than this one. Nothing was changed and nothing is lost. Install the newest Flash Till and start again.`;
    case 'missing':
      return `The till's data file ${path} is not there, but copies of it are. No money is lost: Lightning payments are at your node. To bring the sales back, ${restore}`;
    case 'damaged':
      return `The till's data file ${path} is damaged. Nothing was changed. No money is lost: Lightning payments are at your node, and most likely all sales can be read back. To bring them back, ${restore}`;
    case 'not_a_database':
      return `The file ${path} is not a Flash Till data file any more; something else has written over it, or it belongs to another program. Nothing was changed. No money is lost: Lightning payments are at your node. To bring the sales back, ${restore}`;
    case 'locked':
      return `Another program has the till's data file ${path} open and keeps it to itself. Nothing was changed and nothing is lost. Close that program (a backup or a database viewer) and start again.`;
    case 'disk_full':
      return `The disk with the till's data is full (${path}). Nothing was changed and nothing is lost. Move or delete files that are not Flash Till's, and start again.`;
    case 'not_writable':
      return `Flash Till is not allowed to write its data in ${path}. Nothing was changed and nothing is lost. Give your user account the right to write there, or choose another folder with --data.`;
    case 'disk_fault':
      return `The disk with the till's data could not be read or written (${path}). Nothing more was changed. Check the disk and its cable, and start again. If it stays, copy the folder to another disk and ${restore}`;
    case 'upgrade_failed':
      return `The data in ${path} could not be brought to this version of Flash Till. It was left as it was, and nothing is lost. Start the version that you used before, and report this.`;
    default:
      return missingCase(kind);
  }
}

/** The error's code, for what SQLite and the operating system throw. */
function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function fullDisk(code: string): boolean {
  // SQLite reports a shared-memory index that cannot grow as an I/O error; it means that there is no room.
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT';
}

/** The page or the file is not what it was when it was written. */
export function isDamage(cause: unknown): boolean {
  const code = codeOf(cause);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ' || code === 'SQLITE_IOERR_CORRUPTFS';
}

/**
 * What a failed transaction means to the cashier: DISK_FULL or STORE_FAILED. A cause that is not the disk's or the file's
 * (a broken rule, a fault of ours) is given back as it is.
 */
export function asTillError(cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  if (fullDisk(cause.code)) return new TillError('DISK_FULL', undefined, { cause });
  const ofTheDisk = [
    'SQLITE_IOERR',
    'SQLITE_CORRUPT',
    'SQLITE_NOTADB',
    'SQLITE_READONLY',
    'SQLITE_CANTOPEN',
    'SQLITE_BUSY',
    'SQLITE_LOCKED',
    'SQLITE_PERM',
  ];
  return ofTheDisk.some((code) => cause.code.startsWith(code)) ? new TillError('STORE_FAILED', { reason: cause.code }, { cause }) : cause;
}

/** A file beside the database that could not be written, as the error of a call. */
export function asFileError(cause: unknown): TillError {
  return new TillError(codeOf(cause) === 'ENOSPC' ? 'DISK_FULL' : 'STORE_FAILED', undefined, { cause });
}

/** What a failed opening means to the owner; a cause that is not the disk's or the file's is given back as it is. */
export function asOpenError(path: string, cause: unknown): unknown {
  if (cause instanceof StoreOpenError) return cause;
  const code = codeOf(cause);
  const kind = openErrorKind(code, cause);
  return kind ? new StoreOpenError(kind, path, cause) : cause;
}

function openErrorKind(code: string, cause: unknown): StoreOpenErrorKind | null {
  if (fullDisk(code)) return 'disk_full';
  if (isDamage(cause)) return 'damaged';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'locked';
  if (
    ['EACCES', 'EPERM', 'EROFS', 'SQLITE_PERM', 'SQLITE_AUTH'].includes(code) ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN')
  )
    return 'not_writable';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return 'disk_fault';
  return null;
}
