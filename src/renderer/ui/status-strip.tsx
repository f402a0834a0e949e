// The strip at the top of the cashier's and the manager's screen: quiet when all is well, and a word, a shape and a colour when not.
import { BellRing, Clock, Inbox, LogOut, Plug, Printer, Volume2, VolumeX, Zap } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceNeedsSomebody } from '../../shared/devices.ts';
import { formatSat } from '../../shared/money.ts';
import type { LightningState, PrinterCondition } from '../../shared/state.ts';
import { DigitalReceiptItems } from '../digital-receipts/strip-items.tsx';
import { localeOf } from '../i18n/i18n.ts';
import { tillHook, useMainNow, useScreen } from '../screen.tsx';
import { BoltMark } from './bolt-mark.tsx';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

export interface StatusStripProps {
  /** Opens what can be done about it; without, the item only tells. */
  onPrinting?: () => void;
  onDevices?: () => void;
  onAttention?: () => void;
  onSignOut?: () => void;
  /** What the screen adds, before the clock. */
  children?: ReactNode;
}

export function StatusStrip({ onPrinting, onDevices, onAttention, onSignOut, children }: StatusStripProps) {
  const { t } = useTranslation();
  const shopName = useTill((till) => till.shop.name);
  const practice = useTill((till) => till.shop.practice);
  const staff = useTill((till) => till.session.staff);
  return (
    <header className="status-strip">
      <BoltMark size={28} />
      <strong className="status-shop">{shopName}</strong>
      {practice && (
        <span className="practice-chip" title={t('practice.explained')}>
          {t('practice.banner')}
        </span>
      )}
      <div className="status-items" role="status" aria-label={t('status.label')}>
        <LightningItem />
        <PrinterItem onPress={onPrinting} />
        <DrawerItem />
        <DevicesItem onPress={onDevices} />
        <AttentionItem onPress={onAttention} />
        <DigitalReceiptItems />
      </div>
      {children}
      {staff && onSignOut && (
        <button type="button" className="status-item status-staff" onClick={onSignOut} aria-label={t('status.signOut', { name: staff.name })}>
          {staff.name}
          <Icon of={LogOut} size={20} />
        </button>
      )}
      <SoundSwitch />
      <WallClock />
    </header>
  );
}

function Item({ tone, onPress, children }: { tone: 'well' | 'trouble'; onPress?: (() => void) | undefined; children: ReactNode }) {
  return onPress ? (
    <button type="button" className="status-item" data-tone={tone} onClick={onPress}>
      {children}
    </button>
  ) : (
    <span className="status-item" data-tone={tone}>
      {children}
    </span>
  );
}

function LightningItem() {
  const { t, i18n } = useTranslation();
  const lightning = useTill((till) => till.lightning);
  const trouble = lightningTrouble(lightning);
  // A shop that has no node sells for cash: that is no trouble.
  const tone = trouble && lightning.health !== 'missing' ? 'trouble' : 'well';
  return (
    <Item tone={tone}>
      <Icon of={Zap} size={20} />
      <span>
        {t('status.lightning')} <b>{t(trouble ?? 'status.lightningReady')}</b>
        {!trouble && lightning.canReceiveSat !== null && (
          <small> {t('status.canReceive', { amount: formatSat(lightning.canReceiveSat, localeOf(i18n.language)) })}</small>
        )}
      </span>
    </Item>
  );
}

function lightningTrouble({ health, rate, canReceiveSat }: LightningState) {
  if (health !== 'ready') return `status.lightningHealth.${health}` as const;
  if (!rate.ok) return `status.rate.${rate.reason}` as const;
  if (canReceiveSat === 0) return 'status.noRoom';
  return null;
}

const PRINTS: ReadonlySet<PrinterCondition> = new Set(['ready', 'none', 'connecting']);

function PrinterItem({ onPress }: { onPress: (() => void) | undefined }) {
  const { t } = useTranslation();
  const receipts = useTill((till) => till.printing.condition);
  // The printer of receipts goes first; the others are named only when somebody has to walk over.
  const troubled = useTill((till) =>
    PRINTS.has(till.printing.condition) ? till.printing.printers.find((one) => !PRINTS.has(one.condition)) : undefined,
  );
  const condition = troubled?.condition ?? receipts;
  const pending = useTill((till) => till.printing.pendingCount);
  const asks = useTill((till) => till.printing.jobs.some((job) => job.status === 'unconfirmed'));
  const stopped = !PRINTS.has(condition);
  return (
    <Item tone={stopped || asks ? 'trouble' : 'well'} onPress={onPress}>
      <Icon of={Printer} size={20} />
      <span>
        <span className="status-name">{troubled?.name ?? t('status.printer')}</span>{' '}
        <b>{asks && !stopped ? t('status.printerAsks') : t(`status.printerCondition.${condition}`)}</b>
        {pending > 0 && <small> {t('status.pending', { count: pending })}</small>}
      </span>
    </Item>
  );
}

/** Nothing is said of a device that works, or that is only being looked for. */
function DevicesItem({ onPress }: { onPress: (() => void) | undefined }) {
  const { t } = useTranslation('devices');
  const troubled = useTill((till) => till.devices.devices.find(({ condition }) => deviceNeedsSomebody(condition)));
  const count = useTill((till) => till.devices.devices.filter(({ condition }) => deviceNeedsSomebody(condition)).length);
  if (!troubled) return null;
  return (
    <Item tone="trouble" onPress={onPress}>
      <Icon of={Plug} size={20} />
      <span>
        <span className="status-name">{troubled.name}</span> <b>{t(`condition.${troubled.condition}.short`)}</b>
        {count > 1 && <small> {t('andMore', { count: count - 1 })}</small>}
      </span>
    </Item>
  );
}

/** Where a sensor says so: an open drawer is somebody's business, and one that stays shut even more. */
function DrawerItem() {
  const { t } = useTranslation();
  const drawer = useTill((till) => till.printing.drawer);
  if (drawer === null || drawer === 'closed') return null;
  return (
    <Item tone={drawer === 'open' ? 'well' : 'trouble'}>
      <Icon of={Inbox} size={20} />
      <span>
        <span className="status-name">{t('status.drawer')}</span> <b>{t(`status.drawerState.${drawer}`)}</b>
      </span>
    </Item>
  );
}

function AttentionItem({ onPress }: { onPress: (() => void) | undefined }) {
  const { t } = useTranslation();
  const count = useTill(({ attention, refunds }) => attention.open.length + refunds.unfinished.length + refunds.credits.length);
  if (count === 0) return null;
  return (
    <Item tone="trouble" onPress={onPress}>
      <Icon of={BellRing} size={20} />
      <b>{t('status.attention', { count })}</b>
    </Item>
  );
}

function SoundSwitch() {
  const { t } = useTranslation();
  const { sounds } = useScreen();
  const muted = useSyncExternalStore(sounds.subscribe, () => sounds.muted);
  return (
    <IconButton
      icon={muted ? VolumeX : Volume2}
      size={20}
      label={t(muted ? 'status.muted' : 'status.audible')}
      onClick={() => sounds.setMuted(!muted)}
    />
  );
}

function WallClock() {
  const { i18n } = useTranslation();
  const timeZone = useTill((till) => till.shop.timeZone);
  const nowMs = useMainNow(5_000);
  const time = new Intl.DateTimeFormat(localeOf(i18n.language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(nowMs);
  return (
    <span className="status-item status-clock">
      <Icon of={Clock} size={20} />
      <time>{time}</time>
    </span>
  );
}
