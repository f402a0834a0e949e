// `npm run restore`: brings back the data of a till that is damaged. Exit code 0 when every shop is whole afterwards.
import { randomInt } from 'node:crypto';
import { createLog } from '../src/main/log.ts';
import { replaceLostPins, withdrawRecoveryCodes } from '../src/main/staff/lost-pins.ts';
import type { CarriedOver } from '../src/main/store/carry-over.ts';
import { lockDataDir } from '../src/main/store/data-lock.ts';
import { type Restored, restoreDatabase } from '../src/main/store/restore.ts';
import { missingCase } from '../src/shared/errors.ts';
import { count, forEachShop, momentOf, say, showProgress } from './shop-tools.ts';

const log = createLog((line) => process.stderr.write(line), Date.now);

async function restoreAndTell(path: string, dataDir: string, values: Record<string, string>): Promise<boolean> {
  const forgotten = values['new-pin'] ?? null;
  const release = lockDataDir(dataDir);
  try {
    const restoration = restoreDatabase(path, Date.now(), showProgress);
    switch (restoration.outcome) {
      case 'whole':
        say('  Nothing is wrong with it, and nothing was restored.');
        // Those of a restore that was cut short may still be missing.
        await givePins(path, forgotten);
        return true;
      case 'nothing_found':
        say('  Neither in the file nor in a copy was there anything to restore. Nothing was changed.');
        return false;
      case 'restored':
        tell(restoration);
        tellOfKeys(path);
        await givePins(path, forgotten);
        return true;
      default:
        return missingCase(restoration);
    }
  } finally {
    release();
  }
}

/** Nobody but who has the files sees them; the till asks for them from now on. */
async function givePins(path: string, forgotten: string | null): Promise<void> {
  const given = await replaceLostPins(path, { nowMs: Date.now, randomInt, log, forgotten });
  for (const { name, pin } of given) say(`  The new PIN of ${name} is ${pin}. No code of an authenticator app is asked for with it.`);
  if (forgotten !== null && !given.some(({ name }) => name === forgotten)) say(`  Nobody who signs in here is called ${forgotten}.`);
}

/** What opens doors is as old as the last entry: what was used up or taken away since would open them again. */
function tellOfKeys(path: string): void {
  for (const name of withdrawRecoveryCodes(path, { nowMs: Date.now, log }))
    say(
      `  The recovery codes of ${name} do not count any more, since some may have been used after that entry. Their app does; set it up anew for new ones.`,
    );
  say(
    '  Badges that were revoked, people who were taken off and PINs that were changed after that entry are as before: look at Staff, and do it again.',
  );
}

function tell(restored: Restored & { putAside: string | null }): void {
  const { entries, completedSales, lastAtMs, lastReceiptNumber, putAside, unjoined, carriedOver } = restored;
  const lines = [
    `Restored: ${count(entries, 'entry', 'entries')} with ${count(completedSales, 'completed sale', 'completed sales')}. The last entry is of ${momentOf(lastAtMs)}.`,
    ...carriedOver.flatMap(carriedWords),
  ];
  if (unjoined) {
    lines.push(
      `Not restored: ${count(unjoined.entries, 'later entry', 'later entries')} with ${count(unjoined.completedSales, 'completed sale', 'completed sales')}, since what comes before them is lost.`,
      `They are in ${unjoined.path}, to be entered again.`,
    );
  }
  lines.push(
    lastReceiptNumber === null
      ? 'No receipt is known. If you have one on paper, its sale must be entered again.'
      : `The last receipt is ${lastReceiptNumber}. If you have a later one on paper, its sale must be entered again.`,
  );
  if (putAside) lines.push(`The damaged file was kept: ${putAside}`);
  for (const line of lines) say(`  ${line}`);
}

function carriedWords({ table, rows, complete, fromCopies, dropped }: CarriedOver): string[] {
  switch (table) {
    case 'draft':
      if (rows > 0) return ['The sale that was open came back.'];
      return complete && dropped === 0 ? [] : ['The sale that was open, if there was one, did not come back. Ring it up again.'];
    case 'print_job':
      return complete && dropped === 0 ? [] : ['Receipts that waited for the printer did not all come back. Print them from the list of sales.'];
    case 'mail_job':
      return complete && dropped === 0 ? [] : ['Receipts that waited to be mailed did not all come back. Mail them again from the register.'];
    case 'staff_pin':
      return fromCopies > 0 ? [`${count(fromCopies, 'PIN', 'PINs')} came back from a copy, and may be an older one.`] : [];
    case 'secret_root':
      return [];
    case 'secret':
      return complete && dropped === 0 && fromCopies === 0
        ? []
        : ['How the Lightning node is reached may be lost. The Lightning page says so; then connect it again.'];
    default:
      return missingCase(table);
  }
}

await forEachShop(
  {
    usage: 'npm run restore -- [options]',
    about: 'Brings back the data of a till that does not start any more. Nothing is deleted; what is whole is left alone.',
    options: {
      'new-pin': { value: 'NAME', words: 'Gives a new PIN to who has forgotten theirs, or has lost their second factor. The till must not run.' },
    },
  },
  process.argv.slice(2),
  restoreAndTell,
);
