// One tender with everything there is to know about it: for cash what was given and handed back, for Lightning the sat, the
// rate with its source and time, and the payment hash by which the customer's wallet knows it too.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../../shared/errors.ts';
import { foreignRateWords } from '../../../shared/foreign-cash.ts';
import type {
  AccountTender,
  CardTender,
  CashTender,
  ExchangeTender,
  ForeignCashTender,
  LightningTender,
  Tender,
  VoucherTender,
} from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { rateOrigin } from '../../i18n/rate-origin.ts';
import { Icon } from '../../ui/icon.tsx';
import { Money, Sat } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { Fact } from '../fact.tsx';
import { satWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { momentWords } from '../when.ts';

export function TenderFacts({ tender }: { tender: Tender }) {
  const { t } = useTranslation('manager');
  const { t: tTenders } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  return (
    <article className="tender" data-kind={tender.kind} data-counts={tender.status === 'paid' || undefined}>
      <header>
        <Icon of={TENDER_ICONS[tender.kind]} />
        <h4>
          {tTenders(`kind.${tender.kind}`)} <small>{t(`tenderStatus.${tender.status}`)}</small>
        </h4>
        <b>
          <Money minor={tender.amountMinor} currency={currency} />
        </b>
      </header>
      <dl className="facts">{factsOf(tender)}</dl>
    </article>
  );
}

function factsOf(tender: Tender): ReactNode {
  switch (tender.kind) {
    case 'cash':
    case 'foreign_cash':
      return <CashFacts tender={tender} />;
    case 'card':
      return <CardFacts tender={tender} />;
    case 'voucher':
      return <VoucherFacts tender={tender} />;
    case 'account':
      return <AccountFacts tender={tender} />;
    case 'exchange':
      return <ExchangeFacts tender={tender} />;
    case 'lightning':
      return <LightningFacts tender={tender} />;
    default:
      return missingCase(tender);
  }
}

function CashFacts({ tender }: { tender: CashTender | ForeignCashTender }) {
  const { t } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  return (
    <>
      {tender.kind === 'foreign_cash' && <ForeignFacts tender={tender} />}
      <Fact name={t('tenders.given')}>
        <Money minor={tender.givenMinor} currency={currency} />
      </Fact>
      <Fact name={t('tenders.change')}>
        <Money minor={tender.changeMinor} currency={currency} />
      </Fact>
      {tender.roundingMinor !== 0 && (
        <Fact name={t('also.rounding')}>
          <Money minor={tender.roundingMinor} currency={currency} />
        </Fact>
      )}
    </>
  );
}

function ForeignFacts({ tender }: { tender: ForeignCashTender }) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  return (
    <>
      <Fact name={t('facts.foreign')}>
        <Money minor={tender.foreignMinor} currency={tender.currency} />
      </Fact>
      <Fact name={t('facts.rate')}>{foreignRateWords(tender.currency, tender.microMinorPerUnit, currency, localeOf(i18n.language))}</Fact>
    </>
  );
}

function CardFacts({ tender }: { tender: CardTender }) {
  const { t } = useTranslation('tenders');
  return <Fact name={t('facts.reference')}>{tender.reference || t('facts.noReference')}</Fact>;
}

function VoucherFacts({ tender }: { tender: VoucherTender }) {
  const { t } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  return (
    <>
      <Fact name={t('facts.voucher')}>{tender.voucherNumber}</Fact>
      <Fact name={t('facts.balance')}>
        <Money minor={tender.balanceMinor} currency={currency} />
      </Fact>
    </>
  );
}

function AccountFacts({ tender }: { tender: AccountTender }) {
  const { t } = useTranslation('tenders');
  return <Fact name={t('facts.customer')}>{tender.customerName}</Fact>;
}

function ExchangeFacts({ tender }: { tender: ExchangeTender }) {
  const { t } = useTranslation('tenders');
  return <Fact name={t('facts.refund')}>{tender.receiptNumber}</Fact>;
}

function LightningFacts({ tender }: { tender: LightningTender }) {
  const { t, i18n } = useTranslation('manager');
  const { t: tRates } = useTranslation('rates');
  const locale = localeOf(i18n.language);
  const timeZone = useTill((till) => till.shop.timeZone);
  const { quote } = tender;
  return (
    <>
      <Fact name={t('tenders.asked')}>
        <Sat sat={tender.amountSat} />
      </Fact>
      <Fact name={t('tenders.received')}>
        <span className="money">{satWords(tender.receivedMsat, locale)} sat</span>
      </Fact>
      <Fact name={t('tenders.rate')}>
        {t('tenders.oneBitcoin')} <Money minor={quote.minorPerBtc} currency={quote.currency} />
        <small>
          {t('tenders.quoted', {
            origin: rateOrigin(quote, tRates),
            moment: momentWords(quote.quotedAtMs, locale, timeZone),
            locked: momentWords(quote.lockedAtMs, locale, timeZone),
          })}
        </small>
      </Fact>
      <Fact name={t('tenders.codeMade')}>{momentWords(tender.createdAtMs, locale, timeZone)}</Fact>
      <Fact name={t(tender.paidByOutpoint === null ? 'tenders.paymentHash' : 'tenders.transaction')}>
        <code className="payment-hash">{tender.paidByOutpoint ?? tender.paymentHash}</code>
      </Fact>
    </>
  );
}
