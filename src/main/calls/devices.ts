// Devices: what a manager looks for, tries out and reads of their lines; and the scale at the register.
import { PROFILES } from '../../hardware/printer/profiles/profiles.ts';
import type { Gate, TillConnection } from './gate.ts';

export const devicesCalls = ({ os, shop }: Gate) => {
  /** Whoever asked has gone. */
  const gone = (connection: TillConnection, signal: AbortSignal | undefined) =>
    signal ? AbortSignal.any([signal, connection.signal]) : connection.signal;
  return {
    frames: os.devices.frames.handler(({ input }) => shop().deviceFrames(input.deviceId)),
    testScanner: os.devices.testScanner.handler(({ input, context, signal }) =>
      shop().tryingOut.scanner(input.deviceId, gone(context.connection, signal)),
    ),
    testCardReader: os.devices.testCardReader.handler(({ input, context, signal }) =>
      shop().tryingOut.cardReader(input.deviceId, gone(context.connection, signal)),
    ),
    testScale: os.devices.testScale.handler(({ input }) => shop().tryingOut.scale(input.deviceId)),
    testPoleDisplay: os.devices.testPoleDisplay.handler(({ input }) => shop().tryingOut.poleDisplay(input.deviceId)),
    testTerminal: os.devices.testTerminal.handler(({ input }) => shop().tryingOut.terminal(input.deviceId)),
    setTerminalPassword: os.devices.setTerminalPassword.handler(({ input }) => shop().setTerminalPassword(input.deviceId, input.password)),
    printerModels: os.devices.printerModels.handler(() => PROFILES.map(({ id, vendor, model, family }) => ({ id, vendor, model, family }))),
    find: os.devices.find.handler(() => shop().finding.here()),
    findPrinters: os.devices.findPrinters.handler(({ input, context, signal }) =>
      shop().finding.printers(input.addresses, gone(context.connection, signal)),
    ),
  };
};

export const scaleCalls = ({ os, shop }: Gate) => ({
  weigh: os.scale.weigh.handler(() => shop().scale.weigh()),
  tare: os.scale.tare.handler(() => shop().scale.tare()),
  zero: os.scale.zero.handler(() => shop().scale.zero()),
});
