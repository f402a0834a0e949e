// A shop's people: how they prove who they are, and who is signed in where.
import { randomBytes } from 'node:crypto';
import { typingReader } from '../hardware/card-reader/typing-reader.ts';
import { receiptPrinterOf } from '../shared/printers.ts';
import { createSealedUnderPin } from './connecting/spending-credentials.ts';
import { createPrintedCodes } from './secrets/printed-codes.ts';
import { createWrongCodes, WRONG_CODES_COUNT_MS } from './secrets/wrong-codes.ts';
import type { ShopGround } from './shop-ground.ts';
import { createBadges } from './staff/badges.ts';
import { createCardKeys } from './staff/card-keys.ts';
import { createPeople } from './staff/people.ts';
import { createPins } from './staff/pins.ts';
import type { Sessions } from './staff/rest.ts';
import { createSecondFactors } from './staff/second-factor.ts';
import { createStaff } from './staff/staff.ts';

export interface PeopleParts extends ShopGround {
  sessions: Sessions;
  /** An article has it: then it is no badge. */
  isBarcode: (text: string) => boolean;
  /** Queues a badge's paper, within the running transaction. */
  print: (badgeId: string, title: string, atMs: number) => void;
  /** A code stands on the customer's screen. */
  paymentShown: () => boolean;
  /** Somebody has come to the register. */
  comes: (staffId: string) => void;
  /** Which card stands behind what was told of it to screens. */
  heldCardKey: (scanned: string) => string | null;
}

export function openPeople({
  books,
  secrets,
  settings,
  board,
  closing,
  sessions,
  isBarcode,
  print,
  paymentShown,
  comes,
  heldCardKey,
  newId,
  nowMs,
  log,
}: PeopleParts) {
  const { journal } = books;
  const shop = settings.current;
  const cardKeys = createCardKeys(typingReader, heldCardKey);
  const pins = createPins({ journal, store: books.staff, nowMs });
  const badgeCodes = createPrintedCodes({ purpose: 'badge', secrets, randomBytes });
  const badges = createBadges({
    journal,
    store: books.badges,
    staff: books.staff,
    codes: badgeCodes,
    wrongCodes: createWrongCodes(nowMs, 'BADGE_LOCKED', books.recentRefusals('badge_refused', nowMs() - WRONG_CODES_COUNT_MS)),
    cards: cardKeys,
    isBarcode,
    canPrint: () => receiptPrinterOf(shop().printers) !== undefined,
    print,
    newId,
    nowMs,
  });
  const secondFactors = createSecondFactors({
    journal,
    store: books.secondFactors,
    staff: books.staff,
    secrets,
    pins,
    shopName: () => shop().name,
    randomBytes,
    newId,
    nowMs,
    onChange: () => board.touch('session'),
  });
  const staff = closing.part(
    createStaff({
      journal,
      store: books.staff,
      pins,
      badges,
      secondFactors,
      sessions,
      rest: () => ({ afterMs: shop().lockAfterMinutes * 60_000 || null, paymentShown: paymentShown() }),
      newId,
      nowMs,
      onChange: () => board.touch('session'),
      onSwitch({ to, screen }) {
        if (to !== null && screen === 'cashier') comes(to);
      },
      log,
    }),
  );
  const publishStaff = () => board.publish({ staff: staff.state() });
  publishStaff();
  const people = createPeople({
    journal,
    store: books.staff,
    secondFactor: secondFactors.of,
    pins,
    sealed: createSealedUnderPin(secrets, randomBytes),
    guarded: () => !shop().practice,
    newId,
    onChange() {
      publishStaff();
      staff.changed();
    },
  });
  return { pins, cardKeys, badgeCodes, badges, secondFactors, staff, people };
}
