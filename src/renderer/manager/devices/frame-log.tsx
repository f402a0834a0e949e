// The last frames of a device's line, in hex and in the words of its specification: for whoever has to find out why it does not
// work. Read again each second while it is open.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedFrame } from '../../../shared/devices.ts';
import { type Failure, failureOf } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useScreen } from '../../screen.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';

const EVERY_MS = 1000;
const ARROWS = { sent: '→', received: '←', note: '·' };

export function FrameLog({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation('devices');
  const [open, setOpen] = useState(false);
  return (
    <details className="frame-log" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('log.title')}</summary>
      <p className="settings-hint">{t('log.explained')}</p>
      {open && <Frames deviceId={deviceId} />}
    </details>
  );
}

function Frames({ deviceId }: { deviceId: string }) {
  const { t, i18n } = useTranslation('devices');
  const timeZone = useTill((till) => till.shop.timeZone);
  const { frames, failure } = useFrames(deviceId);
  const times = new Intl.DateTimeFormat(localeOf(i18n.language), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone,
  });
  /** Whoever opens it wants to see it. */
  const shown = useCallback((list: HTMLOListElement | null) => list?.scrollIntoView({ block: 'nearest' }), []);
  if (failure) return <Unanswered failure={failure.why} onAgain={failure.again} />;
  if (frames === null) return null;
  if (frames.length === 0) return <p className="settings-hint">{t('log.empty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too.
    <ol ref={shown} className="frames" tabIndex={0} aria-label={t('log.title')}>
      {frames.map(({ frame, key }) => (
        <li key={key} className="frame" data-direction={frame.direction}>
          <time>{times.format(frame.atMs)}</time>
          <span title={t(`log.${frame.direction}`)}>
            <span aria-hidden>{ARROWS[frame.direction]}</span>
            <span className="visually-hidden">{t(`log.${frame.direction}`)}</span>
          </span>
          <span className="frame-words" lang="en">
            {frame.words}
            {frame.hex !== '' && <code>{frame.hex}</code>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The newest first, each with a key that it keeps while more come. */
function useFrames(deviceId: string) {
  const { client } = useScreen();
  const [frames, keep] = useState<{ frame: LoggedFrame; key: string }[] | null>(null);
  const [failure, fail] = useState<Failure | null>(null);
  const [asked, ask] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again is asked anew.
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const heard = await client.devices.frames({ deviceId });
        if (!current) return;
        keep(keyed(heard).reverse());
        fail(null);
        timer = setTimeout(look, EVERY_MS);
      } catch (error) {
        if (current) fail(failureOf(error));
      }
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, deviceId, asked]);
  return { frames, failure: failure && { why: failure, again: () => ask(asked + 1) } };
}

/** By its time, and its place among those of the same moment. */
function keyed(frames: readonly LoggedFrame[]) {
  const counts = new Map<number, number>();
  return frames.map((frame) => {
    const count = (counts.get(frame.atMs) ?? 0) + 1;
    counts.set(frame.atMs, count);
    return { frame, key: `${frame.atMs}:${count}` };
  });
}
