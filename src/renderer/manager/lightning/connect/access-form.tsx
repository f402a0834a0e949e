// What is asked for to reach a node: one text with everything in it (scanned, pasted, from a file), or an address and two
// files; and a proxy where it is reached through Tor.
import { useTranslation } from 'react-i18next';
import type { NodeAccessGiven } from '../../../../shared/connecting.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../text-field.tsx';
import { EMPTY, FileField, type FromFile } from './file-field.tsx';

export interface AccessDraft {
  form: 'uri' | 'parts';
  uri: FromFile;
  address: string;
  certificate: FromFile;
  macaroon: FromFile;
  throughProxy: boolean;
  proxyHost: string;
  proxyPort: string;
}

export const EMPTY_DRAFT: AccessDraft = {
  form: 'uri',
  uri: EMPTY,
  address: '',
  certificate: EMPTY,
  macaroon: EMPTY,
  throughProxy: false,
  proxyHost: '127.0.0.1',
  proxyPort: '9050',
};

/** Null while the proxy's port is none; all else the till reads, and says what is wrong with it. */
export function givenOf(draft: AccessDraft): NodeAccessGiven | null {
  const { form, uri, address, certificate, macaroon } = draft;
  const how =
    form === 'uri'
      ? { form, uri: uri.text.trim() }
      : { form, address: address.trim(), certificate: certificate.text.trim(), macaroon: macaroon.text.trim() };
  if (!draft.throughProxy) return { how, socksProxy: null };
  const port = Number(draft.proxyPort);
  const host = draft.proxyHost.trim();
  return Number.isInteger(port) && port >= 1 && port <= 65_535 && host !== '' ? { how, socksProxy: { host, port } } : null;
}

/** An address that only Tor knows. */
export function isOnion(draft: AccessDraft): boolean {
  const address = draft.form === 'uri' ? draft.uri.text.slice(0, 200) : draft.address;
  return /\.onion\b/i.test(address);
}

export function AccessForm({ draft, onChange }: { draft: AccessDraft; onChange: (draft: AccessDraft) => void }) {
  const { t } = useTranslation('connect');
  const change = (to: Partial<AccessDraft>) => onChange({ ...draft, ...to });
  return (
    <>
      <Segmented
        label={t('wizard.how')}
        segments={[
          { value: 'uri', label: t('wizard.uri') },
          { value: 'parts', label: t('wizard.parts') },
        ]}
        value={draft.form}
        onChange={(form) => change({ form })}
      />
      {draft.form === 'uri' ? (
        <FileField label={t('wizard.uriField')} hint={t('wizard.uriHint')} value={draft.uri} onValue={(uri) => change({ uri })} rows={4} firstFocus />
      ) : (
        <>
          <TextField
            label={t('wizard.address')}
            hint={t('wizard.addressHint')}
            placeholder="192.168.1.20:10009"
            maxLength={300}
            value={draft.address}
            onValue={(address) => change({ address })}
          />
          <FileField
            label={t('wizard.certificateField')}
            hint={t('wizard.certificateHint')}
            value={draft.certificate}
            onValue={(certificate) => change({ certificate })}
            secret={false}
          />
          <FileField
            label={t('wizard.macaroonField')}
            hint={t('wizard.macaroonHint')}
            value={draft.macaroon}
            onValue={(macaroon) => change({ macaroon })}
          />
        </>
      )}
      <label className="connect-check">
        <input type="checkbox" checked={draft.throughProxy} onChange={(event) => change({ throughProxy: event.target.checked })} />
        {t('wizard.proxy')}
      </label>
      {draft.throughProxy && (
        <div className="settings-pair">
          <TextField
            label={t('wizard.proxyHost')}
            hint={t('wizard.proxyHint')}
            maxLength={255}
            value={draft.proxyHost}
            onValue={(proxyHost) => change({ proxyHost })}
          />
          <TextField
            label={t('wizard.proxyPort')}
            hint=""
            numeric
            maxLength={5}
            wrong={!/^\d{1,5}$/.test(draft.proxyPort)}
            value={draft.proxyPort}
            onValue={(proxyPort) => change({ proxyPort })}
          />
        </div>
      )}
    </>
  );
}
