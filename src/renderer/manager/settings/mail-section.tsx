// The mail server that receipts go through: what the provider says, a password that is kept sealed, and a test whose answer is shown
// in the server's own words.
import { Send } from 'lucide-react';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressTrouble, MAIL_SECURITIES, type MailSettings, mailSettingsSchema } from '../../../shared/mail.ts';
import { AddressField } from '../../digital-receipts/address-field.tsx';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { SettingsSection } from './settings-section.tsx';

const FIELDS = ['host', 'port', 'sender', 'user', 'password', 'keepDays'] as const;
type Typed = Record<(typeof FIELDS)[number], string> & Pick<MailSettings, 'security'>;

/** What providers use for one or the other. */
const PORTS = { tls: '465', starttls: '587' } as const;

const typedOf = (kept: MailSettings | null): Typed => ({
  host: kept?.host ?? '',
  port: String(kept?.port ?? PORTS.tls),
  security: kept?.security ?? 'tls',
  sender: kept?.sender ?? '',
  user: kept?.user ?? '',
  password: '',
  keepDays: String(kept?.keepDays ?? 30),
});

export function MailSection() {
  const { t } = useTranslation('digitalReceipts');
  const practice = useTill((till) => till.shop.practice);
  const kept = useTill((till) => till.shop.mail);
  return (
    <SettingsSection title={t('mailSettings.title')} explained={t('mailSettings.explained')}>
      {practice && <p className="settings-hint">{t('mailSettings.practice')}</p>}
      <Waiting />
      <ServerForm key={JSON.stringify(kept)} kept={kept} />
      {kept && <TestMail sender={kept.sender} />}
    </SettingsSection>
  );
}

function Waiting() {
  const { t } = useTranslation('digitalReceipts');
  const waiting = useTill((till) => till.mail.waitingCount);
  const trouble = useTill((till) => till.mail.trouble);
  const answer = useTill((till) => till.unsentMail?.answer ?? '');
  if (waiting === 0 && !trouble) return null;
  return (
    <p className="settings-hint" role="status" data-wrong={trouble !== null || undefined}>
      {waiting > 0 && t('mailSettings.waiting', { count: waiting })} {trouble && t('mailSettings.held', { what: t(`trouble.${trouble}`) })}{' '}
      {trouble && answer !== '' && t('unsent.said', { answer })}
    </p>
  );
}

function ServerForm({ kept }: { kept: MailSettings | null }) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const { store } = useScreen();
  const id = useId();
  const [typed, setTyped] = useState(() => typedOf(kept));
  const [busy, setBusy] = useState(false);
  const { password, ...rest } = typed;
  const read = mailSettingsSchema.safeParse({ ...rest, port: Number(typed.port), keepDays: Number(typed.keepDays) });
  const changed = JSON.stringify(typed) !== JSON.stringify(typedOf(kept));
  const say = (words: 'saved' | 'removed') => store.getState().notify({ tone: 'done', title: t(`mailSettings.${words}`) });
  const setUp = async (server: MailSettings | null) => {
    setBusy(true);
    const outcome = await call((till) => till.mail.setUp({ server, ...(server && password !== '' && { password }) }));
    setBusy(false);
    if (outcome.ok) say(server ? 'saved' : 'removed');
  };
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && read.success) void setUp(read.data);
      }}
    >
      {FIELDS.map((field) => (
        <Fragment key={field}>
          <div className="settings-field">
            <label htmlFor={`${id}-${field}`}>{t(`mailSettings.${field}`)}</label>
            <input
              id={`${id}-${field}`}
              className="field"
              type={field === 'password' ? 'password' : 'text'}
              inputMode={field === 'port' || field === 'keepDays' ? 'numeric' : field === 'sender' ? 'email' : 'text'}
              autoComplete={field === 'password' ? 'new-password' : 'off'}
              autoCapitalize="none"
              spellCheck={false}
              maxLength={field === 'port' || field === 'keepDays' ? 5 : 200}
              placeholder={field === 'password' && kept && kept.user !== '' ? t('mailSettings.passwordKept') : undefined}
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          </div>
          {field === 'port' && (
            <div className="settings-row">
              <span>{t('mailSettings.security')}</span>
              <Segmented
                label={t('mailSettings.security')}
                segments={MAIL_SECURITIES.map((value) => ({ value, label: t(`mailSettings.securities.${value}`) }))}
                value={typed.security}
                // The usual port of the one is never the other's.
                onChange={(security) => setTyped({ ...typed, security, port: typed.port === PORTS[typed.security] ? PORTS[security] : typed.port })}
              />
            </div>
          )}
        </Fragment>
      ))}
      <div className="settings-actions">
        <Button kind="primary" submit busy={busy} disabled={!changed || !read.success}>
          {t('mailSettings.save')}
        </Button>
        {kept && (
          <Button kind="plain" disabled={busy} onClick={() => void setUp(null)}>
            {t('mailSettings.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

function TestMail({ sender }: { sender: string }) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const { store } = useScreen();
  const [to, setTo] = useState(sender);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const send = async () => {
    setTried(true);
    if (addressTrouble(to) !== null) return;
    setBusy(true);
    const outcome = await call((till) => till.mail.test({ to: to.trim() }));
    setBusy(false);
    if (outcome.ok) {
      const { answer } = outcome.value;
      store.getState().notify({ tone: 'done', title: t('mailSettings.tested'), body: t('mailSettings.testedSaid', { answer }) });
    }
  };
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="settings-field">
        <AddressField label={t('mailSettings.testTo')} value={to} onValue={setTo} tried={tried} />
      </div>
      <div className="settings-actions">
        <Button icon={Send} submit busy={busy} disabled={to.trim() === ''}>
          {busy ? t('mailSettings.testing') : t('mailSettings.test')}
        </Button>
      </div>
    </form>
  );
}
