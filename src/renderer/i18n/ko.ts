// Korean, in the polite form shops use. One file a room, so that each is written where it is read.

import type { en } from './en.ts';
import { articles } from './ko/articles.ts';
import { cards } from './ko/cards.ts';
import { cashier } from './ko/cashier.ts';
import { common } from './ko/common.ts';
import { connect } from './ko/connect.ts';
import { customer } from './ko/customer.ts';
import { devices } from './ko/devices.ts';
import { digitalReceipts } from './ko/digital-receipts.ts';
import { errors } from './ko/errors.ts';
import { exports } from './ko/exports.ts';
import { files } from './ko/files.ts';
import { lightning } from './ko/lightning.ts';
import { logo } from './ko/logo.ts';
import { manager } from './ko/manager.ts';
import { office } from './ko/office.ts';
import { onChain } from './ko/on-chain.ts';
import { ownNode } from './ko/own-node.ts';
import { papers } from './ko/papers.ts';
import { parking } from './ko/parking.ts';
import { printers } from './ko/printers.ts';
import { rates } from './ko/rates.ts';
import { refunds } from './ko/refunds.ts';
import { reports } from './ko/reports.ts';
import { scanning } from './ko/scanning.ts';
import { selling } from './ko/selling.ts';
import { setup } from './ko/setup.ts';
import { shifts } from './ko/shifts.ts';
import { signIn } from './ko/sign-in.ts';
import { staff } from './ko/staff.ts';
import { taps } from './ko/taps.ts';
import { tenders } from './ko/tenders.ts';
import type { Words } from './words.ts';
export const ko = {
  articles,
  cards,
  cashier,
  common,
  connect,
  customer,
  devices,
  digitalReceipts,
  errors,
  exports,
  files,
  lightning,
  logo,
  manager,
  office,
  onChain,
  ownNode,
  papers,
  parking,
  printers,
  rates,
  refunds,
  reports,
  scanning,
  selling,
  setup,
  shifts,
  signIn,
  staff,
  taps,
  tenders,
} satisfies Words<typeof en>;
