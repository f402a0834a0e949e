// A sign for each way to pay, the same on every screen.
import { ArrowLeftRight, Banknote, Coins, CreditCard, type LucideIcon, NotebookPen, Ticket, Zap } from 'lucide-react';
import type { TenderKind } from '../../shared/tender.ts';

export const TENDER_ICONS: Record<TenderKind, LucideIcon> = {
  cash: Banknote,
  lightning: Zap,
  card: CreditCard,
  voucher: Ticket,
  account: NotebookPen,
  foreign_cash: Coins,
  exchange: ArrowLeftRight,
};
