import { expect, test } from 'vitest';
import { describePorts, findSerialPorts } from './serial-ports.ts';

test('a port is called by what is plugged in, and kept by the name that goes with it', () => {
  const linked = new Map([['/dev/ttyUSB0', '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A10KZ-if00-port0']]);
  const listed = [
    { path: '/dev/ttyS0' },
    { path: '/dev/ttyUSB0', manufacturer: 'FTDI', pnpId: 'usb-FTDI_FT232R_USB_UART_A10KZ-if00-port0', vendorId: '0403', productId: '6001' },
  ];
  expect(describePorts(listed, linked, new Set(['ttyS0']))).toEqual([
    { path: '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A10KZ-if00-port0', port: 'ttyUSB0', vendor: 'FTDI', product: 'FT232R USB UART A10KZ' },
    { path: '/dev/ttyS0', port: 'ttyS0', vendor: '', product: '' },
  ]);
});

test('ports of the machine without a chip behind them are left out', () => {
  const listed = [{ path: '/dev/ttyS0' }, { path: '/dev/ttyS7' }];
  expect(describePorts(listed, new Map(), new Set(['ttyS0'])).map(({ port }) => port)).toEqual(['ttyS0']);
});

test('a port of Windows is shown as it is', () => {
  const listed = [{ path: 'COM3', manufacturer: 'Prolific', pnpId: 'USB\\VID_067B&PID_2303\\5&1', vendorId: '067B' }];
  expect(describePorts(listed, new Map(), null)).toEqual([{ path: 'COM3', port: 'COM3', vendor: 'Prolific', product: '' }]);
});

test('this machine can be asked', async () => {
  expect(await findSerialPorts()).toBeInstanceOf(Array);
});
