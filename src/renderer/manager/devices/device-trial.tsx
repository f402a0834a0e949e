// Each kind of device tried out where it stands: scan something, hold a card to it, weigh something, look at the display.
import { Nfc, Scale, ScanBarcode, SquareMenu } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedCard, TriedScan } from '../../../shared/device-trial.ts';
import type { Device } from '../../../shared/devices.ts';
import { missingCase } from '../../../shared/errors.ts';
import type { PracticeCard } from '../../../shared/practice-cards.ts';
import type { Weighing } from '../../../shared/weighing.ts';
import { type Failure, failureOf } from '../../failure.ts';
import { useCall, useScreen } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Unanswered } from '../unanswered.tsx';
import { useDeviceCondition } from './condition.tsx';
import { TerminalTrial } from './terminal-trial.tsx';

export function DeviceTrial({ device }: { device: Device }) {
  switch (device.kind) {
    case 'scanner':
      return <ScannerTrial deviceId={device.id} simulated={device.connection.kind === 'simulated'} />;
    case 'card_reader':
      return <CardReaderTrial deviceId={device.id} simulated={device.connection.kind === 'simulated'} />;
    case 'scale':
      return <ScaleTrial deviceId={device.id} simulated={device.connection.kind === 'simulated'} />;
    case 'pole_display':
      return <PoleDisplayTrial deviceId={device.id} />;
    case 'payment_terminal':
      return <TerminalTrial deviceId={device.id} simulated={device.connection.kind === 'simulated'} />;
    default:
      return missingCase(device);
  }
}

/** A call that waits for a hand: given up when the sheet is closed, and when somebody says so. */
function useWaiting<T>(ask: (client: TillClient, signal: AbortSignal) => Promise<T>) {
  const { client } = useScreen();
  const [state, setState] = useState<{ waiting: boolean; said?: T; failure?: Failure }>({ waiting: false });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const begin = async () => {
    const mine = new AbortController();
    stop.current = mine;
    setState({ waiting: true });
    try {
      const said = await ask(client, mine.signal);
      if (!mine.signal.aborted) setState({ waiting: false, said });
    } catch (error) {
      if (!mine.signal.aborted) setState({ waiting: false, failure: failureOf(error) });
    }
  };
  const giveUp = () => {
    stop.current?.abort();
    setState({ waiting: false });
  };
  return { ...state, begin: () => void begin(), giveUp };
}

function ScannerTrial({ deviceId, simulated }: { deviceId: string; simulated: boolean }) {
  const { t } = useTranslation(['devices', 'scanning']);
  const call = useCall();
  const ready = useDeviceCondition(deviceId) === 'ready';
  const trial = useWaiting<TriedScan | null>((till, signal) => till.devices.testScanner({ deviceId }, { signal }));
  return (
    <div className="device-trial">
      <Button icon={ScanBarcode} disabled={!ready} onClick={trial.waiting ? trial.giveUp : trial.begin}>
        {t(trial.waiting ? 'trial.stop' : 'trial.scan')}
      </Button>
      {simulated && ready && <Button onClick={() => void call((till) => till.practice.scan({ deviceId }))}>{t('scanning:practice.scan')}</Button>}
      <div role="status">
        {trial.waiting && <p>{t('trial.scanNow')}</p>}
        {trial.said === null && <p>{t('trial.noScan')}</p>}
        {trial.said?.kind === 'code' && (
          <p>
            {t('trial.scanned')} <code className="device-code">{trial.said.code}</code>
          </p>
        )}
        {trial.said?.kind === 'secret' && <p>{t(`trial.secret.${trial.said.of}`)}</p>}
      </div>
      {trial.failure && <Unanswered failure={trial.failure} onAgain={trial.begin} />}
    </div>
  );
}

/** What is worth seeing told apart. */
const HELD_IN_TRIALS = ['pays', 'badge', 'plain', 'torn'] as const satisfies PracticeCard[];

function CardReaderTrial({ deviceId, simulated }: { deviceId: string; simulated: boolean }) {
  const { t } = useTranslation('devices');
  const call = useCall();
  const ready = useDeviceCondition(deviceId) === 'ready';
  const trial = useWaiting<TriedCard | null>((till, signal) => till.devices.testCardReader({ deviceId }, { signal }));
  return (
    <div className="device-trial">
      <Button icon={Nfc} disabled={!ready} onClick={trial.waiting ? trial.giveUp : trial.begin}>
        {t(trial.waiting ? 'trial.stop' : 'trial.tap')}
      </Button>
      <div role="status">
        {trial.waiting && <p>{t('trial.tapNow')}</p>}
        {trial.said === null && <p>{t('trial.noTap')}</p>}
        {trial.said && <p>{cardWords(trial.said)}</p>}
      </div>
      {simulated && trial.waiting && (
        // biome-ignore lint/a11y/useSemanticElements: buttons are no fieldset; nothing is filled in.
        <div className="settings-actions" role="group" aria-label={t('trial.holdPractice')}>
          {HELD_IN_TRIALS.map((card) => (
            <Button key={card} onClick={() => void call((till) => till.practice.tapCard({ card, deviceId }))}>
              {t(`trial.practiceCard.${card}`)}
            </Button>
          ))}
        </div>
      )}
      {trial.failure && <Unanswered failure={trial.failure} onAgain={trial.begin} />}
    </div>
  );

  function cardWords(card: TriedCard): string {
    if (card.status !== 'read') return t(`trial.card.${card.status}`);
    if (card.boltCard) return t('trial.card.bolt');
    if (card.badge) return t('trial.card.badge');
    return card.linkCount + card.textCount > 0 ? t('trial.card.ndef', { links: card.linkCount, texts: card.textCount }) : t('trial.card.id');
  }
}

const PUT_IN_TRIALS = [0, 250];

function ScaleTrial({ deviceId, simulated }: { deviceId: string; simulated: boolean }) {
  const { t } = useTranslation(['devices', 'articles']);
  const call = useCall();
  const ready = useDeviceCondition(deviceId) === 'ready';
  const trial = useWaiting<Weighing>((till) => till.devices.testScale({ deviceId }));
  return (
    <div className="device-trial">
      <Button icon={Scale} busy={trial.waiting} disabled={!ready} onClick={trial.begin}>
        {t('trial.weigh')}
      </Button>
      {simulated && ready && (
        <div className="settings-actions">
          {PUT_IN_TRIALS.map((grams) => (
            <Button key={grams} onClick={() => void call((till) => till.practice.putOnScale({ grams }))}>
              {grams === 0 ? t('articles:ask.scale.takeOff') : t('articles:ask.scale.put', { grams })}
            </Button>
          ))}
        </div>
      )}
      <div role="status">
        {trial.said?.ok === true && <p>{t(trial.said.tared ? 'trial.weighsTared' : 'trial.weighs', { grams: trial.said.grams })}</p>}
        {trial.said?.ok === false && <p>{t(`trial.notWeighed.${trial.said.trouble}`)}</p>}
      </div>
      {trial.failure && <Unanswered failure={trial.failure} onAgain={trial.begin} />}
    </div>
  );
}

function PoleDisplayTrial({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation('devices');
  const ready = useDeviceCondition(deviceId) === 'ready';
  const call = useCall();
  const { store } = useScreen();
  const show = async () => {
    const outcome = await call((till) => till.devices.testPoleDisplay({ deviceId }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('trial.shown') });
  };
  return (
    <div className="device-trial">
      <Button icon={SquareMenu} disabled={!ready} onClick={() => void show()}>
        {t('trial.show')}
      </Button>
    </div>
  );
}
