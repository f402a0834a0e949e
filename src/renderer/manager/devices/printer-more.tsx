// What few printers have to be told: their language, their model, and the drawer that hangs on them. And what one says it is.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DRAWER_SENSORS, type DrawerSettings, PRINTER_FAMILIES, type Printer, type PrinterModel, USUAL_DRAWER } from '../../../shared/printers.ts';
import { useCall } from '../../screen.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { Choice } from './kind-fields.tsx';
import type { PrinterDraft } from './printer-draft.ts';
import { Check } from './printer-fields.tsx';

type Change = (part: Partial<PrinterDraft>) => void;

/** In the words of the printer, and whether it says when a paper is printed. */
export function PrinterSays({ printer }: { printer: Printer }) {
  const { t } = useTranslation('printers');
  const view = useTill((till) => till.printing.printers.find(({ id }) => id === printer.id));
  const drawer = useTill((till) => (printer.receipts ? till.printing.drawer : null));
  const words = [
    ...(view?.saysItIs ? [t('saysItIs', { model: view.saysItIs })] : []),
    ...(view?.profile ? [t('printedAs', { model: view.profile })] : []),
    ...(view?.confirms === true ? [t('confirms')] : view?.confirms === false ? [t('confirmsNot')] : []),
    ...(drawer ? [t(`drawerState.${drawer}`)] : []),
  ];
  return words.length > 0 ? <p className="settings-hint">{words.join(' ')}</p> : null;
}

export function PrinterMore({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t } = useTranslation('printers');
  const [open, setOpen] = useState(false);
  return (
    <details className="printer-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('more')}</summary>
      {open && (
        <div>
          <Choice
            label={t('family')}
            values={PRINTER_FAMILIES}
            wordsOf={(value) => t(`families.${value}`)}
            value={draft.family}
            onChange={(family) => onChange({ family, profile: 'auto' })}
          />
          <ModelField draft={draft} onChange={onChange} />
          <Check checked={draft.oneWay} onCheck={(oneWay) => onChange({ oneWay })}>
            {t('oneWay')} <small>{t('oneWayExplained')}</small>
          </Check>
          <Check checked={draft.drawer !== null} onCheck={(has) => onChange({ drawer: has ? USUAL_DRAWER : null })}>
            {t('hasDrawer')}
          </Check>
          {draft.drawer && <DrawerFields drawer={draft.drawer} onChange={(drawer) => onChange({ drawer })} />}
        </div>
      )}
    </details>
  );
}

function ModelField({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t } = useTranslation('printers');
  const call = useCall();
  const id = useId();
  const [models, keep] = useState<PrinterModel[]>([]);
  useEffect(() => {
    let wanted = true;
    void call((till) => till.devices.printerModels()).then((outcome) => {
      if (wanted && outcome.ok) keep(outcome.value);
    });
    return () => {
      wanted = false;
    };
  }, [call]);
  const known = models.filter(({ family }) => family === draft.family);
  return (
    <div className="settings-field">
      <label htmlFor={id}>{t('model')}</label>
      <select id={id} className="field" value={draft.profile} onChange={(event) => onChange({ profile: event.target.value })}>
        <option value="auto">{t('modelAuto')}</option>
        {draft.profile !== 'auto' && !known.some((model) => model.id === draft.profile) && <option value={draft.profile}>{draft.profile}</option>}
        {known.map((model) => (
          <option key={model.id} value={model.id}>
            {model.vendor} {model.model}
          </option>
        ))}
      </select>
    </div>
  );
}

function DrawerFields({ drawer, onChange }: { drawer: DrawerSettings; onChange: (drawer: DrawerSettings) => void }) {
  const { t } = useTranslation('printers');
  // What is no number is out of range, and cannot be saved.
  const numberOf = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : 0);
  return (
    <>
      <Choice
        label={t('drawerPin')}
        values={['2', '5']}
        wordsOf={(value) => value}
        value={drawer.kickPin === 2 ? '2' : '5'}
        onChange={(kickPin) => onChange({ ...drawer, kickPin: kickPin === '2' ? 2 : 5 })}
      />
      <div className="device-pair">
        <TextField
          label={t('drawerOn')}
          value={String(drawer.onMs)}
          onValue={(text) => onChange({ ...drawer, onMs: numberOf(text) })}
          numeric
          maxLength={3}
        />
        <TextField
          label={t('drawerOff')}
          value={String(drawer.offMs)}
          onValue={(text) => onChange({ ...drawer, offMs: numberOf(text) })}
          numeric
          maxLength={3}
        />
      </div>
      <p className="settings-hint">{t('drawerTimes')}</p>
      <Choice
        label={t('drawerSensor')}
        values={DRAWER_SENSORS}
        wordsOf={(value) => t(`drawerSensors.${value}`)}
        value={drawer.sensor}
        onChange={(sensor) => onChange({ ...drawer, sensor })}
      />
    </>
  );
}
