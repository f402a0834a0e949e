// The Lightning code, as large as the screen allows, with its amount and the time it is good for; then the money on its way.
import { Blocks as BlocksIcon, Hand, type LucideIcon, Smartphone, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../shared/money.ts';
import { toPayMinor } from '../../shared/sale.ts';
import type { LightningTender, SeenOnChain } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useMainNow } from '../screen.tsx';
import { TapOffer } from '../taps/tap-note.tsx';
import { Blocks } from '../ui/blocks.tsx';
import { linkOf, qrTextOf } from '../ui/code-text.ts';
import { Icon } from '../ui/icon.tsx';
import { Money, Sat } from '../ui/money.tsx';
import { Qr } from '../ui/qr.tsx';
import { TimeRing } from '../ui/time-ring.tsx';
import { useTill } from './use-till.ts';

export function Pay({ tender }: { tender: LightningTender }) {
  const { t, i18n } = useTranslation('customer');
  const { t: tChain } = useTranslation('onChain');
  const shopName = useTill((till) => till.shop.name);
  const amount = formatMinor(tender.amountMinor, tender.quote.currency, localeOf(i18n.language));
  return (
    <section className="customer-pay">
      <div className="customer-code">
        <Qr data={qrTextOf(tender, shopName)} label={tender.address === null ? t('pay.code', { amount }) : tChain('code', { amount })} />
      </div>
      <div className="customer-pay-words">
        <h1>{t('pay.title')}</h1>
        <Amount tender={tender} />
        <div className="customer-pay-how">
          <TimeLeft tender={tender} />
          <div>
            <How tender={tender} />
            <TapOffer />
          </div>
        </div>
        <a className="customer-open" href={linkOf(tender, shopName)}>
          <Icon of={Smartphone} size={22} />
          {t('pay.open')}
        </a>
      </div>
    </section>
  );
}

function How({ tender: { address, amountSat, seenOnChain } }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  const { t: tChain } = useTranslation('onChain');
  const canReceiveSat = useTill((till) => till.lightning.canReceiveSat);
  if (seenOnChain?.status === 'replaced') return <p role="status">{tChain('replaced')}</p>;
  if (address === null) return <p>{t('pay.how')}</p>;
  return <p>{tChain(canReceiveSat !== null && amountSat > canReceiveSat ? 'howOnChain' : 'howBoth')}</p>;
}

function Amount({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  const isPart = useTill((till) => toPayMinor(till.checkout.sale) !== tender.amountMinor);
  return (
    <div className="customer-total">
      {isPart && <p className="customer-label">{t('pay.amountPart')}</p>}
      <p className="customer-amount">
        <Money minor={tender.amountMinor} currency={tender.quote.currency} />
      </p>
      <p className="customer-sat">
        <Sat sat={tender.amountSat} />
      </p>
    </div>
  );
}

function TimeLeft({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  const nowMs = useMainNow(1_000);
  const leftMs = Math.max(0, tender.expiresAtMs - nowMs);
  const seconds = Math.ceil(leftMs / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <TimeRing share={leftMs / (tender.expiresAtMs - tender.createdAtMs)} label={t('pay.timeLeft', { time })}>
      {time}
    </TimeRing>
  );
}

export function Arriving({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  return <UnderWay tender={tender} icon={Zap} title={t('arriving.title')} explained={t('arriving.wait')} />;
}

/** The money is here, and not the shop's yet. */
export function Held({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  return <UnderWay tender={tender} icon={Hand} title={t('held.title')} explained={t('held.wait')} still />;
}

/** Seen, and in no block yet, or in too few. */
export function OnChain({ tender, seen }: { tender: LightningTender; seen: SeenOnChain }) {
  const { t } = useTranslation('onChain');
  const blocks = t('blocks', { made: seen.confirmations, needed: seen.neededConfirmations });
  return (
    <UnderWay tender={tender} icon={BlocksIcon} title={t('seen')} explained={t('wait')}>
      <Blocks made={seen.confirmations} needed={seen.neededConfirmations} label={blocks} />
      <p>{blocks}</p>
    </UnderWay>
  );
}

interface UnderWayParts {
  tender: LightningTender;
  icon: LucideIcon;
  title: string;
  explained: string;
  /** Nothing moves meanwhile. */
  still?: boolean;
  children?: ReactNode;
}

function UnderWay({ tender, icon, title, explained, still = false, children }: UnderWayParts) {
  return (
    <section className="customer-centre customer-arriving">
      <div className="customer-arriving-mark" data-still={still || undefined}>
        <Icon of={icon} size={120} />
      </div>
      <div role="status">
        <h1>{title}</h1>
        <p>{explained}</p>
      </div>
      {children}
      <p className="customer-sums-line">
        <Money minor={tender.amountMinor} currency={tender.quote.currency} /> · <Sat sat={tender.amountSat} />
      </p>
    </section>
  );
}
