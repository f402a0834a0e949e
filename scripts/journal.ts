// `npm run journal`: proves a till's books, also while it is selling; or a file of them, or writes one (journal-file.ts). Exit code 0 when
// all is well, 1 when not.
import type { EntryFault } from '../src/main/store/chain.ts';
import type { TableDifference } from '../src/main/store/rebuild.ts';
import { type Verification, verifyShop } from '../src/main/store/verify.ts';
import { exportFile, verifyFile } from './journal-file.ts';
import { count, forEachShop, momentOf, say, showProgress } from './shop-tools.ts';

const FAULTS: Record<EntryFault, string> = {
  gap: 'is missing',
  unlinked: 'does not follow the one before it (previous hash)',
  altered: 'is not what was written (hash)',
  unreadable: 'cannot be read: the file is damaged there',
  unknown: 'is of no kind that this program knows, or has a body that is not of its kind',
  inapplicable: 'contradicts the ones before it: the tables cannot take it',
};

function verifyAndTell(path: string): boolean {
  const { journal, tablesCompared, damage } = verifyShop(path, showProgress);
  say(`  journal  ${journalWords(journal)}`);
  if (journal.ok)
    say(`  tables   ${tablesCompared ? 'equal to what the journal makes them' : 'not compared: start the till once, which brings them up to date'}`);
  if (!journal.ok && journal.problem.kind === 'table') say(`  tables   ${differenceWords(journal.problem.difference)}`);
  say(`  file     ${damage.length === 0 ? 'every page whole' : `damaged:\n    ${damage.join('\n    ')}`}`);
  const well = journal.ok && damage.length === 0;
  say(well ? '  All is well.' : '  Something is wrong. Close the till and run: npm run restore');
  return well;
}

function journalWords({ entries, completedSales, lastAtMs, ...outcome }: Verification): string {
  const last = lastAtMs === null ? '' : `, the last of ${momentOf(lastAtMs)}`;
  const good = `${count(entries, 'entry', 'entries')} with ${count(completedSales, 'completed sale', 'completed sales')}${last}`;
  if (outcome.ok || outcome.problem.kind === 'table') return `${good}: unbroken`;
  return `broken: entry ${outcome.problem.seq} ${FAULTS[outcome.problem.fault]}. Good before it: ${good}`;
}

function differenceWords(difference: TableDifference): string {
  const { table } = difference;
  if (difference.fault === 'unreadable') return `"${table}" cannot be read: the file is damaged there`;
  const { key, live, rebuilt } = difference;
  if (!rebuilt) return `"${table}" has a row that the journal does not know: ${key}`;
  if (!live) return `"${table}" lacks a row that the journal has: ${key}`;
  const columns = Object.keys(rebuilt).filter((column) => live[column] !== rebuilt[column]);
  const words = columns.map((column) => `${column} is ${JSON.stringify(live[column])} and should be ${JSON.stringify(rebuilt[column])}`);
  return `"${table}", row ${key}: ${words.join(', ')}`;
}

// A file is named, or else a shop's own books are meant; `verify` may be left out, but nothing else may stand in its place.
const [command = '', ...rest] = process.argv.slice(2);
const [named] = rest;
if (command === 'export') await exportFile(rest);
else if (command === 'verify' && named !== undefined && !named.startsWith('-')) verifyFile(rest);
else {
  await forEachShop(
    {
      usage: 'npm run journal -- verify [options]\n  npm run journal -- verify FILE [options]\n  npm run journal -- export FILE [options]',
      about: 'Proves that no entry of the journal was changed, lost or added, and that the tables are what the journal says.',
    },
    command === 'verify' ? rest : process.argv.slice(2),
    verifyAndTell,
  );
}
