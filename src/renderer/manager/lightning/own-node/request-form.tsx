// What a new node needs to be told: which program it is, and for trying another network than the real one.
import { useTranslation } from 'react-i18next';
import { OWN_NODE_NETWORKS, type OwnNodeRequest } from '../../../../shared/own-node.ts';
import { TextField } from '../../text-field.tsx';
import { useTill } from '../../till.ts';
import { Choice } from '../choice.tsx';

export interface RequestFormProps {
  id: string;
  request: OwnNodeRequest;
  onChange: (request: OwnNodeRequest) => void;
  onSubmit: () => void;
}

export function RequestForm({ id, request, onChange, onSubmit }: RequestFormProps) {
  const { t } = useTranslation('ownNode');
  const programFound = useTill((till) => till.ownNode.programFound);
  const change = (to: Partial<OwnNodeRequest>) => onChange({ ...request, ...to });
  return (
    <form
      id={id}
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <p>{t('request.lead')}</p>
      <ul className="own-node-notes">
        <li>{t('request.chain')}</li>
        <li>{t('request.channels')}</li>
        <li>{t('request.seed')}</li>
      </ul>
      <TextField
        label={t('request.program')}
        hint={t(programFound === '' ? 'request.programNone' : 'request.programFound')}
        placeholder="/usr/local/bin/lnd"
        maxLength={1000}
        value={request.program}
        onValue={(program) => change({ program })}
      />
      <details className="own-node-trying">
        <summary>{t('request.trying')}</summary>
        <Choice
          label={t('request.network')}
          segments={OWN_NODE_NETWORKS.map((value) => ({ value, label: t(`request.networks.${value}`) }))}
          value={request.network}
          onChange={(network) => change({ network })}
          meaning={t(request.network === 'mainnet' ? 'request.realMoney' : 'request.playMoney')}
        />
        <TextField
          label={t('request.peer')}
          hint={t('request.peerHint')}
          placeholder="192.168.1.20:8333"
          maxLength={300}
          value={request.peer}
          onValue={(peer) => change({ peer })}
        />
      </details>
    </form>
  );
}
