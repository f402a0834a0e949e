// Between a screen and the till: what stands there until the first state has come, and when the connection is lost. The page
// below is kept but out of reach and out of sight: an old total or an old code must not look as if it were true.
import { PlugZap } from 'lucide-react';
import { Component, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreen, useScreenStore } from '../screen.tsx';
import { BoltMark } from './bolt-mark.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const LONG_MS = 8_000;

export function TillGate({ children }: { children: ReactNode }) {
  const status = useScreenStore((state) => state.connection);
  if (status === 'connecting') return <Looking />;
  return (
    <>
      <FaultBoundary>{children}</FaultBoundary>
      {status === 'lost' && <Lost />}
    </>
  );
}

function Looking() {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="till-gate till-gate-looking" role="status">
      <BoltMark size={64} />
      <h1>{t('connection.looking')}</h1>
      {long && <p>{t('connection.lookingLong')}</p>}
    </main>
  );
}

/** A modal dialog, so that it lies over whatever dialog was open, and nothing under it can be pressed. */
function Lost() {
  const { t } = useTranslation();
  const { connection, keys } = useScreen();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const leaveFront = keys.openLayer(Symbol('connection lost'));
    return () => {
      leaveFront();
      element?.close();
    };
  }, [keys]);
  return (
    <dialog ref={dialog} className="till-gate till-gate-lost" aria-labelledby="till-lost" onCancel={(event) => event.preventDefault()}>
      <div role="alert">
        <Icon of={PlugZap} size={64} />
        <h1 id="till-lost">{t('connection.lost')}</h1>
        <p>{t('connection.lostExplained')}</p>
      </div>
      <Button onClick={() => connection.retryNow()}>{t('connection.retry')}</Button>
    </dialog>
  );
}

/** A fault in the page's own code: the till is not touched by it, and the page can be opened again. */
class FaultBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <main className="till-gate" role="alert">
      <BoltMark size={64} />
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.explained')}</p>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {t('broken.reload')}
      </Button>
    </main>
  );
}
