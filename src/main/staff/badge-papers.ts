// A badge on paper: whose it is, and its code to be scanned. It comes out once; then the code is forgotten.
import { scannedBadge } from '../../shared/badge.ts';
import { TillError } from '../../shared/errors.ts';
import { badgeMark } from '../../shared/staff.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import { centred, framed, small, speechOf } from '../receipts/receipt-parts.ts';
import type { PrintedCodes } from '../secrets/printed-codes.ts';
import type { BadgeStore } from '../store/badge-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { PrintJobStore } from '../store/print-jobs.ts';

/** More papers than that never wait. */
const MOST_UNDONE = 10_000;

export interface BadgePapersParts {
  store: BadgeStore;
  codes: PrintedCodes;
  jobs: Pick<PrintJobStore, 'undone'>;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
}

export interface BadgePapers {
  maker: PaperMaker;
  /** To be called when a paper may be done with. */
  forgetPrinted(): void;
}

export function createBadgePapers({ store, codes, jobs, shop, staffName }: BadgePapersParts): BadgePapers {
  return {
    maker: {
      // Whoever could see it on a screen could sign in as somebody else.
      onPaperOnly: true,
      document(badgeId, copyNumber) {
        const badge = store.find(badgeId);
        if (!badge) throw new TillError('NOT_FOUND');
        const speech = speechOf(shop());
        const { words } = speech;
        const name = staffName(badge.staffId);
        const title = `${name} ${badgeMark(badgeId)}`;
        // One that was revoked while the printer was away comes out without a code.
        const code = badge.revoked ? null : codes.read(badgeId);
        return framed(
          { title, name: words.badge, atMs: badge.madeAtMs, shop: { ...shop(), footerLines: [], logo: null }, staffName: '', copyNumber, speech },
          [
            centred(name, 'large', true),
            ...(code === null
              ? [small(words.badgeCodeGone)]
              : [{ kind: 'qr' as const, data: scannedBadge(code), caption: words.badge }, centred(words.badgeKeep, 'small')]),
          ],
        );
      },
    },
    forgetPrinted() {
      const kept = codes.kept();
      if (kept.length === 0) return;
      const waiting = new Set(jobs.undone(MOST_UNDONE).flatMap(({ kind, subjectId }) => (kind === 'badge' ? [subjectId] : [])));
      for (const badgeId of kept) if (!waiting.has(badgeId)) codes.forget(badgeId);
    },
  };
}
