// What a driver of each kind of device is to the till.
import type { DeviceDriver } from '../../hardware/keep-connected.ts';
import type { DeviceCondition, DeviceKind } from '../../shared/devices.ts';

export interface DeviceDrivers extends Record<DeviceKind, DeviceDriver<DeviceCondition>> {}
